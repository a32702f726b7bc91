package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListIdeaOffers implements GET /ideas/{ideaId}/offers.
func (s *server) ListIdeaOffers(ctx context.Context, r ListIdeaOffersRequestObject) (ListIdeaOffersResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who := auth.From(ctx)
	found, err := s.Handovers.OfIdea(ctx, who, r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListIdeaOffers200JSONResponse{Body: IdeaOfferList{Offers: each(found.Items, func(o handover.Offer) IdeaOffer { return ideaOffer(who, o) }),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateIdeaOffer implements POST /ideas/{ideaId}/offers.
func (s *server) CreateIdeaOffer(ctx context.Context, r CreateIdeaOfferRequestObject) (CreateIdeaOfferResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createIdeaOffer "+r.IdeaId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	o, err := s.Handovers.Make(ctx, who, key, r.IdeaId, r.Body.ToId, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return CreateIdeaOffer201JSONResponse{Body: ideaOffer(who, o), Headers: CreateIdeaOffer201ResponseHeaders{Location: s.address("idea-offers", o.ID)}}, nil
}

// SetIdeaOfferState implements PUT /idea-offers/{offerId}/state.
func (s *server) SetIdeaOfferState(ctx context.Context, r SetIdeaOfferStateRequestObject) (SetIdeaOfferStateResponseObject, error) {
	who := auth.From(ctx)
	var o handover.Offer
	var err error
	switch r.Body.State {
	case IdeaOfferStepStateAccepted:
		o, err = s.Handovers.Accept(ctx, who, r.OfferId, r.Body.OrganisationId)
	case IdeaOfferStepStateDeclined:
		o, err = s.Handovers.Decline(ctx, who, r.OfferId)
	case IdeaOfferStepStateTakenBack:
		o, err = s.Handovers.TakeBack(ctx, who, r.OfferId)
	}
	if err != nil {
		return nil, err
	}
	return SetIdeaOfferState200JSONResponse(ideaOffer(who, o)), nil
}

// ideaOffer is o with what who may do with it now.
func ideaOffer(who auth.Principal, o handover.Offer) IdeaOffer {
	body := IdeaOffer{Id: o.ID, Kind: IdeaOfferKind(o.Kind), State: IdeaOfferState(o.State), From: participantRef(o.From), OfferedBy: participantRef(o.By),
		Capacity: IdeaOfferCapacity(o.Capacity), Reason: o.Reason, CreatedAt: utc(o.CreatedAt), SettledAt: utcPtr(o.SettledAt), Permissions: []IdeaOfferPermission{}}
	if o.To != nil {
		body.To = new(participantRef(*o.To))
	}
	for _, may := range []struct {
		so   bool
		what IdeaOfferPermission
	}{{o.MayAccept(who), "accept"}, {o.MayDecline(who), "decline"}, {o.MayTakeBack(who), "take-back"}} {
		if may.so {
			body.Permissions = append(body.Permissions, may.what)
		}
	}
	return body
}
