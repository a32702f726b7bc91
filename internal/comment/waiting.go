package comment

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Comments that wait lie in held_comments, where nothing that reads or counts comments looks. One comes there by being written and taken
// out again in one transaction, so that all that is asked of a comment is asked of it.

// post is a comment as it is weighed before others see it.
func post(id, author uuid.UUID, body string) screening.Post {
	return screening.Post{Kind: screening.Comment, ID: id, Author: author, Text: body, Again: body}
}

// voices are the participants in whose names who may write.
func voices(who auth.Principal) postgres.IDs {
	return append(postgres.IDs{who.ID}, who.SpeaksFor...)
}

// withhold takes out a comment that was written in this transaction, and lets it wait.
func withhold(tx *gorm.DB, who auth.Principal, c *Comment) error {
	c.State = Waiting
	for _, statement := range []string{
		`INSERT INTO held_comments (id, idea_id, author_id, account_id, parent_id, kind, body) SELECT id, idea_id, author_id, @who, parent_id, kind, body FROM comments WHERE id = @id`,
		`UPDATE idea_stats SET comment_count = comment_count - 1 WHERE idea_id = @idea`,
		`UPDATE comments SET reply_count = reply_count - 1 WHERE id = @parent`,
		`DELETE FROM comments WHERE id = @id`,
	} {
		if err := tx.Exec(statement, map[string]any{"id": c.ID, "idea": c.IdeaID, "parent": c.ParentID, "who": who.ID}).Error; err != nil {
			return err
		}
	}
	return nil
}

// takeBack deletes a comment of who that waits, and closes its case: there is nothing left to read. It reports whether there was one. The case
// comes first, as where a moderator decides.
func (s *Store) takeBack(ctx context.Context, who auth.Principal, id uuid.UUID) (gone bool, err error) {
	const mine = ` FROM held_comments WHERE id = ? AND author_id = ANY (?) AND refused_at IS NULL`
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		err := tx.Exec(`UPDATE moderation_cases SET state = 'closed', closed_at = now(), version = version + 1
			WHERE thing_kind = 'comment' AND thing_id = ? AND state = 'open' AND EXISTS (SELECT`+mine+`)`, id, id, voices(who)).Error
		if err != nil {
			return err
		}
		deleted := tx.Exec(`DELETE`+mine, id, voices(who))
		if gone = deleted.RowsAffected > 0; deleted.Error != nil {
			return deleted.Error
		}
		return nil
	})
	return gone, err
}

// heldRow is a comment that waits or was refused.
type heldRow struct {
	ID, IdeaID uuid.UUID
	AccountID  uuid.UUID
	ParentID   *uuid.UUID
}

// showHeld lets a comment through that waits or was refused, or refuses one that waits. It reports whether there is one of that id.
func showHeld(tx *gorm.DB, id uuid.UUID, so bool) (bool, error) {
	var found []heldRow
	err := tx.Raw(`SELECT id, idea_id, COALESCE(account_id, ?) AS account_id, parent_id FROM held_comments WHERE id = ?`, uuid.Nil, id).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return false, err
	}
	if so {
		return true, letThrough(tx, found[0])
	}
	return true, tx.Exec(`UPDATE held_comments SET refused_at = COALESCE(refused_at, now()) WHERE id = ?`, id).Error
}

// letThrough makes a comment of one that waited, as of now, and tells whom it concerns. If its author takes it back at that very moment, it
// is gone.
func letThrough(tx *gorm.DB, h heldRow) error {
	room, err := perDay.Room(tx, h.AccountID) // the account before the idea
	if err != nil {
		return err
	}
	if err := lockIdea(tx, h.IdeaID); err != nil {
		return err
	}
	for _, statement := range []string{
		`UPDATE comments SET reply_count = reply_count + 1 WHERE id = @parent`,
		`INSERT INTO comments (id, idea_id, author_id, parent_id, body, kind) SELECT id, idea_id, author_id, parent_id, body, kind FROM held_comments WHERE id = @id`,
		`INSERT INTO organisation_acts (organisation_id, account_id, action, idea_id, comment_id)
			SELECT h.author_id, h.account_id, 'comment-created', h.idea_id, h.id FROM held_comments h JOIN organisations o ON o.id = h.author_id WHERE h.id = @id AND h.account_id IS NOT NULL`,
	} {
		if err := tx.Exec(statement, map[string]any{"id": h.ID, "parent": h.ParentID}).Error; err != nil {
			return err
		}
	}
	gone := tx.Exec(`DELETE FROM held_comments WHERE id = ?`, h.ID)
	if gone.Error == nil && gone.RowsAffected == 0 {
		gone.Error = errs.New(errs.NotFound)
	}
	if gone.Error != nil {
		return gone.Error
	}
	if err := countComments(tx, h.IdeaID, 1); err != nil {
		return err
	}
	tellNew(tx, h.IdeaID, h.ParentID)
	postgres.Changed(tx, change.Record(h.ID))
	return notifyLetThrough(tx, h, room)
}

// notifyLetThrough tells those who would have been told when it was written; of those whom it mentions the first, as many as its author may
// mention yet today.
func notifyLetThrough(tx *gorm.DB, h heldRow, room int) error {
	var c Comment
	if err := tx.Raw(`SELECT id, idea_id, parent_id, author_id, body FROM comments WHERE id = ?`, h.ID).Scan(&c).Error; err != nil {
		return err
	}
	by := auth.Principal{ID: h.AccountID}
	if err := notify(tx, by, c); err != nil || h.AccountID == uuid.Nil {
		return err
	}
	ids := mentioned(c.Body)
	return mention(tx, by, c, ids[:min(len(ids), room)])
}

// ListWaiting returns the comments of who that wait, or of an organisation that who speaks for; under one idea, or with nil everywhere.
// Those written first come first.
func (s *Store) ListWaiting(ctx context.Context, who auth.Principal, ideaID *uuid.UUID, r page.Request) (page.Result[Comment], error) {
	if !who.SignedIn() {
		return page.Result[Comment]{Request: r}, errs.New(errs.Unauthorized)
	}
	db := s.db.WithContext(ctx)
	const mine = `WHERE c.author_id = ANY (?) AND c.refused_at IS NULL AND (?::uuid IS NULL OR c.idea_id = ?)`
	idOf := func(c Comment) uuid.UUID { return c.ID }
	result, err := page.Read(r, "waiting comments", uuid.Nil, idOf, func(after uuid.UUID, offset, limit int) ([]Comment, error) {
		return readWaiting(db, mine+` AND c.id > ? ORDER BY c.id OFFSET ? LIMIT ?`, voices(who), ideaID, ideaID, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM held_comments c `+mine, voices(who), ideaID, ideaID)
	return result, err
}

// readWaiting reads comments c that wait.
func readWaiting(db *gorm.DB, where string, args ...any) ([]Comment, error) {
	var found []Comment
	err := db.Raw(`SELECT c.id, c.idea_id, c.parent_id, c.author_id, c.kind, c.body, 'waiting' AS state, c.created_at,
			p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind, p.organisation AS by_organisation
		FROM held_comments c JOIN participants p ON p.id = c.author_id `+where, args...).Scan(&found).Error
	if err != nil {
		return nil, err
	}
	return found, name(db, found)
}
