package help

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// StateNeed states what an idea lacks, for its author or who speaks for it. The problem is TooManyOpen when it lacks 30 things
// already, and NeedsNotOpen while its challenges or a moderator keep it closed. What is to be read first waits, see [Withheld].
func (s *Store) StateNeed(ctx context.Context, who auth.Principal, key idempotency.Key, ideaID uuid.UUID, f NeedFields) (Need, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Need{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		found, err := screenedNeed(tx, who, ideaID, id, f)
		if err != nil {
			return err
		}
		i, err := lockIdea(tx, who, ideaID, "NO KEY UPDATE")
		if err != nil {
			return err
		}
		if err := checkNeeds(who, i, permission.StateNeed); err != nil {
			return err
		}
		if err := checkRoom(tx, ideaID, uuid.Nil); err != nil {
			return err
		}
		return stateNeed(tx, who, i, id, f, found)
	})
	if err != nil {
		return Need{}, err
	}
	return s.GetNeed(ctx, who, id)
}

func stateNeed(tx *gorm.DB, who auth.Principal, i idea.Summary, id uuid.UUID, f NeedFields, found screening.Finding) error {
	starts, ends, err := period{f.StartsAt, f.EndsAt}.complete(time.Now())
	if err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO needs (id, idea_id, kind, description, amount, unit, languages, starts_at, ends_at, withheld) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''))`,
		id, i.ID, f.Kind, f.Description, f.Amount, f.Unit, f.Languages, starts, ends, until(found)).Error
	if err != nil {
		return err
	}
	if err := found.OpenCase(tx); err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(i.ID), change.Needs)
	if err := KeyNeeds(tx, id); err != nil {
		return err
	}
	return organisation.RecordIdea(tx, i.Author.ID, who.ID, organisation.NeedStated, i.ID)
}

// lockIdea keeps an idea as public, locked and open as it is until the end of tx, and returns it to who may know of it.
func lockIdea(tx *gorm.DB, who auth.Principal, id uuid.UUID, strength string) (idea.Summary, error) {
	if err := tx.Exec(`SELECT FROM idea_stats WHERE idea_id = ? FOR `+strength, id).Error; err != nil {
		return idea.Summary{}, err
	}
	return idea.Readable(tx, who, id)
}

// checkNeeds says why who may not do something with what i lacks; nil when they may.
func checkNeeds(who auth.Principal, i idea.Summary, a permission.Action) error {
	if err := who.Check(a, who.To(i.Author.ID)); err != nil {
		return err
	}
	return checkOpen(i)
}

// checkOpen refuses what is done with needs and offers while an idea is not open for them.
func checkOpen(i idea.Summary) error {
	switch {
	case i.State != idea.Published:
		return errs.New(errs.IdeaNotPublished)
	case !i.NeedsOpen():
		return errs.New(errs.NeedsNotOpen)
	}
	return nil
}

// checkRoom refuses that one more need, a new one or the given one, of an idea that is locked and has many, be open.
func checkRoom(tx *gorm.DB, ideaID, needID uuid.UUID) error {
	var n int
	err := tx.Raw(`SELECT count(*) FROM needs WHERE idea_id = ? AND state = 'open' AND id <> ?`, ideaID, needID).Scan(&n).Error
	if err == nil && n >= maxNeeds {
		err = errs.New(errs.TooManyOpen)
	}
	return err
}

// GetNeed returns a need of an idea that who may read.
func (s *Store) GetNeed(ctx context.Context, who auth.Principal, id uuid.UUID) (Need, error) {
	n, _, err := findNeed(s.db.WithContext(ctx), who, id)
	return n, err
}

// findNeed returns a need with its idea, or NotFound when who may not read that, or it is withheld from them.
func findNeed(db *gorm.DB, who auth.Principal, id uuid.UUID) (Need, idea.Summary, error) {
	n, err := needBy(db, id)
	if err != nil {
		return n, idea.Summary{}, err
	}
	i, err := idea.Readable(db, who, n.IdeaID)
	if err == nil && n.Withheld != "" && who.To(i.Author.ID) == 0 {
		err = errs.New(errs.NotFound)
	}
	return n, i, err
}

func needBy(db *gorm.DB, id uuid.UUID) (Need, error) {
	var found []Need
	err := db.Raw(`SELECT `+needColumns+` FROM needs n WHERE n.id = ?`, id).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return Need{}, err
	}
	return found[0], nil
}

// ListNeeds returns what an idea lacks and has lacked, the oldest first, to who may read the idea.
func (s *Store) ListNeeds(ctx context.Context, who auth.Principal, ideaID uuid.UUID, r page.Request) (page.Result[Need], error) {
	db := s.db.WithContext(ctx)
	i, err := idea.Readable(db, who, ideaID)
	if err != nil {
		return page.Result[Need]{Request: r}, err
	}
	const seen = `n.idea_id = ? AND (n.withheld IS NULL OR ?)`
	own := who.To(i.Author.ID) != 0
	place := func(n Need) uuid.UUID { return n.ID }
	result, err := page.Read(r, "needs", uuid.Nil, place, func(after uuid.UUID, offset, limit int) (items []Need, err error) {
		err = db.Raw(`SELECT `+needColumns+` FROM needs n WHERE `+seen+` AND n.id > ? ORDER BY n.id OFFSET ? LIMIT ?`, ideaID, own, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM needs n WHERE `+seen, ideaID, own)
	return result, err
}

