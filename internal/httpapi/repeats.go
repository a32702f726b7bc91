package httpapi

import (
	"context"
	"time"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
)

// SetIdeaRepeat implements PUT /ideas/{ideaId}/repeat.
func (s *server) SetIdeaRepeat(ctx context.Context, r SetIdeaRepeatRequestObject) (SetIdeaRepeatResponseObject, error) {
	i, err := s.Ideas.SetRepeat(ctx, auth.From(ctx), r.IdeaId, versionOf(r.Params.IfMatch), r.Body.OfId, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return SetIdeaRepeat200JSONResponse{Body: s.ideaBody(i), Headers: SetIdeaRepeat200ResponseHeaders{ETag: etagOf(i.Version)}}, nil
}

// DeleteIdeaRepeat implements DELETE /ideas/{ideaId}/repeat.
func (s *server) DeleteIdeaRepeat(ctx context.Context, r DeleteIdeaRepeatRequestObject) (DeleteIdeaRepeatResponseObject, error) {
	if err := s.Ideas.DeleteRepeat(ctx, auth.From(ctx), r.IdeaId, versionOf(r.Params.IfMatch)); err != nil {
		return nil, err
	}
	return DeleteIdeaRepeat204Response{}, nil
}

// repeatOrNil is nothing where an idea repeats none.
func repeatOrNil(i idea.Idea) *IdeaRepeat {
	if i.Repeat == nil {
		return nil
	}
	of := IdeaRef{Id: i.Repeat.Of.ID}
	if i.Repeat.Of.Title != "" { // it is public now
		of.Title = &i.Repeat.Of.Title
	}
	return &IdeaRepeat{Of: of, Reason: i.Repeat.Reason, By: participantRef(i.Repeat.By), MarkedAt: utc(i.Repeat.MarkedAt),
		CoolsUntil: utcPtr(i.CoolsUntil(time.Now()))}
}
