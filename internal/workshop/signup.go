package workshop

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// SignupState is whether somebody who signed up has a seat.
type SignupState string

// The states of a sign-up. Nobody waits while a seat is free.
const (
	Seated  SignupState = "seated"
	Waiting SignupState = "waiting"
)

// Signup is somebody's own sign-up.
type Signup struct {
	WorkshopID uuid.UUID
	State      SignupState
	Position   int // on the waiting list, from 1; 0 with a seat
}

// position is the SQL for [Signup.Position] of sign-up g.
const position = `CASE g.state WHEN 'waiting' THEN
	(SELECT count(*) FROM signups b WHERE b.workshop_id = g.workshop_id AND b.state = 'waiting' AND b.number <= g.number) ELSE 0 END`

// SignUp gives who a seat, or a place at the end of the waiting list. Who has signed up already keeps
// what they have, whatever has happened since.
func (s *Store) SignUp(ctx context.Context, who auth.Principal, id uuid.UUID) (signup Signup, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		w, err := find(tx, who, id)
		if err != nil {
			return err
		}
		var found bool
		if signup, found, err = signupOf(tx, who, id); err != nil || found {
			return err
		}
		if err := w.SignUpProblem(who, time.Now()); err != nil {
			return err
		}
		if err := take(tx, who, w.Summary); err != nil {
			return err
		}
		signup, _, err = signupOf(tx, who, id)
		return err
	})
	return signup, err
}

// find takes a workshop that who signs up for or off.
func find(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Workshop, error) {
	if err := who.Check(permission.SignUp, 0); err != nil {
		return Workshop{}, err
	}
	return get(tx, who, id, locked)
}

func signupOf(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Signup, bool, error) {
	var found []Signup
	err := tx.Raw(`SELECT g.workshop_id, g.state, `+position+` AS position FROM signups g
		WHERE g.workshop_id = ? AND g.participant_id = ?`, id, who.ID).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return Signup{}, false, err
	}
	return found[0], true, nil
}

// take stores a sign-up for a locked workshop.
func take(tx *gorm.DB, who auth.Principal, w Summary) error {
	state, seated, waiting := Seated, 1, 0
	if w.SeatedCount == w.Seats {
		state, seated, waiting = Waiting, 0, 1
	}
	if err := tx.Exec(`INSERT INTO signups (workshop_id, participant_id, state) VALUES (?, ?, ?)`, w.ID, who.ID, state).Error; err != nil {
		return err
	}
	return count(tx, w.ID, seated, waiting)
}

// count keeps the workshop's counters equal to its sign-ups.
func count(tx *gorm.DB, id uuid.UUID, seated, waiting int) error {
	postgres.Changed(tx, change.Record(id))
	return tx.Exec(`UPDATE workshops SET seated_count = seated_count + ?, waiting_count = waiting_count + ? WHERE id = ?`, seated, waiting, id).Error
}

// SignOff takes who off the list; a seat goes to the first who waits, who is told by mail. It
// succeeds when who has not signed up. Once the workshop has started, who was signed up stays so.
func (s *Store) SignOff(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		w, err := find(tx, who, id)
		if err != nil {
			return err
		}
		signup, found, err := signupOf(tx, who, id)
		if err != nil || !found {
			return err
		}
		now := time.Now()
		if !w.StartsAt.After(now) {
			return errs.New(errs.WorkshopStarted)
		}
		if err := leave(tx, who, &w.Summary, signup); err != nil {
			return err
		}
		return s.moveUp(tx, w.Summary, now)
	})
}

// leave deletes a sign-up, and counts it off in the database and in w.
func leave(tx *gorm.DB, who auth.Principal, w *Summary, signup Signup) error {
	if err := tx.Exec(`DELETE FROM signups WHERE workshop_id = ? AND participant_id = ?`, w.ID, who.ID).Error; err != nil {
		return err
	}
	if signup.State == Waiting {
		w.WaitingCount--
		return count(tx, w.ID, 0, -1)
	}
	w.SeatedCount--
	return count(tx, w.ID, -1, 0)
}

// moveUp gives the free seats of a locked workshop to those who wait, first come, first served, and
// tells them. Whoever waits keeps the place when the audience is narrowed. While a workshop is
// cancelled people move up unheard: they are told when it takes place after all.
func (s *Store) moveUp(tx *gorm.DB, w Summary, now time.Time) error {
	free := min(w.Seats-w.SeatedCount, w.WaitingCount)
	if free == 0 {
		return nil
	}
	var movedUp []receiver
	err := tx.Raw(`WITH moved AS (
			UPDATE signups SET state = 'seated' WHERE workshop_id = ? AND state = 'waiting' AND number <= (
				SELECT max(number) FROM (SELECT number FROM signups WHERE workshop_id = ? AND state = 'waiting' ORDER BY number LIMIT ?) first)
			RETURNING participant_id, state, number)
		`+receivers+`FROM moved g `+addresses+` ORDER BY g.number`, w.ID, w.ID, free).Scan(&movedUp).Error
	if err != nil {
		return err
	}
	if err := count(tx, w.ID, len(movedUp), -len(movedUp)); err != nil {
		return err
	}
	if w.State != Published || !w.StartsAt.After(now) {
		return nil
	}
	return s.tell(tx, w, seatGiven, movedUp)
}

// SignOffAll takes somebody who leaves off the lists of all workshops to come, in the transaction: seats
// go to those who wait. Workshops are locked in the order of their ids.
func (s *Store) SignOffAll(tx *gorm.DB, participant uuid.UUID, now time.Time) error {
	var coming []struct{ ID uuid.UUID }
	err := tx.Raw(`SELECT w.id FROM workshops w JOIN signups g ON g.workshop_id = w.id
		WHERE g.participant_id = ? AND w.starts_at > ? ORDER BY w.id FOR NO KEY UPDATE OF w`, participant, now).Scan(&coming).Error
	if err != nil {
		return err
	}
	who := auth.Principal{ID: participant}
	for _, w := range coming {
		if err := s.signOff(tx, who, w.ID, now); err != nil {
			return err
		}
	}
	return nil
}

// signOff takes who off the list of a locked workshop.
func (s *Store) signOff(tx *gorm.DB, who auth.Principal, id uuid.UUID, now time.Time) error {
	signup, found, err := signupOf(tx, who, id)
	if err != nil || !found {
		return err
	}
	var w Summary
	if err := tx.Raw(`SELECT `+columns+tables+`WHERE w.id = ?`, id).Scan(&w).Error; err != nil {
		return err
	}
	if err := leave(tx, who, &w, signup); err != nil {
		return err
	}
	return s.moveUp(tx, w, now)
}
