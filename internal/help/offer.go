package help

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/topic"
)

// OfferState is how far an offer has come.
type OfferState string

// The states of an offer.
const (
	OfferOpen    OfferState = "open"
	OfferPaused  OfferState = "paused" // by its owner: matched with nothing meanwhile
	OfferEnded   OfferState = "ended"  // by its owner, for good
	OfferExpired OfferState = "expired"
)

// Audience is who sees an offer.
type Audience string

// The audiences.
const (
	Public      Audience = "public"
	MatchedOnly Audience = "matched" // those whose ideas need it
)

// Reach is how far an offer reaches: the whole municipality where it is empty, a district, or a circle around a place.
type Reach struct {
	DistrictID *uuid.UUID      // chosen; without a place only
	Place      *district.Point // kept to two decimals; the district follows from it
	Radius     *int            // in kilometres around Place, from 1 to 50
}

// OfferFields is what somebody offers. Shapes and lengths are the contract's.
type OfferFields struct {
	Kind        Kind
	Title       string
	Description string // plain text
	Audience    Audience
	Languages   postgres.Texts
	TopicIDs    []uuid.UUID // at most five
	Reach
	StartsAt *time.Time // nil: now
	EndsAt   *time.Time // nil: a year after it starts
	// OrganisationID is in whose name it is offered; nil: in one's own. It never changes.
	OrganisationID *uuid.UUID
}

// Offer is something that somebody lends.
type Offer struct {
	ID          uuid.UUID
	Owner       participant.Ref `gorm:"embedded;embeddedPrefix:owner_"`
	Kind        Kind
	Title       string
	Description string
	Audience    Audience
	Languages   postgres.Texts `gorm:"type:text[]"`
	Topics      topic.Refs     `gorm:"type:json"`
	District    district.Ref   `gorm:"embedded;embeddedPrefix:district_"` // zero when it reaches the whole municipality
	Longitude   *float64
	Latitude    *float64
	Radius      *int
	StartsAt    time.Time
	EndsAt      time.Time
	State       OfferState
	Withheld    Withheld
	Version     int // grows with every change
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

func (o Offer) fields() OfferFields {
	f := OfferFields{Kind: o.Kind, Title: o.Title, Description: o.Description, Audience: o.Audience, Languages: o.Languages, StartsAt: &o.StartsAt, EndsAt: &o.EndsAt}
	for _, t := range o.Topics {
		f.TopicIDs = append(f.TopicIDs, t.ID)
	}
	switch {
	case o.Longitude != nil && o.Latitude != nil:
		f.Place, f.Radius = &district.Point{Longitude: *o.Longitude, Latitude: *o.Latitude}, o.Radius
	case o.District.ID != uuid.Nil:
		f.DistrictID = &o.District.ID
	}
	return f
}

// offerColumns are those of [Offer], from offers o and offerJoins.
const (
	offerColumns = `o.id, o.kind, o.title, o.description, o.audience, o.languages, ` + topic.OfOffer + ` AS topics, d.id AS district_id, d.name AS district_name,
		o.longitude::float8, o.latitude::float8, o.radius, o.starts_at, o.ends_at,
		CASE WHEN o.state IN ('open', 'paused') AND o.ends_at <= now() THEN 'expired' ELSE o.state END AS state, COALESCE(o.withheld, '') AS withheld, o.version, o.created_at, o.updated_at,
		p.id AS owner_id, p.display_name AS owner_display_name, p.kind AS owner_kind, p.organisation AS owner_organisation, p.former_at IS NOT NULL AS owner_former`
	offerJoins = ` JOIN participants p ON p.id = o.owner_id LEFT JOIN districts d ON d.id = o.district_id `
)
