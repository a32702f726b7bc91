package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListOffers implements GET /offers.
func (s *server) ListOffers(ctx context.Context, r ListOffersRequestObject) (ListOffersResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	f := help.OfferFilter{Kind: help.Kind(value(r.Params.Kind)), DistrictID: r.Params.DistrictId, OwnerID: r.Params.OwnerId}
	if f.TopicID, err = s.Topics.Named(ctx, r.Params.Topic); err != nil {
		return nil, err
	}
	if err := s.Districts.CheckParameter(ctx, r.Params.DistrictId); err != nil {
		return nil, err
	}
	switch {
	case r.Params.Longitude != nil && r.Params.Latitude != nil:
		f.Place = &district.Point{Longitude: *r.Params.Longitude, Latitude: *r.Params.Latitude}
	case r.Params.Longitude != nil:
		return nil, errs.BadParameter("latitude", errs.Required)
	case r.Params.Latitude != nil:
		return nil, errs.BadParameter("longitude", errs.Required)
	}
	found, err := s.Help.ListOffers(ctx, f, piece)
	if err != nil {
		return nil, err
	}
	return ListOffers200JSONResponse{Body: s.offerList(ctx, found)}, nil
}

// ListMyOffers implements GET /me/offers.
func (s *server) ListMyOffers(ctx context.Context, r ListMyOffersRequestObject) (ListMyOffersResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Help.ListOwnOffers(ctx, auth.From(ctx), r.Params.OrganisationId, piece)
	if err != nil {
		return nil, err
	}
	return ListMyOffers200JSONResponse{Body: s.offerList(ctx, found)}, nil
}

// CreateOffer implements POST /offers.
func (s *server) CreateOffer(ctx context.Context, r CreateOfferRequestObject) (CreateOfferResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createOffer", r.Body)
	if err != nil {
		return nil, err
	}
	o, err := s.Help.MakeOffer(ctx, who, key, help.OfferFields{Kind: help.Kind(r.Body.Kind), Title: r.Body.Title, Description: r.Body.Description,
		Audience: help.Audience(r.Body.Audience), Languages: languagesOf(value(r.Body.Languages)), TopicIDs: value(r.Body.TopicIds),
		Reach:    help.Reach{DistrictID: r.Body.DistrictId, Place: pointOf(r.Body.Place), Radius: wide(r.Body.Radius)},
		StartsAt: r.Body.StartsAt, EndsAt: r.Body.EndsAt, OrganisationID: r.Body.OrganisationId})
	if err != nil {
		return nil, err
	}
	return CreateOffer201JSONResponse{Body: offerBody(o), Headers: CreateOffer201ResponseHeaders{ETag: etagOf(o.Version), Location: s.address("offers", o.ID)}}, nil
}

