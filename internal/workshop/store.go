package workshop

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps workshops and who signed up for them.
type Store struct {
	db       *gorm.DB
	markdown *markdown.Renderer
	outbox   *mail.Outbox
	leads    *lead.Store
	url      string
}

// NewStore keeps workshops in db, and who leads them in leads. url is where the app is, without a slash at the end; mails and
// calendars lead there.
func NewStore(db *gorm.DB, md *markdown.Renderer, outbox *mail.Outbox, leads *lead.Store, url string) *Store {
	return &Store{db: db, markdown: md, outbox: outbox, leads: leads, url: url}
}

// Create makes a workshop that who leads, as a draft or published at once.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, f Fields, state State) (Workshop, error) {
	if err := who.Check(permission.CreateWorkshop, 0); err != nil {
		return Workshop{}, err
	}
	if err := f.check(nil, time.Now()); err != nil {
		return Workshop{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Workshop{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return s.insert(tx, who, id, f, state) })
	if err != nil {
		return Workshop{}, err
	}
	return s.Get(ctx, who, id)
}

func (s *Store) insert(tx *gorm.DB, who auth.Principal, id uuid.UUID, f Fields, state State) error {
	postgres.Changed(tx, change.Workshops)
	err := tx.Exec(`INSERT INTO workshops (id, title, description, starts_at, ends_at, place, link, seats, audience, challenge_id, state)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, f.Title, f.Description, f.StartsAt, f.EndsAt, f.Place, f.Link, f.Seats, f.Audience, f.ChallengeID, state).Error
	if err != nil {
		return err
	}
	return s.leads.Begin(tx, who, lead.Thing{Kind: lead.Workshop, ID: id})
}

// Get returns a workshop that who may read.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Workshop, error) {
	w, err := get(s.db.WithContext(ctx), who, id, "")
	if err != nil {
		return w, err
	}
	w.DescriptionHTML, err = s.markdown.HTML(w.Description)
	return w, err
}

// columns are those of [Summary], from tables.
const columns = `w.id, w.title, w.starts_at, w.ends_at, w.place, w.link, w.seats, w.seated_count, w.waiting_count, w.audience, w.state, w.updated_at,
	c.id AS of_id, c.title AS of_title, c.voting AS of_voting, c.voters AS of_voters, ` + challenge.StateNow + ` AS of_state`

// tables joins the challenge, unless that is a draft, which a workshop must not give away.
const tables = ` FROM workshops w LEFT JOIN challenges c ON c.id = w.challenge_id AND c.state <> 'draft' `

// locked takes the workshop alone, for sign-ups and edits: each sees what the one before left. Rows
// that refer to it, such as leaders, need not wait.
const locked = ` FOR NO KEY UPDATE OF w`

// get returns a workshop that who may read; suffix is locked or nothing.
func get(db *gorm.DB, who auth.Principal, id uuid.UUID, suffix string) (Workshop, error) {
	var found []Workshop
	err := db.Raw(`SELECT `+columns+`, w.challenge_id, w.description, w.version, w.created_at`+tables+`WHERE w.id = ?`+suffix, id).Scan(&found).Error
	if err != nil {
		return Workshop{}, err
	}
	if len(found) == 0 {
		return Workshop{}, errs.New(errs.NotFound)
	}
	w := found[0]
	if w.leading, err = lead.Of(db, lead.Thing{Kind: lead.Workshop, ID: id}); err != nil {
		return Workshop{}, err
	}
	w.Leaders = lead.Leaders(w.leading)
	if !MayRead(who, w) {
		return Workshop{}, errs.New(errs.NotFound)
	}
	return w, nil
}

// lock takes a workshop for an action by who, who must have read the given version.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID, version int, a permission.Action) (Workshop, error) {
	w, err := get(tx, who, id, locked)
	switch {
	case err != nil:
		return w, err
	case !who.May(a, w.standing(who)):
		return w, errs.New(errs.Forbidden)
	case w.Version != version:
		return w, errs.New(errs.PreconditionFailed)
	}
	postgres.Changed(tx, change.Record(id), change.Workshops)
	return w, nil
}

// Update lets edit change the fields of a workshop, if it still has the given version. New seats go
// to those who wait, in their order. Those who signed up are told of another time, place or link.
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*Fields)) (Workshop, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		before, err := lock(tx, who, id, version, permission.EditWorkshop)
		if err != nil {
			return err
		}
		f := fieldsOf(before)
		edit(&f)
		now := time.Now()
		if err := f.check(&before, now); err != nil {
			return err
		}
		if err := save(tx, id, f); err != nil {
			return err
		}
		return s.afterEdit(tx, before, f, now)
	})
	if err != nil {
		return Workshop{}, err
	}
	return s.Get(ctx, who, id)
}

func fieldsOf(w Workshop) Fields {
	return Fields{Title: w.Title, Description: w.Description, StartsAt: w.StartsAt, EndsAt: w.EndsAt, Place: w.Place, Link: w.Link,
		Seats: w.Seats, Audience: w.Audience, ChallengeID: w.ChallengeID}
}

func save(tx *gorm.DB, id uuid.UUID, f Fields) error {
	return tx.Exec(`UPDATE workshops SET title = ?, description = ?, starts_at = ?, ends_at = ?, place = ?, link = ?, seats = ?, audience = ?,
		challenge_id = ?, version = version + 1, updated_at = now() WHERE id = ?`,
		f.Title, f.Description, f.StartsAt, f.EndsAt, f.Place, f.Link, f.Seats, f.Audience, f.ChallengeID, id).Error
}

// afterEdit moves the waiting list up and tells people what concerns them.
func (s *Store) afterEdit(tx *gorm.DB, before Workshop, f Fields, now time.Time) error {
	after := before.Summary
	after.Title, after.StartsAt, after.EndsAt, after.Place, after.Link, after.Seats = f.Title, f.StartsAt, f.EndsAt, f.Place, f.Link, f.Seats
	if err := s.moveUp(tx, after, now); err != nil {
		return err
	}
	if after.State != Published || !after.EndsAt.After(now) || !relocated(before.Summary, after) {
		return nil
	}
	return s.tellAll(tx, after, moved)
}

// relocated reports whether people must go elsewhere or at another time.
func relocated(a, b Summary) bool {
	same := func(x, y *string) bool { return x == y || x != nil && y != nil && *x == *y }
	return !a.StartsAt.Equal(b.StartsAt) || !a.EndsAt.Equal(b.EndsAt) || !same(a.Place, b.Place) || !same(a.Link, b.Link)
}

// SetState publishes or cancels a workshop. Those who signed up are told when it is cancelled, and
// when it takes place after all: their sign-ups stay.
func (s *Store) SetState(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to State) (Workshop, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		w, err := lock(tx, who, id, version, stepping(to))
		if err != nil {
			return err
		}
		if err := w.StepProblem(to, time.Now()); err != nil {
			return err
		}
		err = tx.Exec(`UPDATE workshops SET state = ?, version = version + 1, updated_at = now() WHERE id = ?`, to, id).Error
		if err != nil {
			return err
		}
		if to == Cancelled {
			return s.tellAll(tx, w.Summary, cancelled)
		}
		return s.tellAll(tx, w.Summary, restored) // nobody, when it was a draft
	})
	if err != nil {
		return Workshop{}, err
	}
	return s.Get(ctx, who, id)
}
