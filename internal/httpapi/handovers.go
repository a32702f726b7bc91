package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListHandovers implements GET /ideas/{ideaId}/handovers.
func (s *server) ListHandovers(ctx context.Context, r ListHandoversRequestObject) (ListHandoversResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who := auth.From(ctx)
	found, err := s.Handovers.OfIdea(ctx, who, r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListHandovers200JSONResponse{Body: HandoverList{Handovers: each(found.Items, func(o handover.Offer) Handover { return handoverBody(who, o) }),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateHandover implements POST /ideas/{ideaId}/handovers.
func (s *server) CreateHandover(ctx context.Context, r CreateHandoverRequestObject) (CreateHandoverResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createHandover "+r.IdeaId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	o, err := s.Handovers.Make(ctx, who, key, r.IdeaId, r.Body.ToId, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return CreateHandover201JSONResponse{Body: handoverBody(who, o), Headers: CreateHandover201ResponseHeaders{ETag: etagOf(o.Version), Location: s.address("handovers", o.ID)}}, nil
}

// GetHandover implements GET /handovers/{handoverId}.
func (s *server) GetHandover(ctx context.Context, r GetHandoverRequestObject) (GetHandoverResponseObject, error) {
	who := auth.From(ctx)
	o, err := s.Handovers.Get(ctx, who, r.HandoverId)
	if err != nil {
		return nil, err
	}
	return GetHandover200JSONResponse{Body: handoverBody(who, o), Headers: GetHandover200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// SetHandoverState implements PUT /handovers/{handoverId}/state.
func (s *server) SetHandoverState(ctx context.Context, r SetHandoverStateRequestObject) (SetHandoverStateResponseObject, error) {
	who, version := auth.From(ctx), versionOf(r.Params.IfMatch)
	var o handover.Offer
	var err error
	switch r.Body.State {
	case HandoverStepStateAccepted:
		o, err = s.Handovers.Accept(ctx, who, r.HandoverId, version, r.Body.OrganisationId)
	case HandoverStepStateDeclined:
		o, err = s.Handovers.Decline(ctx, who, r.HandoverId, version)
	case HandoverStepStateTakenBack:
		o, err = s.Handovers.TakeBack(ctx, who, r.HandoverId, version)
	}
	if err != nil {
		return nil, err
	}
	return SetHandoverState200JSONResponse{Body: handoverBody(who, o), Headers: SetHandoverState200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// handoverBody is o with what who may do with it now.
func handoverBody(who auth.Principal, o handover.Offer) Handover {
	body := Handover{Id: o.ID, Kind: HandoverKind(o.Kind), State: HandoverState(o.State), Version: o.Version, From: participantRef(o.From), OfferedBy: participantRef(o.By),
		Capacity: HandoverCapacity(o.Capacity), Reason: o.Reason, CreatedAt: utc(o.CreatedAt), SettledAt: utcPtr(o.SettledAt), Permissions: []HandoverPermission{}}
	if o.To != nil {
		body.To = new(participantRef(*o.To))
	}
	for _, may := range []struct {
		so   bool
		what HandoverPermission
	}{{o.MayAccept(who), "accept"}, {o.MayDecline(who), "decline"}, {o.MayTakeBack(who), "take-back"}} {
		if may.so {
			body.Permissions = append(body.Permissions, may.what)
		}
	}
	return body
}
