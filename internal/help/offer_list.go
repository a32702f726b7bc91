package help

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
)

// OfferFilter narrows the list of public offers; the zero value is all of them.
type OfferFilter struct {
	Kind       Kind
	TopicID    *uuid.UUID
	DistrictID *uuid.UUID      // those of this district and, with them, those of the whole municipality
	Place      *district.Point // those that reach this place
	OwnerID    *uuid.UUID
}

// conditions is the SQL of the filter over offers o, with its values.
func (f OfferFilter) conditions() (sql string, args []any) {
	sql = `o.state = 'open' AND o.withheld IS NULL AND o.audience = 'public' AND o.ends_at > now() AND o.starts_at <= now() + interval '1 year' AND ` + Reachable
	add := func(wanted bool, condition string, values ...any) {
		if wanted {
			sql, args = sql+` AND `+condition, append(args, values...)
		}
	}
	add(f.Kind != "", `o.kind = ?`, f.Kind)
	add(f.TopicID != nil, `EXISTS (SELECT FROM offer_topics n WHERE n.offer_id = o.id AND n.topic_id = ?)`, f.TopicID)
	add(f.DistrictID != nil, `(o.district_id = ? OR o.district_id IS NULL AND o.longitude IS NULL)`, f.DistrictID)
	if f.Place != nil {
		add(true, `(o.district_id IS NULL AND o.longitude IS NULL OR `+distanceTo(`?::float8`, `?::float8`)+` <= o.radius)`,
			f.Place.Latitude, f.Place.Latitude, f.Place.Longitude)
	}
	add(f.OwnerID != nil, `o.owner_id = ?`, f.OwnerID)
	return sql, args
}

// ListOffers returns the public offers that are open, the latest first.
func (s *Store) ListOffers(ctx context.Context, f OfferFilter, r page.Request) (page.Result[Offer], error) {
	where, args := f.conditions()
	return listOffers(s.db.WithContext(ctx), where, args, r)
}

// ListOwnOffers returns all offers of who or of an organisation that who speaks for, the latest first.
func (s *Store) ListOwnOffers(ctx context.Context, who auth.Principal, organisation *uuid.UUID, r page.Request) (page.Result[Offer], error) {
	owner := who.ID
	if organisation != nil {
		owner = *organisation
	}
	if err := who.Check(permission.SeeOffer, who.To(owner)); err != nil {
		return page.Result[Offer]{Request: r}, err
	}
	return listOffers(s.db.WithContext(ctx), `o.owner_id = ?`, []any{owner}, r)
}

func listOffers(db *gorm.DB, where string, args []any, r page.Request) (page.Result[Offer], error) {
	place := func(o Offer) uuid.UUID { return o.ID }
	result, err := page.Read(r, "offers", uuid.Max, place, func(after uuid.UUID, offset, limit int) (items []Offer, err error) {
		values := append(append([]any{}, args...), after, offset, limit)
		err = db.Raw(`SELECT `+offerColumns+` FROM offers o `+offerJoins+` WHERE `+where+` AND o.id < ? ORDER BY o.id DESC OFFSET ? LIMIT ?`, values...).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.CountTo(page.MaxCostly, db, `FROM offers o JOIN participants p ON p.id = o.owner_id WHERE `+where, args...)
	return result, err
}
