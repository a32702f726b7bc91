package httpapi

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/page"
)

// ListLeadAssignments implements GET /lead-assignments.
func (s *server) ListLeadAssignments(ctx context.Context, r ListLeadAssignmentsRequestObject) (ListLeadAssignmentsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who, p := auth.From(ctx), r.Params
	var found page.Result[lead.Assignment]
	switch thing, named := thingOf(p.ChallengeId, p.WorkshopId, p.FocusAreaId); {
	case named > 1 || named == 1 && p.AccountId != nil:
		err = errs.Invalid("challengeId", errs.NotTogether, "workshopId, focusAreaId, accountId")
	case p.AccountId != nil:
		found, err = s.Leads.ListOfPerson(ctx, who, *p.AccountId, piece)
	case named == 0:
		err = errs.Invalid("challengeId", errs.Required)
	default:
		found, err = s.Leads.ListOf(ctx, who, thing, piece)
	}
	if err != nil {
		return nil, err
	}
	return ListLeadAssignments200JSONResponse{Body: LeadAssignmentList{LeadAssignments: each(found.Items, leadAssignment),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// thingOf is the last of the things that were named, and how many were.
func thingOf(challenge, workshop, focusArea *uuid.UUID) (thing lead.Thing, named int) {
	for _, t := range []struct {
		kind lead.Kind
		id   *uuid.UUID
	}{{lead.Challenge, challenge}, {lead.Workshop, workshop}, {lead.FocusArea, focusArea}} {
		if t.id != nil {
			thing = lead.Thing{Kind: t.kind, ID: *t.id}
			named++
		}
	}
	return thing, named
}

// GetLeadAssignment implements GET /lead-assignments/{leadAssignmentId}.
func (s *server) GetLeadAssignment(ctx context.Context, r GetLeadAssignmentRequestObject) (GetLeadAssignmentResponseObject, error) {
	a, err := s.Leads.Get(ctx, auth.From(ctx), r.LeadAssignmentId)
	if err != nil {
		return nil, err
	}
	return GetLeadAssignment200JSONResponse{Body: leadAssignment(a)}, nil
}

// CreateLeadAssignment implements POST /lead-assignments.
func (s *server) CreateLeadAssignment(ctx context.Context, r CreateLeadAssignmentRequestObject) (CreateLeadAssignmentResponseObject, error) {
	thing, named := thingOf(r.Body.ChallengeId, r.Body.WorkshopId, r.Body.FocusAreaId)
	switch {
	case named == 0:
		return nil, errs.Invalid("challengeId", errs.Required)
	case named > 1:
		return nil, errs.Invalid("challengeId", errs.NotTogether, "workshopId, focusAreaId")
	}
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createLeadAssignment", r.Body)
	if err != nil {
		return nil, err
	}
	a, err := s.Leads.Create(ctx, who, key, thing, r.Body.AccountId, lead.Terms{Role: lead.Role(r.Body.Role), EndsAt: r.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	return CreateLeadAssignment201JSONResponse{Body: leadAssignment(a), Headers: CreateLeadAssignment201ResponseHeaders{
		Location: s.address("lead-assignments", a.ID)}}, nil
}

// SetLeadAssignment implements PUT /lead-assignments/{leadAssignmentId}.
func (s *server) SetLeadAssignment(ctx context.Context, r SetLeadAssignmentRequestObject) (SetLeadAssignmentResponseObject, error) {
	a, err := s.Leads.Set(ctx, auth.From(ctx), r.LeadAssignmentId, lead.Terms{Role: lead.Role(r.Body.Role), EndsAt: r.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	return SetLeadAssignment200JSONResponse(leadAssignment(a)), nil
}

// DeleteLeadAssignment implements DELETE /lead-assignments/{leadAssignmentId}.
func (s *server) DeleteLeadAssignment(ctx context.Context, r DeleteLeadAssignmentRequestObject) (DeleteLeadAssignmentResponseObject, error) {
	if err := s.Leads.Delete(ctx, auth.From(ctx), r.LeadAssignmentId); err != nil {
		return nil, err
	}
	return DeleteLeadAssignment204Response{}, nil
}

// ListLeadCandidates implements GET /lead-candidates.
func (s *server) ListLeadCandidates(ctx context.Context, r ListLeadCandidatesRequestObject) (ListLeadCandidatesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Leads.ListCandidates(ctx, auth.From(ctx), r.Params.Name, piece)
	if err != nil {
		return nil, err
	}
	return ListLeadCandidates200JSONResponse{Body: ParticipantList{Participants: each(found.Items, participantRef),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func leadAssignment(a lead.Assignment) LeadAssignment {
	body := LeadAssignment{Id: a.ID, Person: participantRef(a.Person), Role: LeadRole(a.Role), Title: a.Title,
		EndsAt: utcPtr(a.EndsAt), GrantedBy: refOrNil(a.GrantedBy), GrantedAt: utc(a.GrantedAt)}
	switch a.Kind {
	case lead.Challenge:
		body.ChallengeId = &a.ThingID
	case lead.Workshop:
		body.WorkshopId = &a.ThingID
	case lead.FocusArea:
		body.FocusAreaId = &a.ThingID
	}
	return body
}