// GetOffer implements GET /offers/{offerId}.
func (s *server) GetOffer(ctx context.Context, r GetOfferRequestObject) (GetOfferResponseObject, error) {
	o, err := s.Help.GetOffer(ctx, auth.From(ctx), r.OfferId)
	if err != nil {
		return nil, err
	}
	return GetOffer200JSONResponse{Body: offerBody(o), Headers: GetOffer200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// UpdateOffer implements PATCH /offers/{offerId}.
func (s *server) UpdateOffer(ctx context.Context, r UpdateOfferRequestObject) (UpdateOfferResponseObject, error) {
	o, err := s.Help.UpdateOffer(ctx, auth.From(ctx), r.OfferId, versionOf(r.Params.IfMatch), offerEdit(r.Body))
	if err != nil {
		return nil, err
	}
	return UpdateOffer200JSONResponse{Body: offerBody(o), Headers: UpdateOffer200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// offerEdit is what an edit changes. A place takes a chosen district back, and the other way round.
func offerEdit(e *UpdateOfferJSONRequestBody) func(*help.OfferFields) {
	return func(f *help.OfferFields) {
		setAs(&f.Kind, e.Kind)
		set(&f.Title, e.Title)
		set(&f.Description, e.Description)
		setAs(&f.Audience, e.Audience)
		set(&f.TopicIDs, e.TopicIds)
		if e.Languages != nil {
			f.Languages = languagesOf(*e.Languages)
		}
		if e.StartsAt != nil {
			f.StartsAt = e.StartsAt
		}
		if e.EndsAt != nil {
			f.EndsAt = e.EndsAt
		}
		editReach(&f.Reach, e)
	}
}

func editReach(reach *help.Reach, e *UpdateOfferJSONRequestBody) {
	if place, err := e.Place.Get(); err == nil {
		reach.Place, reach.DistrictID = &district.Point{Longitude: place.Longitude, Latitude: place.Latitude}, nil
	} else if e.Place.IsNull() {
		reach.Place, reach.Radius = nil, nil
	}
	if id, err := e.DistrictId.Get(); err == nil && !e.Place.IsSpecified() {
		reach.DistrictID, reach.Place, reach.Radius = &id, nil, nil
	} else {
		setNullable(&reach.DistrictID, e.DistrictId)
	}
	if radius, err := e.Radius.Get(); err == nil {
		reach.Radius = wide(&radius)
	} else if e.Radius.IsNull() {
		reach.Radius = nil
	}
}

// wide is a number that may be missing.
func wide(n *int32) *int {
	if n == nil {
		return nil
	}
	return new(int(*n))
}

// SetOfferState implements PUT /offers/{offerId}/state.
func (s *server) SetOfferState(ctx context.Context, r SetOfferStateRequestObject) (SetOfferStateResponseObject, error) {
	o, err := s.Help.SetOfferState(ctx, auth.From(ctx), r.OfferId, versionOf(r.Params.IfMatch), help.OfferState(r.Body.State))
	if err != nil {
		return nil, err
	}
	return SetOfferState200JSONResponse{Body: offerBody(o), Headers: SetOfferState200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// ListOfferMatches implements GET /offers/{offerId}/matches.
func (s *server) ListOfferMatches(ctx context.Context, r ListOfferMatchesRequestObject) (ListOfferMatchesResponseObject, error) {
	found, err := s.Help.OfferMatches(ctx, auth.From(ctx), r.OfferId)
	if err != nil {
		return nil, err
	}
	return ListOfferMatches200JSONResponse{Body: MatchList{Matches: each(found, matchBody)}}, nil
}

// ListOwnNeedsForOffer implements GET /offers/{offerId}/own-needs.
func (s *server) ListOwnNeedsForOffer(ctx context.Context, r ListOwnNeedsForOfferRequestObject) (ListOwnNeedsForOfferResponseObject, error) {
	found, err := s.Help.OwnNeedsFor(ctx, auth.From(ctx), r.OfferId)
	if err != nil {
		return nil, err
	}
	return ListOwnNeedsForOffer200JSONResponse{Body: MatchList{Matches: each(found, matchBody)}}, nil
}

func (s *server) offerList(ctx context.Context, found page.Result[help.Offer]) OfferList {
	return OfferList{Offers: each(found.Items, offerBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

func offerBody(o help.Offer) Offer {
	body := Offer{Id: o.ID, Owner: participantRef(o.Owner), Kind: HelpKind(o.Kind), Title: o.Title, Description: o.Description, Audience: OfferAudience(o.Audience),
		Languages: languages(o.Languages), Topics: each(o.Topics, topicRef), District: districtRefOrNil(o.District), StartsAt: utc(o.StartsAt), EndsAt: utc(o.EndsAt),
		State: OfferState(o.State), Withheld: withheld(o.Withheld), Version: count(o.Version), CreatedAt: utc(o.CreatedAt), UpdatedAt: utc(o.UpdatedAt)}
	if o.Longitude != nil && o.Latitude != nil && o.Radius != nil {
		body.Place, body.Radius = &Place{Longitude: *o.Longitude, Latitude: *o.Latitude}, new(count(*o.Radius))
	}
	return body
}
