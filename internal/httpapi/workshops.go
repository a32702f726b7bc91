package httpapi

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/workshop"
)

// ListWorkshops implements GET /workshops.
func (s *server) ListWorkshops(ctx context.Context, r ListWorkshopsRequestObject) (ListWorkshopsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	filter := workshop.Filter{Past: value(r.Params.When) == Past, ChallengeID: r.Params.ChallengeId}
	found, err := s.Workshops.List(ctx, filter, piece)
	if err != nil {
		return nil, err
	}
	return ListWorkshops200JSONResponse{Body: s.workshopList(ctx, found)}, nil
}

// ListMyWorkshops implements GET /me/workshops.
func (s *server) ListMyWorkshops(ctx context.Context, r ListMyWorkshopsRequestObject) (ListMyWorkshopsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	list := s.Workshops.ListSignedUp
	if value(r.Params.As) == ListMyWorkshopsParamsAsLeader {
		list = s.Workshops.ListLed
	}
	found, err := list(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	return ListMyWorkshops200JSONResponse{Body: s.workshopList(ctx, found)}, nil
}

// CreateWorkshop implements POST /workshops.
func (s *server) CreateWorkshop(ctx context.Context, r CreateWorkshopRequestObject) (CreateWorkshopResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createWorkshop", r.Body)
	if err != nil {
		return nil, err
	}
	w, err := s.Workshops.Create(ctx, who, key, workshop.Fields{
		Title: r.Body.Title, Description: r.Body.Description, StartsAt: r.Body.StartsAt, EndsAt: r.Body.EndsAt, Place: r.Body.Place, Link: r.Body.Link,
		Seats: int(r.Body.Seats), Audience: audience(r.Body.Audience), ChallengeID: r.Body.ChallengeId,
	}, workshop.State(r.Body.State))
	if err != nil {
		return nil, err
	}
	return CreateWorkshop201JSONResponse{Body: s.workshop(w), Headers: CreateWorkshop201ResponseHeaders{
		ETag: etagOf(w.Version), Location: s.address("workshops", w.ID)}}, nil
}

// GetWorkshop implements GET /workshops/{workshopId}.
func (s *server) GetWorkshop(ctx context.Context, r GetWorkshopRequestObject) (GetWorkshopResponseObject, error) {
	w, err := s.Workshops.Get(ctx, auth.From(ctx), r.WorkshopId)
	if err != nil {
		return nil, err
	}
	return GetWorkshop200JSONResponse{Body: s.workshop(w), Headers: GetWorkshop200ResponseHeaders{ETag: etagOf(w.Version)}}, nil
}

// UpdateWorkshop implements PATCH /workshops/{workshopId}.
func (s *server) UpdateWorkshop(ctx context.Context, r UpdateWorkshopRequestObject) (UpdateWorkshopResponseObject, error) {
	w, err := s.Workshops.Update(ctx, auth.From(ctx), r.WorkshopId, versionOf(r.Params.IfMatch), func(f *workshop.Fields) {
		set(&f.Title, r.Body.Title)
		set(&f.Description, r.Body.Description)
		set(&f.StartsAt, r.Body.StartsAt)
		set(&f.EndsAt, r.Body.EndsAt)
		setNullable(&f.Place, r.Body.Place)
		setNullable(&f.Link, r.Body.Link)
		setNullable(&f.ChallengeID, r.Body.ChallengeId)
		if r.Body.Seats != nil {
			f.Seats = int(*r.Body.Seats)
		}
		if r.Body.Audience != nil {
			f.Audience = audience(*r.Body.Audience)
		}
	})
	if err != nil {
		return nil, err
	}
	return UpdateWorkshop200JSONResponse{Body: s.workshop(w), Headers: UpdateWorkshop200ResponseHeaders{ETag: etagOf(w.Version)}}, nil
}

// SetWorkshopState implements PUT /workshops/{workshopId}/state.
func (s *server) SetWorkshopState(ctx context.Context, r SetWorkshopStateRequestObject) (SetWorkshopStateResponseObject, error) {
	w, err := s.Workshops.SetState(ctx, auth.From(ctx), r.WorkshopId, versionOf(r.Params.IfMatch), workshop.State(r.Body.State))
	if err != nil {
		return nil, err
	}
	return SetWorkshopState200JSONResponse{Body: s.workshop(w), Headers: SetWorkshopState200ResponseHeaders{ETag: etagOf(w.Version)}}, nil
}

// GetWorkshopCalendar implements GET /workshops/{workshopId}/calendar.
func (s *server) GetWorkshopCalendar(ctx context.Context, r GetWorkshopCalendarRequestObject) (GetWorkshopCalendarResponseObject, error) {
	file, err := s.Workshops.Calendar(ctx, r.WorkshopId)
	if err != nil {
		return nil, err
	}
	disposition := `attachment; filename="medskapa-verkstad.ics"`
	return GetWorkshopCalendar200TextcalendarResponse{Body: strings.NewReader(file), ContentLength: int64(len(file)),
		Headers: GetWorkshopCalendar200ResponseHeaders{ContentDisposition: &disposition}}, nil
}

// SetSignup implements PUT /workshops/{workshopId}/signup.
func (s *server) SetSignup(ctx context.Context, r SetSignupRequestObject) (SetSignupResponseObject, error) {
	made, err := s.Workshops.SignUp(ctx, auth.From(ctx), r.WorkshopId)
	if err != nil {
		return nil, err
	}
	return SetSignup200JSONResponse(signup(made)), nil
}

// DeleteSignup implements DELETE /workshops/{workshopId}/signup.
func (s *server) DeleteSignup(ctx context.Context, r DeleteSignupRequestObject) (DeleteSignupResponseObject, error) {
	if err := s.Workshops.SignOff(ctx, auth.From(ctx), r.WorkshopId); err != nil {
		return nil, err
	}
	return DeleteSignup204Response{}, nil
}

// ListSignups implements GET /workshops/{workshopId}/signups.
func (s *server) ListSignups(ctx context.Context, r ListSignupsRequestObject) (ListSignupsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Workshops.ListSignups(ctx, auth.From(ctx), r.WorkshopId, piece)
	if err != nil {
		return nil, err
	}
	return ListSignups200JSONResponse{Body: SignupList{
		Signups: each(found.Items, signupEntry), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func (s *server) workshopList(ctx context.Context, found page.Result[workshop.Summary]) WorkshopList {
	return WorkshopList{Workshops: each(found.Items, workshopSummary), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

func workshopSummary(w workshop.Summary) WorkshopSummary {
	short := WorkshopSummary{
		Id: w.ID, Title: w.Title, StartsAt: utc(w.StartsAt), EndsAt: utc(w.EndsAt), Place: w.Place, Link: w.Link, State: WorkshopState(w.State),
		Seats: int32(w.Seats), SeatedCount: int32(w.SeatedCount), WaitingCount: int32(w.WaitingCount),
		Audience: each(w.Audience, func(k participant.Kind) PersonKind { return PersonKind(k) }), UpdatedAt: utc(w.UpdatedAt),
	}
	if w.Challenge.ID != uuid.Nil {
		ref := challengeRef(w.Challenge)
		short.Challenge = &ref
	}
	return short
}

func (s *server) workshop(w workshop.Workshop) Workshop {
	short := workshopSummary(w.Summary)
	return Workshop{
		Id: short.Id, Title: short.Title, StartsAt: short.StartsAt, EndsAt: short.EndsAt, Place: short.Place, Link: short.Link, State: short.State,
		Seats: short.Seats, SeatedCount: short.SeatedCount, WaitingCount: short.WaitingCount, Audience: short.Audience, UpdatedAt: short.UpdatedAt,
		Challenge: short.Challenge, Description: w.Description, DescriptionHtml: w.DescriptionHTML,
		Leaders: each(w.Leaders, participantRef), Version: int32(w.Version), CreatedAt: utc(w.CreatedAt),
	}
}

func audience(kinds []PersonKind) workshop.Audience {
	return each(kinds, func(k PersonKind) participant.Kind { return participant.Kind(k) })
}

func signup(made workshop.Signup) Signup {
	s := Signup{WorkshopId: made.WorkshopID, State: SignupState(made.State)}
	if made.Position > 0 {
		position := int32(made.Position)
		s.Position = &position
	}
	return s
}

func signupEntry(e workshop.Entry) SignupEntry {
	return SignupEntry{Participant: participantRef(e.Ref), State: SignupState(e.State), SignedUpAt: utc(e.SignedUpAt)}
}
