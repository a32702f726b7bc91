package topic

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps topics.
type Store struct{ db *gorm.DB }

// NewStore keeps topics in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

const columns = `id, slug, name_sv, name_en, state, version, updated_at`

// Get returns a topic; all are everybody's to read.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Topic, error) {
	return one(s.db.WithContext(ctx), `SELECT `+columns+` FROM topics WHERE id = ?`, id)
}

func one(db *gorm.DB, sql string, args ...any) (Topic, error) {
	var found []Topic
	if err := db.Raw(sql, args...).Scan(&found).Error; err != nil {
		return Topic{}, err
	}
	if len(found) == 0 {
		return Topic{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// Named returns the id of the topic with a slug, and nil for none. A slug that no topic has is a fault of the parameter topic.
func (s *Store) Named(ctx context.Context, slug *string) (*uuid.UUID, error) {
	if slug == nil {
		return nil, nil //nolint:nilnil // no topic is asked for
	}
	t, err := one(s.db.WithContext(ctx), `SELECT `+columns+` FROM topics WHERE slug = ?`, *slug)
	if errs.CodeOf(err) == errs.NotFound {
		return nil, errs.BadParameter("topic", errs.UnknownID)
	}
	return &t.ID, err
}

// List returns the topics in a state, by slug.
func (s *Store) List(ctx context.Context, state State, r page.Request) (page.Result[Topic], error) {
	db := s.db.WithContext(ctx)
	slug := func(t Topic) string { return t.Slug }
	result, err := page.Read(r, "topics", "", slug, func(after string, offset, limit int) ([]Topic, error) {
		var items []Topic
		err := db.Raw(`SELECT `+columns+` FROM topics WHERE state = ? AND slug > ? ORDER BY slug OFFSET ? LIMIT ?`,
			state, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM topics WHERE state = ?`, state)
	return result, err
}

// turn is an advisory lock that who brings a topic into use has alone, so that no more are than may.
const turn = 7_650_731

func checkRoom(tx *gorm.DB) error {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, turn).Error; err != nil {
		return err
	}
	var n int
	if err := tx.Raw(`SELECT count(*) FROM topics WHERE state = 'active'`).Scan(&n).Error; err != nil {
		return err
	}
	if n >= MaxActive {
		return errs.Invalid("state", errs.TooMany, MaxActive)
	}
	return nil
}

// Create makes an active topic.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, name Name) (Topic, error) {
	if err := who.Check(permission.ManageTopics, 0); err != nil {
		return Topic{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Topic{}, err
	}
	slug := cmp.Or(slugOf(name.SV), slugOf(name.EN), "topic-"+id.String()[:8])
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		if err := checkRoom(tx); err != nil {
			return err
		}
		postgres.Changed(tx, change.Topics)
		return tx.Exec(`INSERT INTO topics (id, slug, name_sv, name_en) VALUES (?, ?, ?, ?)`, id, slug, name.SV, name.EN).Error
	})
	if err != nil {
		return Topic{}, err
	}
	return s.Get(ctx, id)
}

// Update lets edit change a topic's name and state, if it still has the given version.
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*Topic)) (Topic, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		t, err := one(tx, `SELECT `+columns+` FROM topics WHERE id = ? FOR NO KEY UPDATE`, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.ManageTopics, 0); err != nil {
			return err
		}
		if t.Version != version {
			return errs.New(errs.PreconditionFailed)
		}
		before := t.State
		edit(&t)
		if before == Archived && t.State == Active {
			if err := checkRoom(tx); err != nil {
				return err
			}
		}
		postgres.Changed(tx, change.Record(id), change.Topics)
		return tx.Exec(`UPDATE topics SET name_sv = ?, name_en = ?, state = ?, version = version + 1, updated_at = now() WHERE id = ?`,
			t.Name.SV, t.Name.EN, t.State, id).Error
	})
	if err != nil {
		return Topic{}, err
	}
	return s.Get(ctx, id)
}

// Thing is a kind of what is about topics.
type Thing string

// The kinds of things.
const (
	Idea      Thing = "idea"
	Challenge Thing = "challenge"
	Offer     Thing = "offer"
)

func (t Thing) table() string  { return string(t) + "_topics" }
func (t Thing) column() string { return string(t) + "_id" }

// InUse returns those of topics that are not archived, in their order.
func InUse(db *gorm.DB, topics []uuid.UUID) ([]uuid.UUID, error) {
	var active []uuid.UUID
	err := db.Raw(`SELECT id FROM topics WHERE id = ANY (?::uuid[]) AND state = 'active' ORDER BY array_position(?::uuid[], id)`,
		postgres.IDs(topics), postgres.IDs(topics)).Scan(&active).Error
	return active, err
}

// Give makes a thing be about the topics with the given ids, in their order, instead of those that it was about. Archived ones
// stay only where they were.
func Give(tx *gorm.DB, thing Thing, id uuid.UUID, topics []uuid.UUID) error {
	had, err := before(tx, thing, id)
	if err != nil || slices.Equal(had, topics) {
		return err
	}
	if err := check(tx, topics, had); err != nil {
		return err
	}
	if err := tx.Exec(`DELETE FROM `+thing.table()+` WHERE `+thing.column()+` = ?`, id).Error; err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO `+thing.table()+` (`+thing.column()+`, topic_id, number)
		SELECT ?, topic, number FROM unnest(?::uuid[]) WITH ORDINALITY AS given (topic, number)`, id, postgres.IDs(topics)).Error
}

func before(tx *gorm.DB, thing Thing, id uuid.UUID) (had []uuid.UUID, err error) {
	err = tx.Raw(`SELECT topic_id FROM `+thing.table()+` WHERE `+thing.column()+` = ? ORDER BY number`, id).Scan(&had).Error
	return had, err
}

// check collects what is wrong with topics that a thing is to be about. Topics are never deleted, so none is locked: one that is
// archived at this very moment may still be given.
func check(tx *gorm.DB, topics, had []uuid.UUID) error {
	var found []Topic
	err := tx.Raw(`SELECT `+columns+` FROM topics WHERE id = ANY (?)`, postgres.IDs(topics)).Scan(&found).Error
	if err != nil {
		return err
	}
	var faults errs.Fields
	for n, id := range topics {
		at := slices.IndexFunc(found, func(t Topic) bool { return t.ID == id })
		switch field := fmt.Sprintf("topicIds/%d", n); {
		case at < 0:
			faults.Add(field, errs.UnknownID)
		case found[at].State == Archived && !slices.Contains(had, id):
			faults.Add(field, errs.NotAllowedValue)
		}
	}
	return faults.Err()
}
