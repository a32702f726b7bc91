package comment

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Store keeps comments. Its transactions lock the account of who writes first, where what they do is counted, then the
// idea's counters, then the comment of the first level, then the reply.
type Store struct{ db *gorm.DB }

// NewStore keeps comments in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// lockIdea keeps the idea published or not, and its comments as many, until the end of the transaction.
func lockIdea(tx *gorm.DB, id uuid.UUID) error {
	return tx.Exec(`SELECT FROM idea_stats WHERE idea_id = ? FOR NO KEY UPDATE`, id).Error
}

func countComments(tx *gorm.DB, ideaID uuid.UUID, by int) error {
	postgres.Changed(tx, change.Tally(ideaID))
	return tx.Exec(`UPDATE idea_stats SET comment_count = comment_count + ? WHERE idea_id = ?`, by, ideaID).Error
}

// Get returns a comment that who may read, with its first replies; of one's own under an idea that
// is no longer there to read, without.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Comment, error) {
	db := s.db.WithContext(ctx)
	c, i, err := find(db, who, id)
	if err != nil || !idea.MayRead(who, i) {
		return c, err
	}
	threads, err := read(db, clause{`SELECT * FROM comments WHERE id = ?`, []any{id}}, uuid.Nil)
	if err != nil || len(threads) == 0 {
		return c, err
	}
	return threads[0], nil
}

// Update rewords a comment, by its author and within its time. Without a kind it keeps its own.
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, body string, kind Kind) (Comment, error) {
	ids := mentioned(body)
	check := func(tx *gorm.DB, seen Comment) error {
		return checkMentions(tx, who, seen.IdeaID, fresh(ids, seen.Body))
	}
	err := s.change(ctx, who, id, check, func(tx *gorm.DB, c Comment, i idea.Summary) error {
		if err := checkEdit(who, c, i, time.Now()); err != nil {
			return err
		}
		if err := organisation.RecordComment(tx, c.AuthorID, who.ID, organisation.CommentEdited, c.IdeaID, id); err != nil {
			return err
		}
		kind = cmp.Or(kind, c.Kind)
		if kind != c.Kind && c.ParentID == nil { // lists of a kind gain and lose it
			postgres.Changed(tx, change.Comments(c.IdeaID))
		}
		if err := mention(tx, who, c, ids); err != nil {
			return err
		}
		if err := rescreen(tx, who, c, body); err != nil {
			return err
		}
		return tx.Exec(`UPDATE comments SET body = ?, kind = ?, edited_at = now() WHERE id = ?`, body, kind, id).Error
	})
	if err != nil {
		return Comment{}, err
	}
	return s.Get(ctx, who, id)
}

// rescreen weighs new words of a comment that is public already, see [screening.ScreenEdit].
func rescreen(tx *gorm.DB, who auth.Principal, c Comment, body string) error {
	found, err := screening.ScreenEdit(tx, who, c.Body, post(c.ID, c.AuthorID, body))
	if err != nil {
		return err
	}
	return found.OpenCase(tx)
}

// Delete empties a comment, by its author. Its place and its replies stay. One that waits is gone.
func (s *Store) Delete(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	if gone, err := s.takeBack(ctx, who, id); gone || err != nil {
		return err
	}
	first := func(*gorm.DB, Comment) error { return nil }
	return s.change(ctx, who, id, first, func(tx *gorm.DB, c Comment, i idea.Summary) error {
		if err := checkDelete(who, c, i); err != nil || c.State != Published {
			return err
		}
		if err := organisation.RecordComment(tx, c.AuthorID, who.ID, organisation.CommentDeleted, c.IdeaID, id); err != nil {
			return err
		}
		if err := countComments(tx, c.IdeaID, -1); err != nil {
			return err
		}
		if err := tx.Exec(`DELETE FROM comment_thanks WHERE comment_id = ?`, id).Error; err != nil {
			return err
		}
		return tx.Exec(`UPDATE comments SET state = ?, body = '', thanks_count = 0 WHERE id = ?`, DeletedByAuthor, id).Error
	})
}

// fresh are those of ids whom a text of before does not mention.
func fresh(ids []uuid.UUID, before string) []uuid.UUID {
	old := mentioned(before)
	return slices.DeleteFunc(slices.Clone(ids), func(id uuid.UUID) bool { return slices.Contains(old, id) })
}

// change runs do with the comment and its idea, neither of which changes meanwhile, and before that first, which
// locks what comes before them.
func (s *Store) change(ctx context.Context, who auth.Principal, id uuid.UUID, first func(*gorm.DB, Comment) error, do func(*gorm.DB, Comment, idea.Summary) error) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		seen, _, err := find(tx, who, id)
		if err != nil {
			return err
		}
		if err := first(tx, seen); err != nil {
			return err
		}
		if err := lockIdea(tx, seen.IdeaID); err != nil {
			return err
		}
		if err := tx.Exec(`SELECT FROM comments WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
			return err
		}
		c, i, err := find(tx, who, id)
		if err != nil {
			return err
		}
		postgres.Changed(tx, change.Record(id))
		return do(tx, c, i)
	})
}

// find returns a comment, without replies, and its idea; NotFound when who may not know of it.
func find(db *gorm.DB, who auth.Principal, id uuid.UUID) (Comment, idea.Summary, error) {
	var found []Comment
	if err := db.Raw(`SELECT `+columns+` FROM comments c `+joined+` WHERE c.id = ?`, id).Scan(&found).Error; err != nil {
		return Comment{}, idea.Summary{}, err
	}
	if len(found) == 0 {
		return Comment{}, idea.Summary{}, errs.New(errs.NotFound)
	}
	c := found[0]
	ideas, err := idea.Summaries(db, c.IdeaID)
	if err == nil && !mayFind(who, c, ideas[c.IdeaID]) {
		err = errs.New(errs.NotFound)
	}
	return c, ideas[c.IdeaID], err
}

// ideaOf returns an idea that who may know of, or NotFound. Whether its discussion may be read is another
// question, see [idea.MayRead].
func ideaOf(db *gorm.DB, who auth.Principal, id uuid.UUID) (idea.Summary, error) {
	ideas, err := idea.Answering(db, id)
	if err == nil && !idea.MayFind(who, ideas[id]) {
		err = errs.New(errs.NotFound)
	}
	return ideas[id], err
}
