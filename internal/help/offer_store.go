package help

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
	"github.com/medskapa/medskapa/internal/topic"
)

// MakeOffer registers an offer of who, or of an organisation for which who must speak. The problem is TooManyOpen when its owner has 50
// open or paused ones. What is to be read first waits, see [Withheld].
func (s *Store) MakeOffer(ctx context.Context, who auth.Principal, key idempotency.Key, f OfferFields) (Offer, error) {
	if err := who.Check(permission.MakeOffer, 0); err != nil {
		return Offer{}, err
	}
	owner, err := who.As(f.OrganisationID)
	if err != nil {
		return Offer{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Offer{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return makeOffer(tx, who, owner, id, f) })
	if err != nil {
		return Offer{}, err
	}
	return s.GetOffer(ctx, who, id)
}

func makeOffer(tx *gorm.DB, who auth.Principal, owner, id uuid.UUID, f OfferFields) error {
	found, err := screened(tx, who, offerPost(id, owner, f))
	if err != nil {
		return err
	}
	if err := checkOffers(tx, owner, uuid.Nil); err != nil {
		return err
	}
	if err := organisation.RecordOwn(tx, owner, who.ID, organisation.OfferMade); err != nil {
		return err
	}
	starts, ends, err := period{f.StartsAt, f.EndsAt}.complete(time.Now())
	if err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO offers (id, owner_id, kind, title, description, audience, languages, starts_at, ends_at, withheld) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''))`,
		id, owner, f.Kind, f.Title, f.Description, f.Audience, f.Languages, starts, ends, until(found)).Error
	if err != nil {
		return err
	}
	if err := found.OpenCase(tx); err != nil {
		return err
	}
	return describe(tx, id, f)
}

// checkOffers refuses that one more offer, a new one or the given one, of a participant, who is locked, and who has many, be open.
func checkOffers(tx *gorm.DB, owner, offerID uuid.UUID) error {
	if err := tx.Exec(`SELECT FROM participants WHERE id = ? FOR NO KEY UPDATE`, owner).Error; err != nil {
		return err
	}
	var n int
	err := tx.Raw(`SELECT count(*) FROM offers WHERE owner_id = ? AND state IN ('open', 'paused') AND id <> ?`, owner, offerID).Scan(&n).Error
	if err == nil && n >= maxOffers {
		err = errs.New(errs.TooManyOpen)
	}
	return err
}

// describe writes what an offer is about and how far it reaches, and its keys.
func describe(tx *gorm.DB, id uuid.UUID, f OfferFields) error {
	postgres.Changed(tx, change.Record(id), change.Offers)
	if err := topic.Give(tx, topic.Offer, id, f.TopicIDs); err != nil {
		return err
	}
	if err := reach(tx, id, f.Reach); err != nil {
		return err
	}
	return KeyOffers(tx, id)
}

// reach writes how far an offer reaches. Of a place and a chosen district one would contradict the other.
func reach(tx *gorm.DB, id uuid.UUID, r Reach) error {
	var at *district.Point
	switch {
	case r.Place != nil && r.DistrictID != nil:
		return errs.Invalid("districtId", errs.NotTogether, "place")
	case r.Place != nil && r.Radius == nil:
		return errs.Invalid("radius", errs.Required)
	case r.Place == nil && r.Radius != nil:
		return errs.Invalid("radius", errs.NotTogether, "districtId")
	case r.Place != nil:
		at = &district.Point{Longitude: rounded(r.Place.Longitude), Latitude: rounded(r.Place.Latitude)}
		lies, err := district.Of(tx, *at)
		if err != nil {
			return err
		}
		r.DistrictID = lies
	case r.DistrictID != nil:
		if err := district.CheckChosen(tx, *r.DistrictID); err != nil {
			return err
		}
	}
	var longitude, latitude *float64
	if at != nil {
		longitude, latitude = &at.Longitude, &at.Latitude
	}
	return tx.Exec(`UPDATE offers SET district_id = ?, longitude = ?, latitude = ?, radius = ? WHERE id = ?`, r.DistrictID, longitude, latitude, r.Radius, id).Error
}

func rounded(degrees float64) float64 {
	scale := math.Pow10(placeDecimal)
	return math.Round(degrees*scale) / scale
}

// GetOffer returns an offer that everybody sees, or that is who's own.
func (s *Store) GetOffer(ctx context.Context, who auth.Principal, id uuid.UUID) (Offer, error) {
	return findOffer(s.db.WithContext(ctx), who, id)
}

func findOffer(db *gorm.DB, who auth.Principal, id uuid.UUID) (Offer, error) {
	var found []struct {
		Offer     `gorm:"embedded"`
		Reachable bool
	}
	err := db.Raw(`SELECT `+offerColumns+`, `+Reachable+` AS reachable FROM offers o `+offerJoins+` WHERE o.id = ?`, id).Scan(&found).Error
	if err != nil {
		return Offer{}, err
	}
	seen := len(found) > 0 && (found[0].Audience == Public && found[0].State == OfferOpen && found[0].Withheld == "" && found[0].Reachable || who.May(permission.SeeOffer, who.To(found[0].Owner.ID)))
	if !seen {
		return Offer{}, errs.New(errs.NotFound)
	}
	return found[0].Offer, nil
}

// UpdateOffer lets edit change an offer, if it still has the given version. One that had expired opens with more time, where there is room
// for one more. What is withheld is not changed: StateTransition.
func (s *Store) UpdateOffer(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*OfferFields)) (Offer, error) {
	err := s.changeOffer(ctx, who, id, version, func(*gorm.DB) error { return nil }, func(tx *gorm.DB, o Offer) error {
		if o.Withheld != "" {
			return errs.New(errs.StateTransition)
		}
		if o.State == OfferExpired {
			if err := checkOffers(tx, o.Owner.ID, id); err != nil {
				return err
			}
		}
		f := o.fields()
		edit(&f)
		if err := rescreen(tx, who, offerPost(id, o.Owner.ID, o.fields()), offerPost(id, o.Owner.ID, f)); err != nil {
			return err
		}
		starts, ends, err := period{f.StartsAt, f.EndsAt}.complete(time.Now())
		if err != nil {
			return err
		}
		err = tx.Exec(`UPDATE offers SET kind = ?, title = ?, description = ?, audience = ?, languages = ?, starts_at = ?, ends_at = ?, told = false,
				state = CASE state WHEN 'expired' THEN 'open' ELSE state END WHERE id = ?`,
			f.Kind, f.Title, f.Description, f.Audience, f.Languages, starts, ends, id).Error
		if err != nil {
			return err
		}
		return describe(tx, id, f)
	})
	if err != nil {
		return Offer{}, err
	}
	return s.GetOffer(ctx, who, id)
}

// SetOfferState pauses an offer, takes it up again or ends it, if it still has the given version. What is withheld is only ended.
func (s *Store) SetOfferState(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to OfferState) (Offer, error) {
	first := func(tx *gorm.DB) error { return closeCase(tx, screening.Offer, id, to == OfferEnded) }
	err := s.changeOffer(ctx, who, id, version, first, func(tx *gorm.DB, o Offer) error {
		running := o.State == OfferOpen || o.State == OfferPaused
		if !running || o.State == to || o.Withheld != "" && to != OfferEnded {
			return errs.New(errs.StateTransition)
		}
		postgres.Changed(tx, change.Record(id), change.Offers)
		if err := tx.Exec(`UPDATE offers SET state = ? WHERE id = ?`, to, id).Error; err != nil {
			return err
		}
		return KeyOffers(tx, id)
	})
	if err != nil {
		return Offer{}, err
	}
	return s.GetOffer(ctx, who, id)
}

// changeOffer does something to an offer that is locked, for its owner, and before that first, which locks what comes before it.
func (s *Store) changeOffer(ctx context.Context, who auth.Principal, id uuid.UUID, version int, first func(*gorm.DB) error, do func(*gorm.DB, Offer) error) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := first(tx); err != nil {
			return err
		}
		if err := tx.Exec(`SELECT FROM offers WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
			return err
		}
		o, err := findOffer(tx, who, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.EditOffer, who.To(o.Owner.ID)); err != nil {
			return err
		}
		if o.Version != version {
			return errs.New(errs.PreconditionFailed)
		}
		if err := organisation.RecordOwn(tx, o.Owner.ID, who.ID, organisation.OfferEdited); err != nil {
			return err
		}
		if err := do(tx, o); err != nil {
			return err
		}
		return tx.Exec(`UPDATE offers SET version = version + 1, updated_at = now() WHERE id = ?`, id).Error
	})
}
