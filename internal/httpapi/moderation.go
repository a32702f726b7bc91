package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/proofofwork"
	"github.com/medskapa/medskapa/internal/screening"
)

// CreateReport implements POST /reports. A guest pays by a proof of work, before anything is looked at.
func (s *server) CreateReport(ctx context.Context, r CreateReportRequestObject) (CreateReportResponseObject, error) {
	who := auth.From(ctx)
	if err := s.checkGuest(ctx, who, r.Body.ProofOfWork); err != nil {
		return nil, err
	}
	given := r.Params.IdempotencyKey
	if !who.SignedIn() { // there is nobody whose calls could be told apart
		given = nil
	}
	key, err := idempotency.NewKey(who.ID, given, "createReport", r.Body)
	if err != nil {
		return nil, err
	}
	id, err := s.Moderation.Report(ctx, who, key, moderation.Notice{Kind: moderation.Kind(r.Body.Thing.Kind), ID: r.Body.Thing.Id,
		Reason: moderation.Ground(r.Body.Reason), Note: value(r.Body.Note)})
	if err != nil {
		return nil, err
	}
	return CreateReport201JSONResponse{Id: id}, nil
}

func (s *server) checkGuest(ctx context.Context, who auth.Principal, proof *ProofOfWork) error {
	switch {
	case who.SignedIn():
		return nil
	case proof == nil:
		return errs.New(errs.Unauthorized)
	}
	return s.Proofs.Use(ctx, proofofwork.SendReport, proofofwork.Proof{Salt: proof.Salt, Hash: proof.Hash, Signature: proof.Signature, Number: int(proof.Number)})
}

