package account

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// Bounds on guessing: failures that are let through for an account in 15 minutes, and from an
// address in an hour.
const (
	accountFailures = 5
	addressFailures = 20
)

// tries are whose failures are counted together: tries for one account or address of mail, and tries
// from one place on the network. Only hashes are kept.
type tries struct{ subject, place auth.Hash }

func triesFor(email, address string) tries {
	return tries{auth.HashSecret("account " + text.EmailKey(email)), auth.HashSecret("address " + address)}
}

// codesFor counts wrong second factors apart: who makes them knows the password already.
func codesFor(account uuid.UUID, address string) tries {
	return tries{auth.HashSecret("code " + account.String()), auth.HashSecret("address " + address)}
}

// count lets check run, and counts when it reports false. The problem is TooManyRequests once there
// have been too many, for a right answer as for a wrong one.
func (s *Store) count(ctx context.Context, t tries, check func() (bool, error)) (bool, error) {
	if err := t.allowed(s.db.WithContext(ctx)); err != nil {
		return false, err
	}
	good, err := check()
	if err != nil {
		return false, err
	}
	return good, s.settle(ctx, t, good)
}

// settle counts a failure, unless there have been too many meanwhile: then the answer is the same
// for a right password. Tries for one account, or from one address, are settled one after another, so
// a burst learns no more than tries one by one.
func (s *Store) settle(ctx context.Context, t tries, good bool) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		for kind, subject := range []auth.Hash{t.subject, t.place} { // always in this order: nobody waits in a circle
			if err := tx.Exec(`SELECT pg_advisory_xact_lock(?, hashtext(encode(?, 'hex')))`, kind, subject).Error; err != nil {
				return err
			}
		}
		if err := t.allowed(tx); err != nil || good {
			return err
		}
		return tx.Exec(`INSERT INTO login_failures (subject) VALUES (?), (?)`, t.subject, t.place).Error
	})
}

// allowed refuses more tries once there have been too many. It counts per address, whether or not
// there is such an account, so the refusal tells nothing.
func (t tries) allowed(db *gorm.DB) error {
	var n struct{ Subject, Place int }
	err := db.Raw(`SELECT
		(SELECT count(*) FROM login_failures WHERE subject = ? AND created_at > now() - interval '15 minutes') AS subject,
		(SELECT count(*) FROM login_failures WHERE subject = ? AND created_at > now() - interval '1 hour') AS place`,
		t.subject, t.place).Scan(&n).Error
	if err != nil {
		return err
	}
	if n.Subject >= accountFailures || n.Place >= addressFailures {
		problem := errs.New(errs.TooManyRequests)
		problem.RetryAfter = 15 * time.Minute
		return problem
	}
	return nil
}
