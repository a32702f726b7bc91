package challenge

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// SetPhases gives a challenge the phases of plan, if it still has the given version. Phases that have an id are those
// that it had, which are moved; the others are new. Of a published challenge what changes is kept with its reason, for
// everybody to read, and what has already happened cannot change; a draft, and a challenge that gets its first phases,
// are free. A time that passed within the last ten minutes is taken for now. From the commit on everything is decided
// by the new phases: votes that were under way have been stored before, or are refused where voting has ended.
func (s *Store) SetPhases(ctx context.Context, who auth.Principal, id uuid.UUID, version int, plan Plan, reason string) (Challenge, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, err := lock(tx, who, id, version, func(Challenge) permission.Action { return permission.SetPhases })
		switch {
		case err != nil:
			return err
		case c.State == Archived:
			return errs.New(errs.StateTransition)
		}
		after, err := plan.succeed(c.Phases, time.Now(), c.State == Draft || !c.Phased)
		if err != nil {
			return err
		}
		if moved := moves(c.Phases, after); c.State != Draft && len(moved) > 0 {
			if err := keepMoves(tx, who, id, reason, moved); err != nil {
				return err
			}
		}
		return replacePhases(tx, id, after)
	})
	if err != nil {
		return Challenge{}, err
	}
	return s.Get(ctx, who, id)
}

func replacePhases(tx *gorm.DB, id uuid.UUID, plan Plan) error {
	if err := tx.Exec(`DELETE FROM phases WHERE challenge_id = ?`, id).Error; err != nil {
		return err
	}
	if err := insertPhases(tx, id, plan); err != nil {
		return err
	}
	return tx.Exec(`UPDATE challenges SET version = version + 1, updated_at = now() WHERE id = ?`, id).Error
}

// insertPhases gives a challenge that has no phases those of plan, each with a new id where it has none.
func insertPhases(tx *gorm.DB, id uuid.UUID, plan Plan) error {
	for n, p := range plan {
		if p.ID == uuid.Nil {
			made, err := uuid.NewV7()
			if err != nil {
				return err
			}
			p.ID = made
		}
		err := tx.Exec(`INSERT INTO phases (id, challenge_id, number, kind, starts_at, ends_at, open, description, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			p.ID, id, n+1, p.Kind, p.StartsAt, p.EndsAt, p.Open, p.Description, p.ToldAt).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// phasesOf returns the phases of challenges, each in its order.
func phasesOf(db *gorm.DB, challenges ...uuid.UUID) (map[uuid.UUID]Plan, error) {
	var rows []struct {
		ChallengeID uuid.UUID
		Phase       `gorm:"embedded"`
	}
	err := db.Raw(`SELECT challenge_id, id, kind, starts_at, ends_at, open, description, told_at FROM phases
		WHERE challenge_id = ANY (?) ORDER BY challenge_id, number`, postgres.IDs(challenges)).Scan(&rows).Error
	plans := make(map[uuid.UUID]Plan, len(challenges))
	for _, row := range rows {
		plans[row.ChallengeID] = append(plans[row.ChallengeID], row.Phase)
	}
	return plans, err
}

// addPhases completes challenges of a list.
func addPhases(db *gorm.DB, items []Summary) error {
	var phased []uuid.UUID
	for _, c := range items {
		if c.Phased {
			phased = append(phased, c.ID)
		}
	}
	if len(phased) == 0 {
		return nil
	}
	plans, err := phasesOf(db, phased...)
	for n := range items {
		items[n].Phases = plans[items[n].ID]
	}
	return err
}
