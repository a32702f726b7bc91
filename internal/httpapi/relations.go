package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/relation"
	"github.com/medskapa/medskapa/internal/workshop"
)

// GetRelations implements GET /me/relations.
func (s *server) GetRelations(ctx context.Context, r GetRelationsRequestObject) (GetRelationsResponseObject, error) {
	who, err := auth.Require(ctx)
	if err != nil {
		return nil, err
	}
	ideas, err := s.Ideas.Relations(ctx, who, value(r.Params.IdeaIds))
	if err != nil {
		return nil, err
	}
	moves, err := s.Merges.VoteMoves(ctx, who, value(r.Params.IdeaIds))
	if err != nil {
		return nil, err
	}
	challenges, err := s.Challenges.Relations(ctx, who, value(r.Params.ChallengeIds))
	if err != nil {
		return nil, err
	}
	workshops, err := s.Workshops.Relations(ctx, who, value(r.Params.WorkshopIds))
	if err != nil {
		return nil, err
	}
	comments, err := s.Comments.Relations(ctx, who, value(r.Params.CommentIds))
	if err != nil {
		return nil, err
	}
	organisations, err := s.Organisations.Relations(ctx, who, value(r.Params.OrganisationIds))
	if err != nil {
		return nil, err
	}
	return GetRelations200JSONResponse{Body: Relations{
		Ideas: each(ideas, func(r idea.Relation) IdeaRelation { return withMoves(ideaRelation(r), moves[r.IdeaID]) }), Challenges: each(challenges, challengeRelation),
		Workshops: each(workshops, workshopRelation), Comments: each(comments, commentRelation), Organisations: each(organisations, organisationRelation),
	}}, nil
}

func ideaRelation(r idea.Relation) IdeaRelation {
	body := IdeaRelation{IdeaId: r.IdeaID, Permissions: permissions(r.Permissions)}
	if len(r.Next) > 0 {
		body.NextStages = new(each(r.Next, func(stage idea.Stage) IdeaStage { return IdeaStage(stage) }))
	}
	if r.Choice != "" {
		choice := Choice(r.Choice)
		body.Choice = &choice
	}
	body.VoteNeeds = neededProof(r.Lacks)
	return body
}

// withMoves adds the votes that the caller may move.
func withMoves(r IdeaRelation, moves []merge.VoteMove) IdeaRelation {
	if len(moves) > 0 {
		r.VoteMoves = new(each(moves, voteMove))
	}
	return r
}

func challengeRelation(r challenge.Relation) ChallengeRelation {
	return ChallengeRelation{ChallengeId: r.ChallengeID, Permissions: permissions(r.Permissions), PostNeeds: neededProof(r.Lacks)}
}

// neededProof names what somebody has yet to prove, or to be.
func neededProof(lacks errs.Code) *NeededProof {
	switch lacks {
	case errs.ResidenceRequired:
		return new(VerifiedResidence)
	case errs.AgeRequired:
		return new(OfAge)
	case errs.UnderAge:
		return new(Older)
	default:
		return nil
	}
}

func workshopRelation(r workshop.Relation) WorkshopRelation {
	body := WorkshopRelation{WorkshopId: r.WorkshopID, Permissions: permissions(r.Permissions)}
	if r.Signup != nil {
		own := signup(*r.Signup)
		body.Signup = &own
	}
	return body
}

func commentRelation(r comment.Relation) CommentRelation {
	body := CommentRelation{CommentId: r.CommentID, Thanked: r.Thanked, Permissions: permissions(r.Permissions)}
	if r.Hidden != nil {
		body.Hidden = &HiddenComment{Body: r.Hidden.Body, DecisionId: r.Hidden.Decision}
	}
	return body
}

// permissions names in the contract's type what a feature allows.
func permissions(allowed relation.Permissions) Permissions {
	return each(allowed, func(p relation.Permission) Permission { return Permission(p) })
}
