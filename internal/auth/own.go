package auth

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// OwnSession is where somebody is signed in. Nothing is kept of from where.
type OwnSession struct {
	ID         uuid.UUID
	Device     string // see [Device]
	CreatedAt  time.Time
	LastUsedAt time.Time // to five minutes: when its access token was last renewed
}

// lasts is what a session s of an account a fulfils as long as it can be renewed: one of staff may lie
// unused for half an hour (OWASP ASVS 5.0, 7.3).
const lasts = `s.ended_at IS NULL AND s.expires_at > now() AND a.disabled_at IS NULL
	AND (NOT ` + staff + ` OR s.last_used_at > now() - interval '30 minutes')`

// byUse is a place in the list of sessions, the last used first.
type byUse struct {
	At time.Time `json:"a"`
	ID uuid.UUID `json:"i"`
}

// List returns where who is signed in, the last used first.
func (s *Sessions) List(ctx context.Context, who Principal, r page.Request) (page.Result[OwnSession], error) {
	const own = `FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.account_id = ? AND ` + lasts
	db := s.db.WithContext(ctx)
	start := byUse{At: time.Now().Add(time.Hour), ID: uuid.Max}
	placeOf := func(o OwnSession) byUse { return byUse{o.LastUsedAt, o.ID} }
	result, err := page.Read(r, "own sessions", start, placeOf, func(after byUse, offset, limit int) ([]OwnSession, error) {
		var items []OwnSession
		err := db.Raw(`SELECT s.id, s.device, s.created_at, s.last_used_at `+own+` AND (s.last_used_at, s.id) < (?, ?)
			ORDER BY s.last_used_at DESC, s.id DESC OFFSET ? LIMIT ?`, who.ID, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, own, who.ID)
	return result, err
}

// EndOne ends one of who's sessions, at once on every node. The problem is NotFound where it is not
// theirs, or over already.
func (s *Sessions) EndOne(ctx context.Context, who Principal, session uuid.UUID) error {
	db := s.db.WithContext(ctx)
	done := db.Exec(`UPDATE sessions SET ended_at = now() WHERE id = ? AND account_id = ? AND ended_at IS NULL`, session, who.ID)
	if done.Error != nil {
		return done.Error
	}
	if done.RowsAffected == 0 {
		return errs.New(errs.NotFound)
	}
	postgres.Changed(db, change.Session(session))
	return nil
}

// EndOthers ends every session of who but the one that asks.
func (s *Sessions) EndOthers(ctx context.Context, who Principal) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error { return EndOthers(tx, who.ID, who.SessionID) })
}
