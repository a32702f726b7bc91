package privacy

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// wayBack is how long somebody who closes their account may change their mind. Meanwhile everything is
// as before, for them and for others.
const wayBack = 14 * 24 * time.Hour

// delay is for how long the account of the last administrator, which cannot be closed, is left before that is tried again.
const delay = 7 * 24 * time.Hour

// Contributions is what becomes of what somebody wrote in public.
type Contributions string

// What becomes of contributions: they stay, by a former participant, or their texts go.
const (
	Keep   Contributions = "keep"
	Remove Contributions = "remove"
)

// Closure is an account that will be closed.
type Closure struct {
	Contributions Contributions
	AskedAt       time.Time
	ClosesAt      time.Time
}

// What is recorded of leaving. The entry has the account's id, which by then leads nowhere.
const (
	closureAsked  audit.Action = "closure.asked"
	accountClosed audit.Action = "account.closed"
)

// Closure returns the closure of who's account, or NotFound.
func (s *Store) Closure(ctx context.Context, who auth.Principal) (Closure, error) {
	return closureOf(s.db.WithContext(ctx), who)
}

func closureOf(db *gorm.DB, who auth.Principal) (Closure, error) {
	var found []Closure
	err := db.Raw(`SELECT contributions, asked_at, closes_at FROM closures WHERE account_id = ?`, who.ID).Scan(&found).Error
	if err != nil {
		return Closure{}, err
	}
	if len(found) == 0 {
		return Closure{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// AskToClose has the account of who closed in two weeks, and tells them by mail. Asking again changes
// what becomes of contributions, not the day. The last administrator cannot leave: LastAdministrator.
func (s *Store) AskToClose(ctx context.Context, who auth.Principal, c Contributions) (Closure, error) {
	var closure Closure
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		o, err := lockAccount(tx, who)
		if err != nil {
			return err
		}
		// One that nobody had asked for is asked for now: with the whole time, and no sign-in takes it back.
		asked := tx.Exec(`INSERT INTO closures (account_id, contributions, closes_at) VALUES (?, ?, ?)
			ON CONFLICT ON CONSTRAINT closures_pkey DO UPDATE SET contributions = EXCLUDED.contributions, asked_at = EXCLUDED.asked_at,
				closes_at = EXCLUDED.closes_at, warned_at = NULL, idle = false WHERE closures.idle`, who.ID, c, time.Now().Add(wayBack))
		if asked.Error != nil {
			return asked.Error
		}
		if asked.RowsAffected == 0 {
			if err := tx.Exec(`UPDATE closures SET contributions = ? WHERE account_id = ?`, c, who.ID).Error; err != nil {
				return err
			}
		}
		if closure, err = closureOf(tx, who); err != nil || asked.RowsAffected == 0 {
			return err
		}
		postgres.Changed(tx, change.Account(who.ID))
		entry := audit.Entry{Actor: who.ID, Action: closureAsked, SubjectKind: "account", Subject: who.ID}
		if err := audit.Record(tx, entry); err != nil {
			return err
		}
		return s.outbox.Send(tx, closingAsked(o, closure.ClosesAt, s.url))
	})
	return closure, err
}

// administrators is an advisory lock that who takes an administrator away has alone, after their account; the database's own check
// takes it too (00013).
const administrators = 7_650_721

// lockAccount takes the account of who, and refuses to close that of the last administrator. Their role is the account's: a session may
// have less.
func lockAccount(tx *gorm.DB, who auth.Principal) (owner, error) {
	var found struct {
		owner `gorm:"embedded"`
		Role  auth.Role
	}
	err := tx.Raw(`SELECT a.id, a.email, p.display_name, a.language, a.role FROM accounts a JOIN participants p ON p.id = a.id WHERE a.id = ? FOR UPDATE OF a`, who.ID).Scan(&found).Error
	if err != nil || found.Role != auth.Administrator {
		return found.owner, err
	}
	return found.owner, othersLookAfter(tx, who)
}

// othersLookAfter is LastAdministrator unless there is another who may write and does not leave. Of several who ask at once the second sees the first.
func othersLookAfter(tx *gorm.DB, who auth.Principal) error {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, administrators).Error; err != nil {
		return err
	}
	var others bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM active_administrators a WHERE id <> ?
		AND NOT EXISTS (SELECT FROM closures c WHERE c.account_id = a.id))`, who.ID).Scan(&others).Error
	if err == nil && !others {
		err = errs.New(errs.LastAdministrator)
	}
	return err
}

// KeepAccount takes the closure of who's account back. It succeeds when there is none.
func (s *Store) KeepAccount(ctx context.Context, who auth.Principal) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		kept := tx.Exec(`DELETE FROM closures WHERE account_id = ?`, who.ID)
		if kept.Error != nil || kept.RowsAffected == 0 {
			return kept.Error
		}
		postgres.Changed(tx, change.Account(who.ID))
		return audit.Record(tx, audit.Entry{Actor: who.ID, Action: audit.ClosureWithdrawn, SubjectKind: "account", Subject: who.ID})
	})
}
