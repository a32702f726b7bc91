package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/page"
)

// ListIdeaMergeProposals implements GET /ideas/{ideaId}/merge-proposals.
func (s *server) ListIdeaMergeProposals(ctx context.Context, r ListIdeaMergeProposalsRequestObject) (ListIdeaMergeProposalsResponseObject, error) {
	who, err := auth.Require(ctx)
	if err != nil {
		return nil, err
	}
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Merges.OfIdea(ctx, who, r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListIdeaMergeProposals200JSONResponse{Body: s.mergeProposals(ctx, who, found)}, nil
}

// CreateMergeProposal implements POST /ideas/{ideaId}/merge-proposals.
func (s *server) CreateMergeProposal(ctx context.Context, r CreateMergeProposalRequestObject) (CreateMergeProposalResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createMergeProposal "+r.IdeaId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	p, err := s.Merges.Propose(ctx, who, key, r.IdeaId, r.Body.IntoId, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return CreateMergeProposal201JSONResponse{Body: mergeProposal(who, p), Headers: CreateMergeProposal201ResponseHeaders{
		ETag: etagOf(p.Version), Location: s.address("merge-proposals", p.ID)}}, nil
}

// ListMerges implements GET /ideas/{ideaId}/merges.
func (s *server) ListMerges(ctx context.Context, r ListMergesRequestObject) (ListMergesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Merges.History(ctx, auth.From(ctx), r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListMerges200JSONResponse{Body: MergeList{
		Merges: each(found.Items, mergeBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// ListMergeProposals implements GET /merge-proposals.
func (s *server) ListMergeProposals(ctx context.Context, r ListMergeProposalsRequestObject) (ListMergeProposalsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who := auth.From(ctx)
	found, err := s.Merges.Queue(ctx, who, piece)
	if err != nil {
		return nil, err
	}
	return ListMergeProposals200JSONResponse{Body: s.mergeProposals(ctx, who, found)}, nil
}

// GetMergeProposal implements GET /merge-proposals/{mergeId}.
func (s *server) GetMergeProposal(ctx context.Context, r GetMergeProposalRequestObject) (GetMergeProposalResponseObject, error) {
	who := auth.From(ctx)
	p, err := s.Merges.Get(ctx, who, r.MergeId)
	if err != nil {
		return nil, err
	}
	return GetMergeProposal200JSONResponse{Body: mergeProposal(who, p), Headers: GetMergeProposal200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// DeleteMergeProposal implements DELETE /merge-proposals/{mergeId}.
func (s *server) DeleteMergeProposal(ctx context.Context, r DeleteMergeProposalRequestObject) (DeleteMergeProposalResponseObject, error) {
	if err := s.Merges.TakeBack(ctx, auth.From(ctx), r.MergeId); err != nil {
		return nil, err
	}
	return DeleteMergeProposal204Response{}, nil
}

// SetMergeAnswer implements PUT /merge-proposals/{mergeId}/answer.
func (s *server) SetMergeAnswer(ctx context.Context, r SetMergeAnswerRequestObject) (SetMergeAnswerResponseObject, error) {
	who := auth.From(ctx)
	p, err := s.Merges.Answer(ctx, who, r.MergeId, versionOf(r.Params.IfMatch), r.Body.Agrees, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return SetMergeAnswer200JSONResponse{Body: mergeProposal(who, p), Headers: SetMergeAnswer200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// SetMergeDecision implements PUT /merge-proposals/{mergeId}/decision.
func (s *server) SetMergeDecision(ctx context.Context, r SetMergeDecisionRequestObject) (SetMergeDecisionResponseObject, error) {
	who := auth.From(ctx)
	p, err := s.Merges.Decide(ctx, who, r.MergeId, versionOf(r.Params.IfMatch), r.Body.Merges, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return SetMergeDecision200JSONResponse{Body: mergeProposal(who, p), Headers: SetMergeDecision200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// SetMergeReversal implements PUT /merge-proposals/{mergeId}/reversal.
func (s *server) SetMergeReversal(ctx context.Context, r SetMergeReversalRequestObject) (SetMergeReversalResponseObject, error) {
	who := auth.From(ctx)
	p, err := s.Merges.Undo(ctx, who, r.MergeId, versionOf(r.Params.IfMatch), r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return SetMergeReversal200JSONResponse{Body: mergeProposal(who, p), Headers: SetMergeReversal200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// SetVoteMove implements PUT /me/vote-moves/{mergeId}.
func (s *server) SetVoteMove(ctx context.Context, r SetVoteMoveRequestObject) (SetVoteMoveResponseObject, error) {
	moved, err := s.Merges.Move(ctx, auth.From(ctx), r.MergeId)
	if err != nil {
		return nil, err
	}
	// Already there and nothing elsewhere: it moved before.
	return SetVoteMove200JSONResponse{Vote: voteBody(moved.Vote), Moved: !moved.Already || moved.Elsewhere}, nil
}

func (s *server) mergeProposals(ctx context.Context, who auth.Principal, found page.Result[merge.Proposal]) MergeProposalList {
	return MergeProposalList{Proposals: each(found.Items, func(p merge.Proposal) MergeProposal { return mergeProposal(who, p) }),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

// mergeProposal is p with what who may do with it now.
func mergeProposal(who auth.Principal, p merge.Proposal) MergeProposal {
	body := MergeProposal{
		Id: p.ID, Idea: ideaRef(p.Part), Into: ideaRef(p.Whole), State: MergeState(p.State), ProposedBy: participantRef(p.By), Capacity: MergeCapacity(p.Capacity),
		Reason: p.Reason, CreatedAt: utc(p.CreatedAt), ExpiresAt: utc(p.ExpiresAt), IdeaAgreed: p.PartAgreedAt != nil, IntoAgreed: p.WholeAgreedAt != nil,
		DecidedAs: capacityOrNil(p), DecidedReason: p.DecidedReason, DecidedAt: utcPtr(p.DecidedAt), UndoneReason: p.UndoneReason, UndoneAt: utcPtr(p.UndoneAt),
		Version: count(p.Version), Permissions: []MergePermission{},
	}
	for _, may := range []struct {
		so   bool
		what MergePermission
	}{{p.MayAgree(who), MergePermissionAgree}, {p.MayDecline(who), MergePermissionDecline}, {p.MayDecide(who), MergePermissionDecide},
		{p.MayTakeBack(who), MergePermissionTakeBack}, {p.MayUndo(who), MergePermissionUndo}} {
		if may.so {
			body.Permissions = append(body.Permissions, may.what)
		}
	}
	return body
}

// mergeBody is what everybody reads of a merge that is in force or was. Authors' words to each other are not among it.
func mergeBody(p merge.Proposal) Merge {
	body := Merge{Id: p.ID, Idea: ideaRef(p.Part), Into: ideaRef(p.Whole), UndoneReason: p.UndoneReason, UndoneAt: utcPtr(p.UndoneAt)}
	body.DecidedAs = MergeCapacity(value(p.DecidedAs))
	if value(p.DecidedAs) == merge.AsModerator {
		body.Reason = p.DecidedReason
	}
	if p.DecidedAt != nil {
		body.MergedAt = utc(*p.DecidedAt)
	}
	return body
}

func capacityOrNil(p merge.Proposal) *MergeCapacity {
	if p.DecidedAs == nil {
		return nil
	}
	return new(MergeCapacity(*p.DecidedAs))
}

func ideaRef(e merge.End) IdeaRef {
	ref := IdeaRef{Id: e.ID}
	if e.Title != "" {
		ref.Title = &e.Title
	}
	return ref
}

// wholeRef is the idea that another is part of, or nothing.
func wholeRef(w *idea.Whole) *IdeaRef {
	if w == nil {
		return nil
	}
	return &IdeaRef{Id: w.ID, Title: &w.Title}
}

func voteMove(m merge.VoteMove) VoteMove {
	return VoteMove{MergeId: m.MergeID, FromId: m.FromID, To: IdeaRef{Id: m.ToID, Title: &m.ToTitle}, Already: m.Already, Back: m.Back}
}
