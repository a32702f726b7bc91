package merge

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Answer is an author agreeing to a proposal that still has the given version, or declining it; then it is over. Once the authors of
// both agree, the ideas are merged.
func (s *Store) Answer(ctx context.Context, who auth.Principal, id uuid.UUID, version int, agrees bool, reason *string) (Proposal, error) {
	return s.change(ctx, who, id, version, func(p Proposal) error {
		if err := who.Check(permission.AnswerMerge, p.authorship(who)); err != nil {
			return err
		}
		return p.checkWaits()
	}, func(tx *gorm.DB, p Proposal) error {
		if agrees {
			return agree(tx, who, p, false)
		}
		if err := speak(tx, who, p); err != nil {
			return err
		}
		return end(tx, who, p, Declined, AsAuthor, reason)
	})
}

// Decide is a moderator who is no party to a proposal deciding on it, if it still has the given version.
func (s *Store) Decide(ctx context.Context, who auth.Principal, id uuid.UUID, version int, merges bool, reason string) (Proposal, error) {
	if err := who.Check(permission.DecideMerge, 0); err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, who, id, version, func(p Proposal) error {
		if p.party(who) {
			return errs.New(errs.Forbidden)
		}
		return p.checkWaits()
	}, func(tx *gorm.DB, p Proposal) error {
		if err := checkOffice(tx, who, p); err != nil {
			return err
		}
		outcome := Declined
		if merges {
			outcome = InForce
		}
		err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: Decided, SubjectKind: "idea", Subject: p.Part.ID,
			Details: map[string]string{"merge": p.ID.String(), "into": p.Whole.ID.String(), "outcome": string(outcome)}})
		if err != nil {
			return err
		}
		if merges {
			return settle(tx, who, p, AsModerator, &reason)
		}
		return end(tx, who, p, Declined, AsModerator, &reason)
	})
}

// TakeBack ends a proposal that nobody has decided, by whoever made it. One that is taken back already stays so.
func (s *Store) TakeBack(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT FROM idea_merges WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
			return err
		}
		p, err := find(tx, who, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.TakeBackMerge, permission.If(who.ID == p.By.ID, permission.Author)); err != nil || p.State == TakenBack {
			return err
		}
		if err := p.checkWaits(); err != nil {
			return err
		}
		return tx.Exec(`UPDATE idea_merges SET state = ?, decided_at = now(), version = version + 1 WHERE id = ?`, TakenBack, id).Error
	})
}

// Undo takes a part out of the idea that it was merged into, if the proposal still has the given version: authors what they agreed
// on, and a moderator who is no party to it. Votes that moved stay until those whose they are move them back, which they are asked to.
func (s *Store) Undo(ctx context.Context, who auth.Principal, id uuid.UUID, version int, reason string) (Proposal, error) {
	return s.change(ctx, who, id, version, func(p Proposal) error {
		if err := p.checkUndo(who); err != nil {
			return err
		}
		if p.State != InForce {
			return errs.New(errs.MergeSettled)
		}
		return nil
	}, func(tx *gorm.DB, p Proposal) error {
		if p.authorship(who) == 0 {
			if err := checkOffice(tx, who, p); err != nil {
				return err
			}
		}
		return undo(tx, who, p, reason)
	})
}

// checkOffice refuses who decides as a moderator and writes one of the ideas with its author.
func checkOffice(tx *gorm.DB, who auth.Principal, p Proposal) error {
	standing, err := standings(tx, who, p)
	if err == nil && standing&permission.CoAuthor != 0 {
		err = errs.New(errs.Forbidden)
	}
	return err
}

func (p Proposal) checkWaits() error {
	if !p.waits() {
		return errs.New(errs.MergeSettled)
	}
	return nil
}

// change does something with a proposal that is locked, and returns what came of it.
func (s *Store) change(ctx context.Context, who auth.Principal, id uuid.UUID, version int, check func(Proposal) error, do func(*gorm.DB, Proposal) error) (Proposal, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		p, err := lock(tx, who, id, version, check)
		if err != nil {
			return err
		}
		return do(tx, p)
	})
	if err != nil {
		return Proposal{}, err
	}
	return s.Get(ctx, who, id)
}

