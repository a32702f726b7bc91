package httpapi

import (
	"context"
	"io"
	"strings"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auditlog"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/page"
)

// ListAuditLog implements GET /audit-log.
func (s *server) ListAuditLog(ctx context.Context, r ListAuditLogRequestObject) (ListAuditLogResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	p := r.Params
	filter := auditlog.Filter{Action: audit.Action(value(p.Action)), ActorID: p.ActorId, SubjectID: p.SubjectId, From: p.From, To: p.To}
	found, err := s.AuditLog.List(ctx, auth.From(ctx), filter, piece)
	if err != nil {
		return nil, err
	}
	body := AuditLog{UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found), Entries: make([]AuditEntry, len(found.Items))}
	for i, e := range found.Items {
		if body.Entries[i], err = auditEntry(e); err != nil {
			return nil, err
		}
	}
	return ListAuditLog200JSONResponse{Body: body}, nil
}

// ExportAuditLog implements GET /audit-log/export.
func (s *server) ExportAuditLog(ctx context.Context, r ExportAuditLogRequestObject) (ExportAuditLogResponseObject, error) {
	p := r.Params
	filter := auditlog.Filter{Action: audit.Action(value(p.Action)), ActorID: p.ActorId, SubjectID: p.SubjectId, From: p.From, To: p.To}
	export := func(format auditlog.Format) (io.Reader, error) {
		return s.AuditLog.Export(ctx, auth.From(ctx), filter, format)
	}
	if !strings.Contains(requestFrom(ctx).Header.Get("Accept"), "text/csv") {
		file, err := export(auditlog.JSONLines)
		disposition := `attachment; filename="medskapa-audit-log.jsonl"`
		return ExportAuditLog200ApplicationjsonlResponse{Body: file, Headers: ExportAuditLog200ResponseHeaders{ContentDisposition: &disposition}}, err
	}
	file, err := export(auditlog.CSV)
	disposition := `attachment; filename="medskapa-audit-log.csv"`
	return ExportAuditLog200TextcsvResponse{Body: file, Headers: ExportAuditLog200ResponseHeaders{ContentDisposition: &disposition}}, err
}

func auditEntry(e auditlog.Entry) (AuditEntry, error) {
	details, err := e.Texts()
	return AuditEntry{Id: e.ID, At: utc(e.At), Action: string(e.Action), ActorId: e.ActorID, Actor: refOrNil(e.Actor),
		SubjectKind: e.SubjectKind, SubjectId: e.SubjectID, Subject: refOrNil(e.Subject), Details: details}, err
}
