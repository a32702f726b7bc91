package privacy

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	exportLifetime = 7 * 24 * time.Hour
	exportsADay    = 3
)

// exportRequested is recorded when somebody asks for all that is known of them, since whoever has
// taken an account over would.
const exportRequested audit.Action = "export.requested"

// ExportState is how far an export has come.
type ExportState string

// The states of an export.
const (
	ExportWaiting ExportState = "waiting" // or being made
	ExportReady   ExportState = "ready"
	ExportFailed  ExportState = "failed"
)

// Export is a file with all that is known of a person.
type Export struct {
	ID         uuid.UUID
	State      ExportState
	Progress   int    // of 100
	Size       *int64 // bytes, once it is ready
	CreatedAt  time.Time
	FinishedAt *time.Time
	ExpiresAt  time.Time
}

const exportColumns = `SELECT id, state, progress, size, created_at, finished_at, expires_at FROM exports `

// RequestExport has a file made of all that is known of who, in the background. The problems are
// Conflict while another is being made, and TooManyRequests after three in a day.
func (s *Store) RequestExport(ctx context.Context, who auth.Principal) (Export, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Export{}, err
	}
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := exportLimit.Check(tx, who.ID); err != nil {
			return err
		}
		if err := tx.Exec(`INSERT INTO exports (id, account_id, expires_at) VALUES (?, ?, ?)`, id, who.ID, time.Now().Add(exportLifetime)).Error; err != nil {
			return err
		}
		entry := audit.Entry{Actor: who.ID, Action: exportRequested, SubjectKind: "account", Subject: who.ID}
		if err := audit.Record(tx, entry); err != nil {
			return err
		}
		return s.queue.Insert(tx, exportArgs{ExportID: id})
	})
	if err != nil {
		return Export{}, err
	}
	return s.Export(ctx, who, id)
}

// exportLimit allows as many exports as anybody needs, also to who deletes them again.
var exportLimit = pace.Limit{Table: "audit_log", By: "actor_id", At: "at", Where: `action = '` + string(exportRequested) + `'`, Most: exportsADay, In: pace.Day}

// ListExports returns the exports of who that are kept, newest first.
func (s *Store) ListExports(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Export], error) {
	const kept = `FROM exports WHERE account_id = ? AND expires_at > now()`
	db := s.db.WithContext(ctx)
	place := func(e Export) uuid.UUID { return e.ID }
	result, err := page.Read(r, "exports", uuid.Max, place, func(after uuid.UUID, offset, limit int) ([]Export, error) {
		var items []Export
		err := db.Raw(exportColumns+`WHERE account_id = ? AND expires_at > now() AND id < ? ORDER BY id DESC OFFSET ? LIMIT ?`,
			who.ID, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, kept, who.ID)
	return result, err
}

// Export returns an export of who; nobody else finds it.
func (s *Store) Export(ctx context.Context, who auth.Principal, id uuid.UUID) (Export, error) {
	var found []Export
	err := s.db.WithContext(ctx).Raw(exportColumns+`WHERE id = ? AND account_id = ? AND expires_at > now()`, id, who.ID).Scan(&found).Error
	if err != nil {
		return Export{}, err
	}
	if len(found) == 0 {
		return Export{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// DeleteExport deletes an export of who, also while it is being made. It succeeds when there is none.
func (s *Store) DeleteExport(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return s.db.WithContext(ctx).Exec(`DELETE FROM exports WHERE id = ? AND account_id = ?`, id, who.ID).Error
}

// File returns an export of who that is ready, with its bytes: they are read from the database a piece
// at a time, as the reader takes them.
func (s *Store) File(ctx context.Context, who auth.Principal, id uuid.UUID) (Export, io.Reader, error) {
	e, err := s.Export(ctx, who, id)
	if err != nil {
		return e, nil, err
	}
	if e.State != ExportReady {
		return e, nil, errs.New(errs.NotFound)
	}
	return e, &pieceReader{db: s.db.WithContext(ctx), export: id}, nil
}
