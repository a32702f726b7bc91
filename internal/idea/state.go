package idea

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// SetState moves an idea on, if it still has the given version. Its challenges must be open when it
// is first published; one that was public before may come back at any time, but for while moderators have a case of it: CaseOpen. What was taken over from another is not withdrawn, and
// what nobody has read yet is a draft again when it is. What is part of one that is withdrawn stands by itself again.
func (s *Store) SetState(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to State) (Idea, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		parts, err := holdForStep(tx, who, id, to)
		if err != nil {
			return err
		}
		i, err := lock(tx, who, id, version, moves...)
		if err != nil {
			return err
		}
		if err := checkStep(who, i.Summary, to); err != nil {
			return err
		}
		if err := checkWithdrawal(tx, id, to); err != nil {
			return err
		}
		if err := checkComeback(tx, i.Summary, to); err != nil {
			return err
		}
		if err := recordStep(tx, who, i, to); err != nil {
			return err
		}
		if i.State == Waiting {
			return withhold(tx, i.ID, Draft)
		}
		if i.State != Draft {
			return leave(tx, who, i, parts, to)
		}
		return publishDraft(tx, who, i, parts.answers[id])
	})
	if err != nil {
		return Idea{}, err
	}
	return s.Get(ctx, who, id)
}

// moves are what who moves an idea may do, one or the other.
var moves = []permission.Action{permission.PublishIdea, permission.WithdrawIdea}

// holdForStep locks what comes before the idea in the order of locks, and what is part of it. Nothing is held for who may not move it.
func holdForStep(tx *gorm.DB, who auth.Principal, id uuid.UUID, to State) (Parts, error) {
	i, err := findFor(tx, who, id, moves...)
	if err != nil {
		return Parts{}, err
	}
	if to == Published { // what who has proven and how much of the author's waits is asked then, and accounts and participants come first
		if err := pace.HoldAs(tx, who.ID, i.Author.ID); err != nil {
			return Parts{}, err
		}
	}
	if err := closeCase(tx, id, to); err != nil {
		return Parts{}, err
	}
	return HoldParts(tx, id)
}

// leave moves an idea that has been public before, with what is part of it.
func leave(tx *gorm.DB, who auth.Principal, i Idea, parts Parts, to State) error {
	if to == Withdrawn {
		if err := parts.Free(tx, who.ID); err != nil {
			return err
		}
	}
	return move(tx, i, parts.answers[i.ID], to)
}

// publishDraft publishes an idea for the first time in the challenges that are locked for it, which must be open. The idea's own lock came
// after theirs; if it has got others meanwhile, it is not the one that was read.
func publishDraft(tx *gorm.DB, who auth.Principal, i Idea, locked []Answer) error {
	if !slices.Equal(idsOf(locked), sortedIDs(i.Challenges)) {
		return errs.New(errs.PreconditionFailed)
	}
	if err := mayPublish(tx, who, locked); err != nil {
		return err
	}
	return publishFirst(tx, who, i, locked)
}

// recordStep notes who of an organisation moved its idea.
func recordStep(tx *gorm.DB, who auth.Principal, i Idea, to State) error {
	action := organisation.IdeaPublished
	if to == Withdrawn {
		action = organisation.IdeaWithdrawn
	}
	if who.To(i.Author.ID) == 0 {
		return nil
	}
	return organisation.RecordIdea(tx, i.Author.ID, who.ID, action, i.ID)
}

// lock takes the idea for a change by who, who may do one of the actions and has read the given version.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID, version int, actions ...permission.Action) (Idea, error) {
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Idea{}, err
	}
	i, err := findFor(tx, who, id, actions...)
	if err == nil && i.Version != version {
		err = errs.New(errs.PreconditionFailed)
	}
	return i, err
}

// findFor is find for who may do one of the actions to the idea, Forbidden to others.
func findFor(tx *gorm.DB, who auth.Principal, id uuid.UUID, actions ...permission.Action) (Idea, error) {
	i, err := find(tx, who, id)
	if err == nil && !slices.ContainsFunc(actions, func(a permission.Action) bool { return i.allows(who, a) }) {
		err = errs.New(errs.Forbidden)
	}
	return i, err
}

