package moderation

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Suspend opens the case of a person and decides it at once: what has been reported of them is answered by it. It refuses what Decide refuses,
// CaseTaken while somebody else is at the case among it.
func (s *Store) Suspend(ctx context.Context, who auth.Principal, key idempotency.Key, person uuid.UUID, r Ruling) (people.Suspension, error) {
	if err := who.Check(permission.SuspendMember, 0); err != nil {
		return people.Suspension{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return people.Suspension{}, err
	}
	r.Action = Suspend
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return s.suspend(tx, who, id, person, r) })
	if err != nil {
		return people.Suspension{}, err
	}
	d, err := findDecision(s.db.WithContext(ctx), id)
	if err == nil && d.SuspensionID == nil { // who left meanwhile
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return people.Suspension{}, err
	}
	return s.people.GetSuspension(ctx, who, *d.SuspensionID)
}

func (s *Store) suspend(tx *gorm.DB, who auth.Principal, decision, person uuid.UUID, r Ruling) error {
	t, err := find(tx, Person, person)
	if err != nil {
		return err
	}
	id, err := openCase(tx, t, "moderator", 0)
	if err != nil {
		return err
	}
	c, err := findCase(tx, id)
	if err != nil {
		return err
	}
	return s.decide(tx, who, decision, id, c.Version, r)
}

// Lift ends a suspension before its time, and undoes the decision that it came of; one that is over stays as it is. It is mercy: what
// the decision has taught the filter stays.
func (s *Store) Lift(ctx context.Context, who auth.Principal, suspension uuid.UUID) error {
	x, err := s.people.GetSuspension(ctx, who, suspension)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		lifted, err := s.people.Lift(tx, who, suspension)
		if err != nil || !lifted || x.DecisionID == nil {
			return err
		}
		d, err := findDecision(tx, *x.DecisionID)
		if err != nil {
			return err
		}
		if _, err := s.undo(tx, who, d); err != nil {
			return err
		}
		return count(tx, string(Restore), "")
	})
}