// ListModerationCases implements GET /moderation-cases.
func (s *server) ListModerationCases(ctx context.Context, r ListModerationCasesRequestObject) (ListModerationCasesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Moderation.List(ctx, auth.From(ctx), value(r.Params.State) != ModerationCaseStateClosed, piece)
	if err != nil {
		return nil, err
	}
	return ListModerationCases200JSONResponse{Body: ModerationCaseList{Cases: each(found.Items, moderationCase),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateModerationCase implements POST /moderation-cases. Repeating it gives the same open case.
func (s *server) CreateModerationCase(ctx context.Context, r CreateModerationCaseRequestObject) (CreateModerationCaseResponseObject, error) {
	who := auth.From(ctx)
	id, err := s.Moderation.Open(ctx, who, moderation.Kind(r.Body.Thing.Kind), r.Body.Thing.Id)
	if err != nil {
		return nil, err
	}
	f, err := s.Moderation.Get(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return CreateModerationCase201JSONResponse{Body: moderationFile(who, f), Headers: CreateModerationCase201ResponseHeaders{
		ETag: etagOf(f.Version), Location: s.address("moderation-cases", id)}}, nil
}

// GetModerationCase implements GET /moderation-cases/{caseId}.
func (s *server) GetModerationCase(ctx context.Context, r GetModerationCaseRequestObject) (GetModerationCaseResponseObject, error) {
	who := auth.From(ctx)
	f, err := s.Moderation.Get(ctx, who, r.CaseId)
	if err != nil {
		return nil, err
	}
	return GetModerationCase200JSONResponse{Body: moderationFile(who, f), Headers: GetModerationCase200ResponseHeaders{ETag: etagOf(f.Version)}}, nil
}

// SetModerationCaseTaker implements PUT /moderation-cases/{caseId}/taker.
func (s *server) SetModerationCaseTaker(ctx context.Context, r SetModerationCaseTakerRequestObject) (SetModerationCaseTakerResponseObject, error) {
	who := auth.From(ctx)
	f, err := s.Moderation.Take(ctx, who, r.CaseId, versionOf(r.Params.IfMatch), r.Body.Taken)
	if err != nil {
		return nil, err
	}
	return SetModerationCaseTaker200JSONResponse{Body: moderationFile(who, f), Headers: SetModerationCaseTaker200ResponseHeaders{ETag: etagOf(f.Version)}}, nil
}

// CreateModerationDecision implements POST /moderation-cases/{caseId}/decisions.
func (s *server) CreateModerationDecision(ctx context.Context, r CreateModerationDecisionRequestObject) (CreateModerationDecisionResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createModerationDecision "+r.CaseId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	d, err := s.Moderation.Decide(ctx, who, key, r.CaseId, versionOf(r.Params.IfMatch), moderation.Ruling{Action: moderation.Action(r.Body.Action),
		Ground: moderation.Ground(value(r.Body.Ground)), Rule: value(r.Body.Rule), Facts: value(r.Body.Facts), EndsAt: r.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	return CreateModerationDecision201JSONResponse{Body: decisionBody(who, d), Headers: CreateModerationDecision201ResponseHeaders{
		Location: s.address("moderation-decisions", d.ID)}}, nil
}

// ListMyModerationDecisions implements GET /me/moderation-decisions.
func (s *server) ListMyModerationDecisions(ctx context.Context, r ListMyModerationDecisionsRequestObject) (ListMyModerationDecisionsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Moderation.Mine(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	return ListMyModerationDecisions200JSONResponse{Body: s.decisionList(ctx, found)}, nil
}

// GetModerationDecision implements GET /moderation-decisions/{decisionId}.
func (s *server) GetModerationDecision(ctx context.Context, r GetModerationDecisionRequestObject) (GetModerationDecisionResponseObject, error) {
	who := auth.From(ctx)
	d, err := s.Moderation.Decision(ctx, who, r.DecisionId)
	if err != nil {
		return nil, err
	}
	return GetModerationDecision200JSONResponse{Body: decisionBody(who, d)}, nil
}

// CreateAppeal implements POST /moderation-decisions/{decisionId}/appeal.
func (s *server) CreateAppeal(ctx context.Context, r CreateAppealRequestObject) (CreateAppealResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createAppeal "+r.DecisionId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	d, err := s.Moderation.Appeal(ctx, who, key, r.DecisionId, r.Body.Words)
	if err != nil {
		return nil, err
	}
	return CreateAppeal201JSONResponse{Body: decisionBody(who, d), Headers: CreateAppeal201ResponseHeaders{Location: s.address("moderation-decisions", d.ID)}}, nil
}

// ListAppeals implements GET /appeals.
func (s *server) ListAppeals(ctx context.Context, r ListAppealsRequestObject) (ListAppealsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Moderation.Appeals(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	return ListAppeals200JSONResponse{Body: s.decisionList(ctx, found)}, nil
}

// SetAppealOutcome implements PUT /appeals/{appealId}/outcome.
func (s *server) SetAppealOutcome(ctx context.Context, r SetAppealOutcomeRequestObject) (SetAppealOutcomeResponseObject, error) {
	who := auth.From(ctx)
	d, err := s.Moderation.Judge(ctx, who, r.AppealId, versionOf(r.Params.IfMatch), r.Body.Outcome == Overturned, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return SetAppealOutcome200JSONResponse(decisionBody(who, d)), nil
}

// GetModerationPolicy implements GET /moderation-policy.
func (s *server) GetModerationPolicy(ctx context.Context, _ GetModerationPolicyRequestObject) (GetModerationPolicyResponseObject, error) {
	p, err := s.Moderation.Policy(ctx)
	if err != nil {
		return nil, err
	}
	return GetModerationPolicy200JSONResponse{Body: policyBody(p), Headers: GetModerationPolicy200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// SetModerationPolicy implements PUT /moderation-policy.
func (s *server) SetModerationPolicy(ctx context.Context, r SetModerationPolicyRequestObject) (SetModerationPolicyResponseObject, error) {
	p, err := s.Moderation.SetPolicy(ctx, auth.From(ctx), versionOf(r.Params.IfMatch), r.Body.Swedish, r.Body.English)
	if err != nil {
		return nil, err
	}
	return SetModerationPolicy200JSONResponse{Body: policyBody(p), Headers: SetModerationPolicy200ResponseHeaders{ETag: etagOf(p.Version)}}, nil
}

// GetModerationSettings implements GET /moderation-settings.
func (s *server) GetModerationSettings(ctx context.Context, _ GetModerationSettingsRequestObject) (GetModerationSettingsResponseObject, error) {
	now, err := s.Moderation.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return GetModerationSettings200JSONResponse{Body: waitingBody(now), Headers: GetModerationSettings200ResponseHeaders{ETag: etagOf(now.Version)}}, nil
}

// SetModerationSettings implements PUT /moderation-settings.
func (s *server) SetModerationSettings(ctx context.Context, r SetModerationSettingsRequestObject) (SetModerationSettingsResponseObject, error) {
	now, err := s.Moderation.SetSettings(ctx, auth.From(ctx), versionOf(r.Params.IfMatch),
		screening.Settings{FirstPosts: int(r.Body.FirstPosts), HoldSpam: r.Body.HoldSpam})
	if err != nil {
		return nil, err
	}
	return SetModerationSettings200JSONResponse{Body: waitingBody(now), Headers: SetModerationSettings200ResponseHeaders{ETag: etagOf(now.Version)}}, nil
}

// ListModerationCounts implements GET /moderation-counts.
func (s *server) ListModerationCounts(ctx context.Context, _ ListModerationCountsRequestObject) (ListModerationCountsResponseObject, error) {
	counts, err := s.Moderation.Counts(ctx)
	if err != nil {
		return nil, err
	}
	return ListModerationCounts200JSONResponse{Body: ModerationCountList{Counts: each(counts, func(c moderation.Count) ModerationCount {
		return ModerationCount{Year: count(c.Year), What: c.What, Ground: groundOf(c.Ground), Count: count(c.Count)}
	})}}, nil
}
