package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/profile"
)

// GetProfile implements GET /me/profile.
func (s *server) GetProfile(ctx context.Context, _ GetProfileRequestObject) (GetProfileResponseObject, error) {
	p, err := s.Profiles.Get(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return GetProfile200JSONResponse{Body: profileBody(p), Headers: GetProfile200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// SetProfile implements PUT /me/profile.
func (s *server) SetProfile(ctx context.Context, r SetProfileRequestObject) (SetProfileResponseObject, error) {
	fields := each(r.Body.Fields, func(f ProfileField) profile.Field {
		return profile.Field{Name: profile.Name(f.Name), Value: f.Value, Visibility: profile.Visibility(f.Visibility)}
	})
	p, err := s.Profiles.Set(ctx, auth.From(ctx), versionOf(r.Params.IfMatch), fields)
	if err != nil {
		return nil, err
	}
	return SetProfile200JSONResponse{Body: profileBody(p), Headers: SetProfile200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// GetParticipant implements GET /participants/{participantId}.
func (s *server) GetParticipant(ctx context.Context, r GetParticipantRequestObject) (GetParticipantResponseObject, error) {
	p, err := s.Profiles.Participant(ctx, auth.From(ctx), r.ParticipantId)
	if err != nil {
		return nil, err
	}
	body := PublicProfile{Id: p.ID, DisplayName: p.DisplayName, Kind: ParticipantKind(p.Kind), Fields: each(p.Fields, func(f profile.Field) ShownField {
		return ShownField{Name: ProfileFieldName(f.Name), Value: f.Value}
	})}
	return GetParticipant200JSONResponse{Body: body}, nil
}

func profileBody(p profile.Profile) Profile {
	return Profile{Version: int32(p.Version), Fields: each(p.Fields, func(f profile.Field) ProfileField {
		return ProfileField{Name: ProfileFieldName(f.Name), Value: f.Value, Visibility: Visibility(f.Visibility)}
	})}
}
