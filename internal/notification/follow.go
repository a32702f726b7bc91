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

// targets is the SQL for the kind of the thing @id that @who may follow; ids are unique among all kinds.
const targets = `SELECT 'idea' AS kind FROM ideas WHERE id = @id AND (state IN ('published', 'merged') OR author_id = @who)
	UNION ALL SELECT 'challenge' FROM challenges WHERE id = @id AND state <> 'draft'
	UNION ALL SELECT CASE WHEN organisation THEN 'organisation' ELSE 'person' END FROM participants WHERE id = @id AND former_at IS NULL
	UNION ALL SELECT 'topic' FROM topics WHERE id = @id AND state = 'active'
	UNION ALL SELECT 'district' FROM districts WHERE id = @id AND NOT removed`

// Follow has who told of what happens to an idea, a challenge, a person, an organisation, a topic or a
// district. Following twice changes nothing. The problem is NotFound where there is no such thing for who.
func (s *Store) Follow(ctx context.Context, who auth.Principal, target uuid.UUID) error {
	db := s.db.WithContext(ctx)
	kind, err := kindOf(db, who, target)
	if err != nil {
		return err
	}
	return set(db, who, Subject{kind, target}, true)
}

// Unfollow ends that, also where who follows it since they wrote it, commented or voted: it does not begin
// again by itself.
func (s *Store) Unfollow(ctx context.Context, who auth.Principal, target uuid.UUID) error {
	db := s.db.WithContext(ctx)
	kind, err := kindOf(db, who, target)
	if errs.CodeOf(err) == errs.NotFound {
		return db.Exec(`DELETE FROM follows WHERE target_id = ? AND account_id = ?`, target, who.ID).Error
	}
	if err != nil {
		return err
	}
	return set(db, who, Subject{kind, target}, false)
}

func set(db *gorm.DB, who auth.Principal, target Subject, active bool) error {
	return db.Exec(`INSERT INTO follows AS f (account_id, target_kind, target_id, active) VALUES (?, ?, ?, ?)
		ON CONFLICT ON CONSTRAINT follows_pkey DO UPDATE SET active = EXCLUDED.active, created_at = now() WHERE f.active <> EXCLUDED.active`,
		who.ID, target.Kind, target.ID, active).Error
}

func kindOf(db *gorm.DB, who auth.Principal, target uuid.UUID) (SubjectKind, error) {
	var found []struct{ Kind SubjectKind }
	err := db.Raw(targets, map[string]any{"id": target, "who": who.ID}).Scan(&found).Error
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", errs.New(errs.NotFound)
	}
	return found[0].Kind, nil
}

// Following reports whether who is told of what happens to a target: they follow it, or wrote it, alone or
// with others, and have not chosen otherwise. The problem is NotFound as in [Store.Follow].
func (s *Store) Following(ctx context.Context, who auth.Principal, target uuid.UUID) (following bool, err error) {
	db := s.db.WithContext(ctx)
	if _, err := kindOf(db, who, target); err != nil {
		return false, err
	}
	err = db.Raw(`SELECT COALESCE((SELECT active FROM follows WHERE target_id = @id AND account_id = @who),
		EXISTS (SELECT FROM ideas WHERE id = @id AND author_id = @who)
			OR EXISTS (SELECT FROM idea_coauthors WHERE idea_id = @id AND participant_id = @who AND state = 'accepted'))`, map[string]any{"id": target, "who": who.ID}).Scan(&following).Error
	return following, err
}

// ListFollowed returns what who follows, the latest first, without what is gone.
func (s *Store) ListFollowed(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Followed], error) {
	const own = `FROM follows f LEFT JOIN ideas i ON f.target_kind = 'idea' AND i.id = f.target_id AND (i.state IN ('published', 'merged') OR i.author_id = f.account_id)
		LEFT JOIN challenges c ON f.target_kind = 'challenge' AND c.id = f.target_id AND c.state <> 'draft'
		LEFT JOIN participants p ON f.target_kind IN ('person', 'organisation') AND p.id = f.target_id AND p.former_at IS NULL
		LEFT JOIN topics t ON f.target_kind = 'topic' AND t.id = f.target_id
		LEFT JOIN districts d ON f.target_kind = 'district' AND d.id = f.target_id
		WHERE f.account_id = ? AND f.active AND COALESCE(i.id, c.id, p.id, t.id, d.id) IS NOT NULL`
	db := s.db.WithContext(ctx)
	place := func(f Followed) page.Moment { return page.Moment{At: f.Since, ID: f.TargetID} }
	result, err := page.Read(r, "follows", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Followed, error) {
		var items []Followed
		err := db.Raw(`SELECT f.target_kind, f.target_id, COALESCE(i.title, c.title, p.display_name, CASE ? WHEN 'en' THEN t.name_en ELSE t.name_sv END, d.name) AS title, f.created_at AS since `+own+`
			AND (f.created_at, f.target_id) < (?, ?) ORDER BY f.created_at DESC, f.target_id DESC OFFSET ? LIMIT ?`, who.Language, who.ID, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, own, who.ID)
	return result, err
}