// settle makes an idea part of another, if that can still be done, and has people told and asked. That neither is a part nor has parts
// where it must not is held by merge_roles: the problem is MergeChain.
func settle(tx *gorm.DB, who auth.Principal, p Proposal, as Capacity, reason *string) error {
	part, whole, err := idea.LockPair(tx, p.Part.ID, p.Whole.ID)
	if err != nil {
		return err
	}
	if err := idea.CheckMerge(part, whole); err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO merge_roles (idea_id, role) VALUES (?, 'part'), (?, 'whole') ON CONFLICT ON CONSTRAINT merge_roles_pkey DO NOTHING`, part.ID, whole.ID).Error
	if err != nil {
		return err
	}
	if err := end(tx, who, p, InForce, as, reason); err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(whole.ID))
	if err := idea.Join(tx, part); err != nil {
		return err
	}
	if err := coauthor.EndInvitations(tx, part.ID); err != nil {
		return err
	}
	return askVoters(tx, who, p)
}

// end notes what a proposal came to, and has people told.
func end(tx *gorm.DB, who auth.Principal, p Proposal, state State, as Capacity, reason *string) error {
	err := tx.Exec(`UPDATE idea_merges SET state = ?, decided_as = ?, decided_by = ?, decided_reason = ?, decided_at = now(), version = version + 1 WHERE id = ?`,
		state, as, who.ID, reason, p.ID).Error
	if err != nil {
		return err
	}
	return tell(tx, who.ID, p)
}

func undo(tx *gorm.DB, who auth.Principal, p Proposal, reason string) error {
	part, whole, err := idea.LockPair(tx, p.Part.ID, p.Whole.ID)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		`UPDATE idea_merges SET state = 'undone', undone_by = @who, undone_reason = @reason, undone_at = now(), version = version + 1 WHERE id = @id`,
		`DELETE FROM merge_roles WHERE idea_id = @part`,
		`DELETE FROM merge_roles WHERE idea_id = @whole AND NOT EXISTS (SELECT FROM idea_merges WHERE into_id = @whole AND state = 'merged')`,
	} {
		err := tx.Exec(statement, map[string]any{"who": who.ID, "reason": reason, "id": p.ID, "part": part.ID, "whole": whole.ID}).Error
		if err != nil {
			return err
		}
	}
	postgres.Changed(tx, change.Record(part.ID), change.Record(whole.ID))
	if err := idea.Part(tx, part); err != nil {
		return err
	}
	if err := speak(tx, who, p); err != nil {
		return err
	}
	if p.authorship(who) == 0 {
		err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: Reversed, SubjectKind: "idea", Subject: p.Part.ID,
			Details: map[string]string{"merge": p.ID.String(), "into": p.Whole.ID.String()}})
		if err != nil {
			return err
		}
	}
	if err := tell(tx, who.ID, p); err != nil {
		return err
	}
	return askVoters(tx, who, p)
}

// speak notes whose organisations' ideas who decides about, for which they must still speak.
func speak(tx *gorm.DB, who auth.Principal, p Proposal) error {
	for _, e := range []End{p.Part, p.Whole} {
		if who.To(e.AuthorID) == 0 {
			continue
		}
		if err := organisation.RecordIdea(tx, e.AuthorID, who.ID, organisation.IdeaEdited, e.ID); err != nil {
			return err
		}
	}
	return nil
}

// tell has the authors of both and who proposed it told what became of a proposal; who follows the part only of what changes it.
func tell(tx *gorm.DB, actor uuid.UUID, p Proposal) error {
	return notification.Happened(tx, notification.Event{Kind: notification.MergeDecided, Actor: actor, Object: p.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: p.Part.ID}, To: []uuid.UUID{p.Whole.AuthorID, p.By.ID}})
}

// askVoters has those asked whose votes could move: who voted for the part, or, once it is undone, whose votes have moved. Each is
// told by themselves, in the background.
func askVoters(tx *gorm.DB, who auth.Principal, p Proposal) error {
	return notification.Happened(tx, notification.Event{Kind: notification.VoteMoveAsked, Actor: who.ID, Object: p.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: p.Part.ID}})
}
