package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/coauthor"
)

// ListCoAuthors implements GET /ideas/{ideaId}/co-authors.
func (s *server) ListCoAuthors(ctx context.Context, r ListCoAuthorsRequestObject) (ListCoAuthorsResponseObject, error) {
	who := auth.From(ctx)
	found, err := s.CoAuthors.OfIdea(ctx, who, r.IdeaId)
	if err != nil {
		return nil, err
	}
	return ListCoAuthors200JSONResponse{Body: CoAuthorList{CoAuthors: each(found, func(c coauthor.CoAuthor) CoAuthor { return coAuthorBody(who, c) })}}, nil
}

// SetCoAuthor implements PUT /ideas/{ideaId}/co-authors/{participantId}.
func (s *server) SetCoAuthor(ctx context.Context, r SetCoAuthorRequestObject) (SetCoAuthorResponseObject, error) {
	if err := s.CoAuthors.Invite(ctx, auth.From(ctx), r.IdeaId, r.ParticipantId); err != nil {
		return nil, err
	}
	return SetCoAuthor204Response{}, nil
}

// SetCoAuthorAcceptance implements PUT /ideas/{ideaId}/co-authors/{participantId}/acceptance.
func (s *server) SetCoAuthorAcceptance(ctx context.Context, r SetCoAuthorAcceptanceRequestObject) (SetCoAuthorAcceptanceResponseObject, error) {
	if err := s.CoAuthors.Accept(ctx, auth.From(ctx), r.IdeaId, r.ParticipantId); err != nil {
		return nil, err
	}
	return SetCoAuthorAcceptance204Response{}, nil
}

// DeleteCoAuthor implements DELETE /ideas/{ideaId}/co-authors/{participantId}.
func (s *server) DeleteCoAuthor(ctx context.Context, r DeleteCoAuthorRequestObject) (DeleteCoAuthorResponseObject, error) {
	if err := s.CoAuthors.End(ctx, auth.From(ctx), r.IdeaId, r.ParticipantId); err != nil {
		return nil, err
	}
	return DeleteCoAuthor204Response{}, nil
}

// coAuthorBody is c with what who may do about it now.
func coAuthorBody(who auth.Principal, c coauthor.CoAuthor) CoAuthor {
	body := CoAuthor{Participant: participantRef(c.Participant), State: CoAuthorState(c.State), InvitedAt: utc(c.InvitedAt), AcceptedAt: utcPtr(c.SettledAt), Permissions: []CoAuthorPermission{}}
	for _, may := range []struct {
		so   bool
		what CoAuthorPermission
	}{{c.MayAccept(who), "accept"}, {c.MayDecline(who), "decline"}, {c.MayLeave(who), "leave"}, {c.MayRemove(who), "remove"}} {
		if may.so {
			body.Permissions = append(body.Permissions, may.what)
		}
	}
	return body
}
