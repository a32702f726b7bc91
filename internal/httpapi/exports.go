package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/privacy"
)

// CreateExport implements POST /me/exports.
func (s *server) CreateExport(ctx context.Context, _ CreateExportRequestObject) (CreateExportResponseObject, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	e, err := s.Privacy.RequestExport(ctx, who)
	if err != nil {
		return nil, err
	}
	return CreateExport201JSONResponse{Body: exportBody(e), Headers: CreateExport201ResponseHeaders{Location: s.address("me/exports", e.ID)}}, nil
}

// ListExports implements GET /me/exports.
func (s *server) ListExports(ctx context.Context, r ListExportsRequestObject) (ListExportsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Privacy.ListExports(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	return ListExports200JSONResponse{Body: ExportList{Exports: each(found.Items, exportBody),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetExport implements GET /me/exports/{exportId}.
func (s *server) GetExport(ctx context.Context, r GetExportRequestObject) (GetExportResponseObject, error) {
	e, err := s.Privacy.Export(ctx, auth.From(ctx), r.ExportId)
	if err != nil {
		return nil, err
	}
	return GetExport200JSONResponse{Body: exportBody(e)}, nil
}

// DeleteExport implements DELETE /me/exports/{exportId}.
func (s *server) DeleteExport(ctx context.Context, r DeleteExportRequestObject) (DeleteExportResponseObject, error) {
	if err := s.Privacy.DeleteExport(ctx, auth.From(ctx), r.ExportId); err != nil {
		return nil, err
	}
	return DeleteExport204Response{}, nil
}

// GetExportFile implements GET /me/exports/{exportId}/file.
func (s *server) GetExportFile(ctx context.Context, r GetExportFileRequestObject) (GetExportFileResponseObject, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	e, file, err := s.Privacy.File(ctx, who, r.ExportId)
	if err != nil {
		return nil, err
	}
	name := `attachment; filename="medskapa-` + e.CreatedAt.UTC().Format("2006-01-02") + `.zip"`
	return GetExportFile200ApplicationzipResponse{Body: file, ContentLength: value(e.Size),
		Headers: GetExportFile200ResponseHeaders{ContentDisposition: &name}}, nil
}

func exportBody(e privacy.Export) Export {
	return Export{Id: e.ID, State: ExportState(e.State), Progress: int32(e.Progress), Size: e.Size, CreatedAt: utc(e.CreatedAt), ExpiresAt: utc(e.ExpiresAt)}
}
