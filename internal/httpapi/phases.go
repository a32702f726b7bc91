package httpapi

import (
	"context"
	"slices"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// SetPhases implements PUT /challenges/{challengeId}/phases.
func (s *server) SetPhases(ctx context.Context, r SetPhasesRequestObject) (SetPhasesResponseObject, error) {
	c, err := s.Challenges.SetPhases(ctx, auth.From(ctx), r.ChallengeId, versionOf(r.Params.IfMatch), planOf(r.Body.Phases), value(r.Body.Reason))
	if err != nil {
		return nil, err
	}
	return SetPhases200JSONResponse{Body: s.challenge(c), Headers: SetPhases200ResponseHeaders{ETag: etagOf(c.Version)}}, nil
}

// ListPhaseChanges implements GET /challenges/{challengeId}/phase-changes.
func (s *server) ListPhaseChanges(ctx context.Context, r ListPhaseChangesRequestObject) (ListPhaseChangesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Challenges.ListPhaseChanges(ctx, auth.From(ctx), r.ChallengeId, piece)
	if err != nil {
		return nil, err
	}
	return ListPhaseChanges200JSONResponse{Body: PhaseChangeList{PhaseChanges: each(found.Items, phaseChangeOf),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateChallengeCopy implements POST /challenges/{challengeId}/copies.
func (s *server) CreateChallengeCopy(ctx context.Context, r CreateChallengeCopyRequestObject) (CreateChallengeCopyResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createChallengeCopy "+r.ChallengeId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	c, err := s.Challenges.Copy(ctx, who, key, r.ChallengeId, r.Body.Title, r.Body.StartsAt)
	if err != nil {
		return nil, err
	}
	return CreateChallengeCopy201JSONResponse{Body: s.challenge(c), Headers: CreateChallengeCopy201ResponseHeaders{
		ETag: etagOf(c.Version), Location: s.address("challenges", c.ID)}}, nil
}

// ListChallengeTemplates implements GET /challenge-templates.
func (s *server) ListChallengeTemplates(context.Context, ListChallengeTemplatesRequestObject) (ListChallengeTemplatesResponseObject, error) {
	body := ChallengeTemplates{Templates: each(challenge.Templates(), templateOf)}
	for _, kind := range challenge.PhaseKinds() {
		body.Kinds = append(body.Kinds, PhaseDefault{Kind: PhaseKind(kind), Open: openActs(kind.Opens())})
	}
	return ListChallengeTemplates200JSONResponse{Body: body}, nil
}

// planOf is the phases as leaders sent them, open for what their kind is where nothing is said.
func planOf(sent []PhaseEdit) challenge.Plan {
	plan := make(challenge.Plan, len(sent))
	for n, p := range sent {
		kind := challenge.PhaseKind(p.Kind)
		open := kind.Opens()
		if p.Open != nil {
			open = actsOf(*p.Open)
		}
		plan[n] = challenge.Phase{ID: value(p.Id), Description: value(p.Description),
			Terms: challenge.Terms{Kind: kind, StartsAt: p.StartsAt, EndsAt: p.EndsAt, Open: open}}
	}
	return plan
}

// actsOf is what a phase is open for, in the one order in which that is kept.
func actsOf(sent OpenActs) challenge.Acts {
	open := challenge.Acts{}
	for _, act := range challenge.AllActs() {
		if slices.Contains(sent, PhaseAct(act)) {
			open = append(open, act)
		}
	}
	return open
}

func openActs(open challenge.Acts) OpenActs {
	return each(open, func(a challenge.Act) PhaseAct { return PhaseAct(a) })
}

func phaseOf(p challenge.Phase) Phase {
	return Phase{Id: p.ID, Kind: PhaseKind(p.Kind), StartsAt: utc(p.StartsAt), EndsAt: utcPtr(p.EndsAt), Open: openActs(p.Open), Description: p.Description}
}

// phaseTermsOf is a phase in short; nil for none.
func phaseTermsOf(p *challenge.Phase) *PhaseTerms {
	if p == nil {
		return nil
	}
	return termsOf(&p.Terms)
}

func termsOf(t *challenge.Terms) *PhaseTerms {
	if t == nil {
		return nil
	}
	return &PhaseTerms{Kind: PhaseKind(t.Kind), StartsAt: utc(t.StartsAt), EndsAt: utcPtr(t.EndsAt), Open: openActs(t.Open)}
}

func phaseChangeOf(c challenge.PhaseChange) PhaseChange {
	move := func(m challenge.Move) PhaseMove { return PhaseMove{Before: termsOf(m.Before), After: termsOf(m.After)} }
	return PhaseChange{Id: c.ID, ChangedAt: utc(c.ChangedAt), ChangedBy: participantRef(c.ChangedBy), Reason: c.Reason, Moves: each(c.Moves, move)}
}

func templateOf(t challenge.Template) ChallengeTemplate {
	return ChallengeTemplate{Key: ChallengeTemplateKey(t.Key), Voting: Voting(t.Voting), Phases: each(t.Phases, func(p challenge.TemplatePhase) TemplatePhase {
		phase := TemplatePhase{Kind: PhaseKind(p.Kind), Open: openActs(p.Open)}
		if p.Days > 0 {
			days := int32(p.Days)
			phase.Days = &days
		}
		return phase
	})}
}
