package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/vote"
)

// SetVote implements PUT /ideas/{ideaId}/vote.
func (s *server) SetVote(ctx context.Context, r SetVoteRequestObject) (SetVoteResponseObject, error) {
	v, err := s.Votes.Set(ctx, auth.From(ctx), r.IdeaId, vote.Choice(r.Body.Choice))
	if err != nil {
		return nil, err
	}
	return SetVote200JSONResponse(voteBody(v)), nil
}

// DeleteVote implements DELETE /ideas/{ideaId}/vote.
func (s *server) DeleteVote(ctx context.Context, r DeleteVoteRequestObject) (DeleteVoteResponseObject, error) {
	v, err := s.Votes.Withdraw(ctx, auth.From(ctx), r.IdeaId)
	if err != nil {
		return nil, err
	}
	return DeleteVote200JSONResponse(voteBody(v)), nil
}

func voteBody(v vote.Vote) Vote {
	body := Vote{IdeaId: v.IdeaID, Tally: tally(v.Tally)}
	if v.Choice != "" {
		choice := Choice(v.Choice)
		body.Choice = &choice
	}
	return body
}
