package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListCommitments implements GET /ideas/{ideaId}/commitments.
func (s *server) ListCommitments(ctx context.Context, r ListCommitmentsRequestObject) (ListCommitmentsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Help.ListCommitments(ctx, auth.From(ctx), r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListCommitments200JSONResponse{Body: CommitmentList{
		Commitments: each(found.Items, commitmentBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateCommitment implements POST /contacts/{contactId}/commitments.
func (s *server) CreateCommitment(ctx context.Context, r CreateCommitmentRequestObject) (CreateCommitmentResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createCommitment "+r.ContactId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	k, err := s.Help.Commit(ctx, who, key, r.ContactId, help.CommitmentFields{Description: r.Body.Description, Amount: int(r.Body.Amount), EndsAt: r.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	return CreateCommitment201JSONResponse{Body: commitmentBody(k), Headers: CreateCommitment201ResponseHeaders{
		ETag: etagOf(k.Version), Location: s.address("commitments", k.ID)}}, nil
}

// GetCommitment implements GET /commitments/{commitmentId}.
func (s *server) GetCommitment(ctx context.Context, r GetCommitmentRequestObject) (GetCommitmentResponseObject, error) {
	k, err := s.Help.GetCommitment(ctx, auth.From(ctx), r.CommitmentId)
	if err != nil {
		return nil, err
	}
	return GetCommitment200JSONResponse{Body: commitmentBody(k), Headers: GetCommitment200ResponseHeaders{ETag: etagOf(k.Version)}}, nil
}

// DeleteCommitment implements DELETE /commitments/{commitmentId}.
func (s *server) DeleteCommitment(ctx context.Context, r DeleteCommitmentRequestObject) (DeleteCommitmentResponseObject, error) {
	if err := s.Help.Withdraw(ctx, auth.From(ctx), r.CommitmentId); err != nil {
		return nil, err
	}
	return DeleteCommitment204Response{}, nil
}

// SetOutcome implements PUT /commitments/{commitmentId}/outcome.
func (s *server) SetOutcome(ctx context.Context, r SetOutcomeRequestObject) (SetOutcomeResponseObject, error) {
	k, err := s.Help.RecordOutcome(ctx, auth.From(ctx), r.CommitmentId, versionOf(r.Params.IfMatch), help.OutcomeKind(r.Body.Outcome), r.Body.Words)
	if err != nil {
		return nil, err
	}
	return SetOutcome200JSONResponse{Body: commitmentBody(k), Headers: SetOutcome200ResponseHeaders{ETag: etagOf(k.Version)}}, nil
}

func commitmentBody(k help.Commitment) Commitment {
	body := Commitment{Id: k.ID, IdeaId: k.IdeaID, NeedId: k.NeedID, Kind: HelpKind(k.NeedKind), Helper: participantRef(k.Helper), Description: k.Description, Amount: count(k.Amount),
		Unit: k.Unit, EndsAt: utc(k.EndsAt), Words: k.Words, OutcomeBy: refOrNil(k.OutcomeBy), OutcomeAt: utcPtr(k.OutcomeAt), Withheld: withheld(k.Withheld), Version: count(k.Version), CreatedAt: utc(k.CreatedAt)}
	if k.Outcome != nil {
		body.Outcome = new(Outcome(*k.Outcome))
	}
	return body
}
