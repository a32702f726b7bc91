package lead

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps assignments.
type Store struct {
	db     *gorm.DB
	outbox *mail.Outbox
	url    string
}

// NewStore keeps assignments in db. url is where the app is, without a slash at the end; mails lead there.
func NewStore(db *gorm.DB, outbox *mail.Outbox, url string) *Store {
	return &Store{db: db, outbox: outbox, url: url}
}

// Of returns who leads a thing at present, by name; those of a challenge's focus area are among them.
func Of(db *gorm.DB, t Thing) ([]Somebody, error) {
	where, args := leading(t)
	var found []Somebody
	err := db.Raw(`SELECT p.id, p.display_name, p.kind, l.role, l.`+t.of().column+` IS NOT NULL AS own
		FROM lead_assignments l JOIN participants p ON p.id = l.account_id
		WHERE `+where+` AND `+Running+` ORDER BY p.display_name, p.id`, args...).Scan(&found).Error
	return found, err
}

// leading is the SQL for whether assignment l is one to lead a thing, be it by its focus area, with its values.
func leading(t Thing) (sql string, values []any) {
	if t.Kind == Challenge {
		return `(l.challenge_id = ? OR l.focus_area_id = (SELECT focus_area_id FROM challenges WHERE id = ?))`, []any{t.ID, t.ID}
	}
	return `l.` + t.of().column + ` = ?`, []any{t.ID}
}

// Get returns an assignment to those who may see it.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Assignment, error) {
	a, err := find(s.db.WithContext(ctx), id)
	if err != nil {
		return a, err
	}
	return a, check(s.db.WithContext(ctx), who, a.thing(), a.thing().of().see)
}

// Create appoints somebody to lead a thing. The problem names accountId when they lead it already.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, t Thing, account uuid.UUID, terms Terms) (Assignment, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Assignment{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		if err := s.Lock(tx, who, t); err != nil {
			return err
		}
		if err := terms.check(time.Now()); err != nil {
			return err
		}
		if err := mayGive(tx, who, t, Terms{}, terms); err != nil {
			return err
		}
		return s.grant(tx, who, id, t, account, terms)
	})
	if err != nil {
		return Assignment{}, err
	}
	return find(s.db.WithContext(ctx), id)
}

// Set changes as what and until when somebody leads; who leads no more is NotFound.
func (s *Store) Set(ctx context.Context, who auth.Principal, id uuid.UUID, terms Terms) (Assignment, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		a, err := s.lockAssignment(tx, who, id)
		if err != nil {
			return err
		}
		if err := terms.check(time.Now()); err != nil {
			return err
		}
		if err := mayGive(tx, who, a.thing(), Terms{a.Role, a.EndsAt}, terms); err != nil {
			return err
		}
		return s.change(tx, who, a, terms)
	})
	if err != nil {
		return Assignment{}, err
	}
	return find(s.db.WithContext(ctx), id)
}

// Delete takes an assignment back; none is no error.
func (s *Store) Delete(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		a, err := s.lockAssignment(tx, who, id)
		if errs.CodeOf(err) == errs.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return s.revoke(tx, who, a)
	})
}

// lockAssignment takes an assignment and its thing for a change by who.
func (s *Store) lockAssignment(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Assignment, error) {
	a, err := find(tx, id)
	if err != nil {
		return a, err
	}
	if err := s.Lock(tx, who, a.thing()); err != nil {
		return a, err
	}
	return find(tx, id) // somebody else may have been first
}

// Lock lets one at a time change who leads a thing, so that who is removed appoints nobody any more. The problem is that who may not.
func (s *Store) Lock(tx *gorm.DB, who auth.Principal, t Thing) error {
	if err := alone(tx, t); err != nil {
		return err
	}
	return check(tx, who, t, t.of().appoint)
}

// alone waits for whoever else changes who leads a thing, and keeps others waiting until the transaction ends.
func alone(tx *gorm.DB, t Thing) error {
	return tx.Exec(`SELECT pg_advisory_xact_lock(hashtextextended(?, 12))`, t.ID.String()).Error
}

// check returns why who may not see or change who leads a thing: NotFound when who may not know of it.
func check(db *gorm.DB, who auth.Principal, t Thing, a permission.Action) error {
	var found []struct{ Draft bool }
	err := db.Raw(`SELECT state = 'draft' AS draft FROM `+t.of().table+` WHERE id = ?`, t.ID).Scan(&found).Error
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return errs.New(errs.NotFound)
	}
	those, err := Of(db, t)
	if err != nil {
		return err
	}
	standing := Standing(who, those)
	if found[0].Draft && standing == 0 && who.Role != auth.Administrator {
		return errs.New(errs.NotFound)
	}
	return who.Check(a, standing)
}

func (t Terms) check(now time.Time) error {
	if t.EndsAt != nil && !t.EndsAt.After(now) {
		return errs.Invalid("endsAt", errs.InThePast)
	}
	return nil
}
