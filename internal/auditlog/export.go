package auditlog

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/permission"
)

const (
	maxExported = 100_000 // entries in a file
	exportPiece = 1_000   // read at a time, so that memory does not grow with the log
)

// Format is what an export is written as.
type Format func(w io.Writer) (write func(Entry) error, end func() error)

// Export returns the log as a file, latest first, at most 100,000 entries. The reader reads the log as
// it is read itself; whoever stops reading before its end cancels ctx.
func (s *Store) Export(ctx context.Context, who auth.Principal, f Filter, format Format) (io.Reader, error) {
	if err := who.Check(permission.SeeAuditLog, 0); err != nil {
		return nil, err
	}
	reader, writer := io.Pipe()
	context.AfterFunc(ctx, func() { reader.CloseWithError(ctx.Err()) })
	go func() { writer.CloseWithError(s.export(ctx, f, format, writer)) }()
	return reader, nil
}

func (s *Store) export(ctx context.Context, f Filter, format Format, w io.Writer) error {
	db := s.db.WithContext(ctx)
	where, args := f.sql()
	write, end := format(w)
	before := uuid.Max
	for written := 0; written < maxExported; {
		entries, err := read(db, where, args, before, 0, exportPiece)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := write(e); err != nil {
				return err
			}
		}
		written += len(entries)
		if len(entries) < exportPiece {
			break
		}
		before = entries[len(entries)-1].ID
	}
	return end()
}

// CSV writes RFC 4180 with a heading. What a spreadsheet would take for a formula begins with an apostrophe.
func CSV(w io.Writer) (write func(Entry) error, end func() error) {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	started := false
	start := func() error {
		if started {
			return nil
		}
		started = true
		return out.Write([]string{"at", "action", "actorId", "actor", "subjectKind", "subjectId", "subject", "details"})
	}
	write = func(e Entry) error {
		if err := start(); err != nil {
			return err
		}
		return out.Write([]string{e.At.UTC().Format(time.RFC3339Nano), safe(string(e.Action)), idText(e.ActorID), safe(e.Actor.DisplayName),
			safe(e.SubjectKind), e.SubjectID.String(), safe(e.Subject.DisplayName), safe(e.Details)})
	}
	end = func() error {
		if err := start(); err != nil {
			return err
		}
		out.Flush()
		return out.Error()
	}
	return write, end
}

// safe keeps a cell a text (OWASP, CSV injection).
func safe(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(text)[0]) {
		return "'" + text
	}
	return text
}

func idText(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return id.String()
}

// line is an entry as JSON lines have it.
type line struct {
	ID          uuid.UUID       `json:"id"`
	At          time.Time       `json:"at"`
	Action      audit.Action    `json:"action"`
	ActorID     *uuid.UUID      `json:"actorId,omitempty"`
	Actor       string          `json:"actor,omitempty"`
	SubjectKind string          `json:"subjectKind"`
	SubjectID   uuid.UUID       `json:"subjectId"`
	Subject     string          `json:"subject,omitempty"`
	Details     json.RawMessage `json:"details"`
}

// JSONLines writes one JSON object a line.
func JSONLines(w io.Writer) (write func(Entry) error, end func() error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	write = func(e Entry) error {
		return out.Encode(line{e.ID, e.At.UTC(), e.Action, e.ActorID, e.Actor.DisplayName, e.SubjectKind, e.SubjectID, e.Subject.DisplayName, json.RawMessage(e.Details)})
	}
	return write, func() error { return nil }
}
