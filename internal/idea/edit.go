package idea

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Edit is what is to change; nil leaves a field as it is.
type Edit struct {
	Title        *string
	Body         *string
	ChallengeIDs *[]uuid.UUID // only of a draft
	Setting      func(*Setting)
}

// Update edits an idea, if it still has the given version. Of a published one the earlier wording
// stays to be read, and new words are weighed as those of who writes them, see [screening.ScreenEdit].
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, version int, e Edit) (Idea, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var ids []uuid.UUID
		if e.ChallengeIDs != nil {
			ids = *e.ChallengeIDs
		}
		named, err := lockChallenges(tx, ids)
		if err != nil {
			return err
		}
		i, err := lock(tx, who, id, version, permission.EditIdea)
		if err != nil {
			return err
		}
		if err := checkEdit(who, i, e); err != nil {
			return err
		}
		if e.ChallengeIDs != nil {
			if err := answerInstead(tx, id, ids, named); err != nil {
				return err
			}
		}
		postgres.Changed(tx, change.Record(id))
		if err := organisation.RecordIdea(tx, i.editor(who), who.ID, organisation.IdeaEdited, id); err != nil {
			return err
		}
		if err := resettle(tx, i, e); err != nil {
			return err
		}
		return s.reword(tx, who, i, e)
	})
	if err != nil {
		return Idea{}, err
	}
	return s.Get(ctx, who, id)
}

func checkEdit(who auth.Principal, i Idea, e Edit) error {
	switch {
	case !MayEdit(who, i.Summary):
		return errs.New(errs.IdeaNotPublished)
	case e.ChallengeIDs != nil && i.State != Draft:
		return errs.Invalid("challengeIds", errs.OnlyDraft)
	}
	return nil
}

// answerInstead replaces the challenges of a draft, and with them how it is voted on.
func answerInstead(tx *gorm.DB, id uuid.UUID, ids []uuid.UUID, named []Answer) error {
	if err := checkNamed(ids, named); err != nil {
		return err
	}
	if err := tx.Exec(`DELETE FROM challenge_ideas WHERE idea_id = ?`, id).Error; err != nil {
		return err
	}
	if err := tx.Exec(`UPDATE ideas SET voting = ? WHERE id = ?`, votingOf(named), id).Error; err != nil {
		return err
	}
	return answer(tx, id, named)
}

// reword saves title and body. Only another wording of a published idea is one more wording.
func (s *Store) reword(tx *gorm.DB, who auth.Principal, i Idea, e Edit) error {
	title, body := i.Title, i.Body
	if e.Title != nil {
		title = *e.Title
	}
	if e.Body != nil {
		body = *e.Body
	}
	text, err := s.read(body)
	if err != nil {
		return err
	}
	if err := image.Show(tx, who.ID, i.ID, text.pictures); err != nil {
		return err
	}
	if err := noteLinks(tx, i.ID, text.links); err != nil {
		return err
	}
	err = tx.Exec(`UPDATE ideas SET title = ?, body = ?, excerpt = ?, version = version + 1, updated_at = now() WHERE id = ?`,
		title, body, text.excerpt, i.ID).Error
	if err != nil || i.State == Draft || title == i.Title && body == i.Body {
		return err
	}
	editor := i.editor(who)
	found, err := screening.ScreenEdit(tx, who, i.Title+"\n"+i.Body, post(i.ID, editor, title, body))
	if err != nil {
		return err
	}
	if err := found.OpenCase(tx); err != nil {
		return err
	}
	return revise(tx, i.ID, editor)
}

// revise keeps the present wording as the editor's, numbered on from the last; the idea is locked, so no
// number is given twice.
func revise(tx *gorm.DB, id, editor uuid.UUID) error {
	return tx.Exec(`INSERT INTO idea_revisions (idea_id, version, editor_id, title, body)
		SELECT id, 1 + (SELECT count(*) FROM idea_revisions WHERE idea_id = i.id), ?::uuid, title, body FROM ideas i WHERE id = ?`, editor, id).Error
}
