package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/linkpreview"
)

// GetLinkSettings implements GET /link-settings.
func (s *server) GetLinkSettings(ctx context.Context, _ GetLinkSettingsRequestObject) (GetLinkSettingsResponseObject, error) {
	now, err := s.Previews.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return GetLinkSettings200JSONResponse{Body: linkSettings(now), Headers: GetLinkSettings200ResponseHeaders{ETag: etagOf(now.Version)}}, nil
}

// SetLinkSettings implements PUT /link-settings.
func (s *server) SetLinkSettings(ctx context.Context, r SetLinkSettingsRequestObject) (SetLinkSettingsResponseObject, error) {
	now, err := s.Previews.SetSettings(ctx, auth.From(ctx), versionOf(r.Params.IfMatch), r.Body.Previews)
	if err != nil {
		return nil, err
	}
	return SetLinkSettings200JSONResponse{Body: linkSettings(now), Headers: SetLinkSettings200ResponseHeaders{ETag: etagOf(now.Version)}}, nil
}

func linkSettings(s linkpreview.Settings) LinkSettings {
	return LinkSettings{Previews: s.Previews, Version: count(s.Version)}
}

func linkPreview(l idea.Link) LinkPreview {
	body := LinkPreview{Url: l.URL, Title: l.Title}
	if l.Description != "" {
		body.Description = &l.Description
	}
	return body
}