// publishFirst publishes a draft whose challenges are locked and open, or lets it wait if it is to be read first.
func publishFirst(tx *gorm.DB, who auth.Principal, i Idea, named []Answer) error {
	found, err := screening.Screen(tx, who, post(i.ID, i.Author.ID, i.Title, i.Body))
	if err != nil {
		return err
	}
	if err := found.CheckRoom(tx, who); err != nil {
		return err
	}
	if err := found.OpenCase(tx); err != nil {
		return err
	}
	if found.Hold {
		return withhold(tx, i.ID, Waiting)
	}
	return letOut(tx, who, i.Summary, named)
}

// withhold brings an idea that has never been public to a state in which it is not.
func withhold(tx *gorm.DB, id uuid.UUID, to State) error {
	postgres.Changed(tx, change.Record(id))
	return tx.Exec(`UPDATE ideas SET state = ?, updated_at = now(), version = version + 1 WHERE id = ?`, to, id).Error
}

// letOut has everybody see an idea that has never been public, and has those told who follow what it is about. Its challenges are locked;
// they may have closed since it was sent in.
func letOut(tx *gorm.DB, who auth.Principal, i Summary, named []Answer) error {
	if err := notifyPublished(tx, who, i.ID); err != nil {
		return err
	}
	for _, sql := range []string{
		`UPDATE ideas SET state = 'published', published_at = now(), updated_at = now(), version = version + 1 WHERE id = ?`,
		`INSERT INTO idea_stats (idea_id, listed, published_at, author_kind)
			SELECT i.id, true, i.published_at, p.kind FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = ?`,
	} {
		if err := tx.Exec(sql, i.ID).Error; err != nil {
			return err
		}
	}
	if err := revise(tx, i.ID, i.Author.ID); err != nil {
		return err
	}
	return countIdeas(tx, i.ID, named, 1)
}

// closeCase closes the case of an idea that waits and is taken back, which nobody is to read any more: sent in again it is weighed and read
// anew. The case comes before the idea, as where a moderator decides.
func closeCase(tx *gorm.DB, id uuid.UUID, to State) error {
	if to != Withdrawn {
		return nil
	}
	return tx.Exec(`UPDATE moderation_cases SET state = 'closed', closed_at = now(), version = version + 1
		WHERE thing_kind = 'idea' AND thing_id = ? AND state = 'open' AND EXISTS (SELECT FROM ideas WHERE id = thing_id AND state = 'waiting')`, id).Error
}

// checkComeback refuses to publish again what is withdrawn and moderators are to judge: who is reported does not publish it as if nothing
// had been said.
func checkComeback(tx *gorm.DB, i Summary, to State) error {
	if i.State != Withdrawn || to != Published {
		return nil
	}
	var judged bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM moderation_cases WHERE thing_kind = 'idea' AND thing_id = ? AND state = 'open')`, i.ID).Scan(&judged).Error
	if err == nil && judged {
		err = errs.New(errs.CaseOpen)
	}
	return err
}

// move changes the state of an idea that has been public before. One that is part of another and would be published comes back
// as that part, and one that was hidden while it was withdrawn is withdrawn again.
func move(tx *gorm.DB, i Idea, named []Answer, to State) error {
	to, err := comingBack(tx, i.ID, to)
	if err != nil {
		return err
	}
	err = tx.Exec(`UPDATE ideas SET state = @to, restores_to = CASE WHEN @to = 'hidden' AND state = 'withdrawn' THEN state END, updated_at = now(), version = version + 1
		WHERE id = @id`, map[string]any{"to": to, "id": i.ID}).Error
	if err != nil {
		return err
	}
	by := 0
	if to == Published {
		by++
	}
	if i.State == Published {
		by--
	}
	return countIdeas(tx, i.ID, named, by)
}

// countIdeas adds to the number of published ideas of the challenges that an idea answers, in the
// order of their ids, and tells that the lists with it have changed.
func countIdeas(tx *gorm.DB, id uuid.UUID, named []Answer, by int) error {
	postgres.Changed(tx, change.Record(id), change.Ideas)
	for _, challenge := range named {
		postgres.Changed(tx, change.Record(challenge.ID), change.Answers(challenge.ID))
	}
	if len(named) == 0 || by == 0 {
		return nil
	}
	return tx.Exec(`UPDATE challenge_stats s SET idea_count = s.idea_count + ?
		FROM (SELECT challenge_id FROM challenge_stats WHERE challenge_id = ANY (?) ORDER BY challenge_id FOR NO KEY UPDATE) locked
		WHERE s.challenge_id = locked.challenge_id`, by, idsOf(named)).Error
}

func sortedIDs(named []Answer) postgres.IDs {
	ids := idsOf(named)
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return ids
}