// UpdateNeed lets edit change a need, if it still has the given version. With more time or a greater amount it opens again. What is
// withheld is not changed: StateTransition.
func (s *Store) UpdateNeed(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*NeedFields)) (Need, error) {
	err := s.changeNeed(ctx, who, id, version, func(*gorm.DB) error { return nil }, func(tx *gorm.DB, n Need) error {
		if n.Withheld != "" {
			return errs.New(errs.StateTransition)
		}
		f := n.fields()
		edit(&f)
		if err := rescreenNeed(tx, who, n, f); err != nil {
			return err
		}
		starts, ends, err := period{f.StartsAt, f.EndsAt}.complete(time.Now())
		switch {
		case err != nil:
			return err
		case f.Amount < n.Committed:
			return errs.Invalid("amount", errs.TooSmall, n.Committed)
		case f.Unit != n.Unit && n.Committed > 0:
			return errs.Invalid("unit", errs.NotAllowedValue)
		}
		if n.State != NeedOpen && n.State != NeedShut && f.Amount > n.Committed {
			if err := checkRoom(tx, n.IdeaID, id); err != nil {
				return err
			}
		}
		return tx.Exec(`UPDATE needs SET description = ?, amount = ?, unit = ?, languages = ?, starts_at = ?, ends_at = ?, told = false,
				state = CASE WHEN state = 'closed' THEN state WHEN committed = ? THEN 'fulfilled' ELSE 'open' END WHERE id = ?`,
			f.Description, f.Amount, f.Unit, f.Languages, starts, ends, f.Amount, id).Error
	})
	if err != nil {
		return Need{}, err
	}
	return s.GetNeed(ctx, who, id)
}

// SetNeedState closes an open need or opens it again, if it still has the given version. What is fulfilled or over is neither, and what
// is withheld is only closed. The problem is
// TooManyOpen as in [Store.StateNeed].
func (s *Store) SetNeedState(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to NeedState) (Need, error) {
	first := func(tx *gorm.DB) error { return closeCase(tx, screening.Need, id, to == NeedShut) }
	err := s.changeNeed(ctx, who, id, version, first, func(tx *gorm.DB, n Need) error {
		opens := to == NeedOpen && n.State == NeedShut && n.Withheld == "" && n.Committed < n.Amount && n.EndsAt.After(time.Now())
		closes := to == NeedShut && n.State == NeedOpen
		if !opens && !closes {
			return errs.New(errs.StateTransition)
		}
		if opens {
			if err := checkRoom(tx, n.IdeaID, id); err != nil {
				return err
			}
		}
		return tx.Exec(`UPDATE needs SET state = ? WHERE id = ?`, to, id).Error
	})
	if err != nil {
		return Need{}, err
	}
	return s.GetNeed(ctx, who, id)
}

// changeNeed does something to a need of an idea that is open for it, in the name of its author, and before that first, which locks what comes
// before it.
func (s *Store) changeNeed(ctx context.Context, who auth.Principal, id uuid.UUID, version int, first func(*gorm.DB) error, do func(*gorm.DB, Need) error) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := first(tx); err != nil {
			return err
		}
		n, err := needBy(tx, id)
		if err != nil {
			return err
		}
		i, err := lockIdea(tx, who, n.IdeaID, "NO KEY UPDATE")
		if err != nil {
			return err
		}
		if err := checkNeeds(who, i, permission.EditNeed); err != nil {
			return err
		}
		if n, err = lockNeed(tx, id, "NO KEY UPDATE"); err != nil {
			return err
		}
		if n.Version != version {
			return errs.New(errs.PreconditionFailed)
		}
		if err := do(tx, n); err != nil {
			return err
		}
		if err := organisation.RecordIdea(tx, i.Author.ID, who.ID, organisation.NeedEdited, i.ID); err != nil {
			return err
		}
		return touchNeed(tx, n)
	})
}

func lockNeed(tx *gorm.DB, id uuid.UUID, strength string) (Need, error) {
	if err := tx.Exec(`SELECT FROM needs WHERE id = ? FOR `+strength, id).Error; err != nil {
		return Need{}, err
	}
	return needBy(tx, id)
}

// touchNeed notes that a need has changed, and writes its keys anew.
func touchNeed(tx *gorm.DB, n Need) error {
	postgres.Changed(tx, change.Record(n.IdeaID), change.Needs)
	if err := tx.Exec(`UPDATE needs SET version = version + 1, updated_at = now() WHERE id = ?`, n.ID).Error; err != nil {
		return err
	}
	return KeyNeeds(tx, n.ID)
}
