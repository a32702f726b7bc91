// Package auditlog reads the audit log, which package audit writes.
package auditlog

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// Entry is one thing that was done.
type Entry struct {
	ID          uuid.UUID
	At          time.Time
	Action      audit.Action
	ActorID     *uuid.UUID      // nil: nobody signed in did it
	Actor       participant.Ref `gorm:"embedded;embeddedPrefix:actor_ref_"` // zero when there is no such participant any more
	SubjectKind string
	SubjectID   uuid.UUID
	Subject     participant.Ref `gorm:"embedded;embeddedPrefix:subject_ref_"` // zero when it is no participant, or none any more
	Details     string          // a JSON object of texts
}

// Texts are the details as they were recorded.
func (e Entry) Texts() (map[string]string, error) {
	texts := map[string]string{}
	err := json.Unmarshal([]byte(e.Details), &texts)
	return texts, err
}

// Filter narrows the log; its zero value is all of it.
type Filter struct {
	Action    audit.Action
	ActorID   *uuid.UUID
	SubjectID *uuid.UUID
	From, To  *time.Time // from is in it, to is not
}

// Store reads the log.
type Store struct{ db *gorm.DB }

// NewStore reads the log in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// List returns entries, latest first.
func (s *Store) List(ctx context.Context, who auth.Principal, f Filter, r page.Request) (page.Result[Entry], error) {
	if err := who.Check(permission.SeeAuditLog, 0); err != nil {
		return page.Result[Entry]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	where, args := f.sql()
	idOf := func(e Entry) uuid.UUID { return e.ID }
	result, err := page.Read(r, "audit log", uuid.Max, idOf, func(after uuid.UUID, offset, limit int) ([]Entry, error) {
		return read(db, where, args, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM audit_log e WHERE `+where, args...)
	return result, err
}

// read takes a piece of the log first and then its names, so that what is skipped costs no joins.
func read(db *gorm.DB, where string, args []any, before uuid.UUID, offset, limit int) ([]Entry, error) {
	var entries []Entry
	err := db.Raw(`SELECT e.*, a.id AS actor_ref_id, a.display_name AS actor_ref_display_name, a.kind AS actor_ref_kind,
			s.id AS subject_ref_id, s.display_name AS subject_ref_display_name, s.kind AS subject_ref_kind
		FROM (SELECT id, at, action, actor_id, subject_kind, subject_id, details::text AS details FROM audit_log e
			WHERE `+where+` AND e.id < ? ORDER BY e.id DESC OFFSET ? LIMIT ?) e
		LEFT JOIN participants a ON a.id = e.actor_id LEFT JOIN participants s ON s.id = e.subject_id ORDER BY e.id DESC`,
		append(append([]any{}, args...), before, offset, limit)...).Scan(&entries).Error
	return entries, err
}

// sql is the conditions of a filter. Ids are UUIDv7, so a time is a bound on them, and one index serves
// the order and the time.
func (f Filter) sql() (where string, args []any) {
	where = `true`
	add := func(condition string, arg any) {
		where += ` AND ` + condition
		args = append(args, arg)
	}
	if f.Action != "" {
		add(`e.action = ?`, f.Action)
	}
	if f.ActorID != nil {
		add(`e.actor_id = ?`, *f.ActorID)
	}
	if f.SubjectID != nil {
		add(`e.subject_id = ?`, *f.SubjectID)
	}
	if f.From != nil {
		add(`e.id >= ?`, firstAt(*f.From))
	}
	if f.To != nil {
		add(`e.id < ?`, firstAt(*f.To))
	}
	return where, args
}

// firstAt is the lowest UUIDv7 of a moment, to the millisecond.
func firstAt(at time.Time) (id uuid.UUID) {
	ms := uint64(max(at.UnixMilli(), 0))
	for i := range 6 {
		id[i] = byte(ms >> (8 * (5 - i)))
	}
	id[6] = 0x70
	return id
}
