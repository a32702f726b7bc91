package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/permission"
)

// ListPeople implements GET /people.
func (s *server) ListPeople(ctx context.Context, r ListPeopleRequestObject) (ListPeopleResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	filter := people.Filter{Name: value(r.Params.Name), Role: auth.Role(value(r.Params.Role)), State: people.State(value(r.Params.State))}
	found, err := s.People.List(ctx, auth.From(ctx), filter, piece)
	if err != nil {
		return nil, err
	}
	return ListPeople200JSONResponse{Body: PersonList{People: each(found.Items, personOf),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetPerson implements GET /people/{personId}.
func (s *server) GetPerson(ctx context.Context, r GetPersonRequestObject) (GetPersonResponseObject, error) {
	p, err := s.People.Get(ctx, auth.From(ctx), r.PersonId)
	if err != nil {
		return nil, err
	}
	return GetPerson200JSONResponse{Body: personOf(p)}, nil
}

// SetPersonRole implements PUT /people/{personId}/role.
func (s *server) SetPersonRole(ctx context.Context, r SetPersonRoleRequestObject) (SetPersonRoleResponseObject, error) {
	if err := auth.From(ctx).Check(permission.SetRole, 0); err != nil {
		return nil, err
	}
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.People.SetRole(ctx, who, r.PersonId, auth.Role(r.Body.Role))
	if err != nil {
		return nil, err
	}
	return SetPersonRole200JSONResponse(personOf(p)), nil
}

// SetPersonState implements PUT /people/{personId}/state.
func (s *server) SetPersonState(ctx context.Context, r SetPersonStateRequestObject) (SetPersonStateResponseObject, error) {
	if err := auth.From(ctx).Check(permission.SetAccountState, 0); err != nil {
		return nil, err
	}
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.People.Enable(ctx, who, r.PersonId, people.State(r.Body.State) == people.Active)
	if err != nil {
		return nil, err
	}
	return SetPersonState200JSONResponse(personOf(p)), nil
}

// ListSuspensions implements GET /people/{personId}/suspensions.
func (s *server) ListSuspensions(ctx context.Context, r ListSuspensionsRequestObject) (ListSuspensionsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.People.ListSuspensions(ctx, auth.From(ctx), r.PersonId, piece)
	if err != nil {
		return nil, err
	}
	return ListSuspensions200JSONResponse{Body: SuspensionList{Suspensions: each(found.Items, suspensionOf),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateSuspension implements POST /people/{personId}/suspensions.
func (s *server) CreateSuspension(ctx context.Context, r CreateSuspensionRequestObject) (CreateSuspensionResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createSuspension "+r.PersonId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	x, err := s.Moderation.Suspend(ctx, who, key, r.PersonId, moderation.Ruling{
		Ground: moderation.Ground(r.Body.Ground), Rule: r.Body.Rule, Facts: r.Body.Facts, EndsAt: r.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	return CreateSuspension201JSONResponse{Body: suspensionOf(x), Headers: CreateSuspension201ResponseHeaders{
		Location: s.address("suspensions", x.ID)}}, nil
}

// GetSuspension implements GET /suspensions/{suspensionId}.
func (s *server) GetSuspension(ctx context.Context, r GetSuspensionRequestObject) (GetSuspensionResponseObject, error) {
	x, err := s.People.GetSuspension(ctx, auth.From(ctx), r.SuspensionId)
	if err != nil {
		return nil, err
	}
	return GetSuspension200JSONResponse{Body: suspensionOf(x)}, nil
}

// DeleteSuspension implements DELETE /suspensions/{suspensionId}.
func (s *server) DeleteSuspension(ctx context.Context, r DeleteSuspensionRequestObject) (DeleteSuspensionResponseObject, error) {
	if err := s.Moderation.Lift(ctx, auth.From(ctx), r.SuspensionId); err != nil {
		return nil, err
	}
	return DeleteSuspension204Response{}, nil
}

func personOf(p people.Person) Person {
	body := Person{Id: p.ID, DisplayName: p.DisplayName, Kind: ParticipantKind(p.Kind), Role: Role(p.Role), State: PersonState(p.State), CreatedAt: utc(p.CreatedAt)}
	if p.Email != "" {
		body.Email = &p.Email
	}
	return body
}

func suspensionOf(x people.Suspension) Suspension {
	return Suspension{Id: x.ID, DecisionId: x.DecisionID, Reason: x.Reason, StartsAt: utc(x.StartsAt), EndsAt: utcPtr(x.EndsAt), LiftedAt: utcPtr(x.LiftedAt),
		ImposedBy: refOrNil(x.ImposedBy), LiftedBy: refOrNil(x.LiftedBy), Running: x.Running}
}
