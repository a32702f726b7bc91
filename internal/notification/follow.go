package notification

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

// Followed is something that somebody follows.
type Followed struct {
	TargetKind SubjectKind
	TargetID   uuid.UUID
	Title      string
	Since      time.Time
}

// Targets lists the kinds of things that can be followed.
func Targets() []SubjectKind { return []SubjectKind{Idea, Challenge, Organisation, Person} }

// targetThere is the SQL for whether somebody may follow a target, by its kind. Its parameters are the
// target and, for an idea, who asks.
func targetThere(kind SubjectKind) string {
	switch kind {
	case Idea:
		return `SELECT EXISTS (SELECT FROM ideas WHERE id = @id AND (state = 'published' OR author_id = @who))`
	case Challenge:
		return `SELECT EXISTS (SELECT FROM challenges WHERE id = @id AND state <> 'draft')`
	case Organisation:
		return `SELECT EXISTS (SELECT FROM organisations WHERE id = @id)`
	case Person:
		return `SELECT EXISTS (SELECT FROM participants WHERE id = @id AND NOT organisation AND former_at IS NULL)`
	case Workshop, Topic, District:
	}
	return `SELECT false`
}

// Follow has who told of what happens to a target. Following twice changes nothing. The problem is
// NotFound where there is no such thing for who to follow.
func (s *Store) Follow(ctx context.Context, who auth.Principal, target Subject) error {
	return s.set(ctx, who, target, true)
}

// Unfollow ends that, also where who follows it since they wrote it, commented or voted: it does not begin
// again by itself.
func (s *Store) Unfollow(ctx context.Context, who auth.Principal, target Subject) error {
	return s.set(ctx, who, target, false)
}

func (s *Store) set(ctx context.Context, who auth.Principal, target Subject, active bool) error {
	db := s.db.WithContext(ctx)
	switch err := there(db, who, target); {
	case errs.CodeOf(err) == errs.NotFound && !active:
		return db.Exec(`DELETE FROM follows WHERE target_id = ? AND account_id = ?`, target.ID, who.ID).Error
	case err != nil:
		return err
	}
	return db.Exec(`INSERT INTO follows AS f (account_id, target_kind, target_id, active) VALUES (?, ?, ?, ?)
		ON CONFLICT ON CONSTRAINT follows_pkey DO UPDATE SET active = EXCLUDED.active, created_at = now() WHERE f.active <> EXCLUDED.active`,
		who.ID, target.Kind, target.ID, active).Error
}

func there(db *gorm.DB, who auth.Principal, target Subject) error {
	var found bool
	err := db.Raw(targetThere(target.Kind), map[string]any{"id": target.ID, "who": who.ID}).Scan(&found).Error
	if err == nil && !found {
		err = errs.New(errs.NotFound)
	}
	return err
}

// Following reports whether who is told of what happens to a target: they follow it, or wrote it and have
// not chosen otherwise. The problem is NotFound as in [Store.Follow].
func (s *Store) Following(ctx context.Context, who auth.Principal, target Subject) (following bool, err error) {
	db := s.db.WithContext(ctx)
	if err := there(db, who, target); err != nil {
		return false, err
	}
	err = db.Raw(`SELECT COALESCE((SELECT active FROM follows WHERE target_id = @id AND account_id = @who),
		EXISTS (SELECT FROM ideas WHERE id = @id AND author_id = @who))`, map[string]any{"id": target.ID, "who": who.ID}).Scan(&following).Error
	return following, err
}

// ListFollowed returns what who follows, the latest first, without what is gone.
func (s *Store) ListFollowed(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Followed], error) {
	const own = `FROM follows f LEFT JOIN ideas i ON f.target_kind = 'idea' AND i.id = f.target_id AND (i.state = 'published' OR i.author_id = f.account_id)
		LEFT JOIN challenges c ON f.target_kind = 'challenge' AND c.id = f.target_id AND c.state <> 'draft'
		LEFT JOIN participants p ON f.target_kind IN ('person', 'organisation') AND p.id = f.target_id AND p.former_at IS NULL
		WHERE f.account_id = ? AND f.active AND COALESCE(i.id, c.id, p.id) IS NOT NULL`
	db := s.db.WithContext(ctx)
	place := func(f Followed) page.Moment { return page.Moment{At: f.Since, ID: f.TargetID} }
	result, err := page.Read(r, "follows", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Followed, error) {
		var items []Followed
		err := db.Raw(`SELECT f.target_kind, f.target_id, COALESCE(i.title, c.title, p.display_name) AS title, f.created_at AS since `+own+`
			AND (f.created_at, f.target_id) < (?, ?) ORDER BY f.created_at DESC, f.target_id DESC OFFSET ? LIMIT ?`, who.ID, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, own, who.ID)
	return result, err
}
