package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/focusarea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListFocusAreas implements GET /focus-areas.
func (s *server) ListFocusAreas(ctx context.Context, r ListFocusAreasRequestObject) (ListFocusAreasResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	state := focusarea.Active
	setAs(&state, r.Params.State)
	found, err := s.FocusAreas.List(ctx, state, piece)
	if err != nil {
		return nil, err
	}
	return ListFocusAreas200JSONResponse{Body: FocusAreaList{FocusAreas: each(found.Items, focusAreaOf),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetFocusArea implements GET /focus-areas/{focusAreaId}.
func (s *server) GetFocusArea(ctx context.Context, r GetFocusAreaRequestObject) (GetFocusAreaResponseObject, error) {
	a, err := s.FocusAreas.Get(ctx, r.FocusAreaId)
	if err != nil {
		return nil, err
	}
	return GetFocusArea200JSONResponse{Body: focusAreaOf(a), Headers: GetFocusArea200ResponseHeaders{ETag: etagOf(a.Version)}}, nil
}

// CreateFocusArea implements POST /focus-areas.
func (s *server) CreateFocusArea(ctx context.Context, r CreateFocusAreaRequestObject) (CreateFocusAreaResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createFocusArea", r.Body)
	if err != nil {
		return nil, err
	}
	a, err := s.FocusAreas.Create(ctx, who, key, focusarea.Fields{Title: r.Body.Title, Description: r.Body.Description, Position: int(value(r.Body.Position))})
	if err != nil {
		return nil, err
	}
	return CreateFocusArea201JSONResponse{Body: focusAreaOf(a), Headers: CreateFocusArea201ResponseHeaders{
		ETag: etagOf(a.Version), Location: s.address("focus-areas", a.ID)}}, nil
}

// UpdateFocusArea implements PATCH /focus-areas/{focusAreaId}.
func (s *server) UpdateFocusArea(ctx context.Context, r UpdateFocusAreaRequestObject) (UpdateFocusAreaResponseObject, error) {
	a, err := s.FocusAreas.Update(ctx, auth.From(ctx), r.FocusAreaId, versionOf(r.Params.IfMatch), func(f *focusarea.Fields) {
		set(&f.Title, r.Body.Title)
		set(&f.Description, r.Body.Description)
		setAs(&f.State, r.Body.State)
		if r.Body.Position != nil {
			f.Position = int(*r.Body.Position)
		}
	})
	if err != nil {
		return nil, err
	}
	return UpdateFocusArea200JSONResponse{Body: focusAreaOf(a), Headers: UpdateFocusArea200ResponseHeaders{ETag: etagOf(a.Version)}}, nil
}

func focusAreaOf(a focusarea.FocusArea) FocusArea {
	return FocusArea{Id: a.ID, Title: a.Title, Description: a.Description, Position: int32(a.Position), State: FocusAreaState(a.State),
		Version: int32(a.Version), UpdatedAt: utc(a.UpdatedAt)}
}
