package httpapi

import (
	"context"
	"time"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
)

// SetAnswerRule implements PUT /challenges/{challengeId}/answer-rule.
func (s *server) SetAnswerRule(ctx context.Context, r SetAnswerRuleRequestObject) (SetAnswerRuleResponseObject, error) {
	rule := &challenge.AnswerRule{Threshold: int(value(r.Body.Threshold)), PerMille: r.Body.PerMille, WindowDays: whole32(r.Body.WindowDays),
		Days: int(r.Body.AnswerDays), CountsFrom: challenge.AnswerStart(r.Body.CountsFrom), CoolDownMonths: whole32(r.Body.CoolDownMonths)}
	c, err := s.Challenges.SetAnswerRule(ctx, auth.From(ctx), r.ChallengeId, versionOf(r.Params.IfMatch), rule)
	if err != nil {
		return nil, err
	}
	return SetAnswerRule200JSONResponse{Body: s.challenge(c), Headers: SetAnswerRule200ResponseHeaders{ETag: etagOf(c.Version)}}, nil
}

// DeleteAnswerRule implements DELETE /challenges/{challengeId}/answer-rule.
func (s *server) DeleteAnswerRule(ctx context.Context, r DeleteAnswerRuleRequestObject) (DeleteAnswerRuleResponseObject, error) {
	if _, err := s.Challenges.SetAnswerRule(ctx, auth.From(ctx), r.ChallengeId, versionOf(r.Params.IfMatch), nil); err != nil {
		return nil, err
	}
	return DeleteAnswerRule204Response{}, nil
}

// ListAnswerDuties implements GET /answer-duties.
func (s *server) ListAnswerDuties(ctx context.Context, r ListAnswerDutiesRequestObject) (ListAnswerDutiesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Ideas.ListDuties(ctx, idea.DutyFilter{ChallengeID: r.Params.ChallengeId, State: idea.DutyState(value(r.Params.State))}, piece)
	if err != nil {
		return nil, err
	}
	return ListAnswerDuties200JSONResponse{Body: s.dutyList(ctx, found)}, nil
}

// ListMyAnswerDuties implements GET /me/answer-duties.
func (s *server) ListMyAnswerDuties(ctx context.Context, r ListMyAnswerDutiesRequestObject) (ListMyAnswerDutiesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Ideas.ListMyDuties(ctx, auth.From(ctx), idea.DutyFilter{State: idea.DutyState(value(r.Params.State))}, piece)
	if err != nil {
		return nil, err
	}
	return ListMyAnswerDuties200JSONResponse{Body: s.dutyList(ctx, found)}, nil
}

func (s *server) dutyList(ctx context.Context, found page.Result[idea.OwedAnswer]) AnswerDutyList {
	return AnswerDutyList{AnswerDuties: each(found.Items, owedAnswer), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

func owedAnswer(o idea.OwedAnswer) OwedAnswer {
	return OwedAnswer{IdeaId: o.IdeaID, Title: o.Title, VoteCount: count(o.VoteCount), Challenge: challengeRef(o.Challenge), Duty: *dutyOrNil(o.Duty)}
}

// dutyOrNil is nothing where no answer is owed.
func dutyOrNil(d idea.Duty) *AnswerDuty {
	if !d.Owed() {
		return nil
	}
	return &AnswerDuty{State: AnswerDutyState(d.State(time.Now())), Threshold: count(d.Threshold), ReachedAt: utc(d.ReachedAt), DueAt: utc(d.DueAt), AnsweredAt: utcPtr(d.AnsweredAt)}
}

// goalOf is nothing where no answer can be reached any more, or one is owed already.
func goalOf(i idea.Summary) *SupportGoal {
	g := i.Goal(time.Now())
	if g == nil {
		return nil
	}
	return &SupportGoal{Threshold: count(g.Threshold), Until: utcPtr(g.Until), AnswerDays: count(g.Days), CountsFrom: AnswerStart(g.CountsFrom)}
}

// answerRuleOrNil is nothing where a challenge promises none.
func answerRuleOrNil(r challenge.AnswerRule) *AnswerRule {
	if !r.Promises() {
		return nil
	}
	return &AnswerRule{Threshold: count(r.Threshold), PerMille: r.PerMille, Population: countOrNil(r.Population), WindowDays: countOrNil(r.WindowDays),
		AnswerDays: count(r.Days), CountsFrom: AnswerStart(r.CountsFrom), CoolDownMonths: countOrNil(r.CoolDownMonths)}
}

// whole32 is a number that was given, or nothing.
func whole32(n *int32) *int {
	if n == nil {
		return nil
	}
	return new(int(*n))
}

// countOrNil is a number that Postgres keeps as an integer, or nothing.
func countOrNil(n *int) *int32 {
	if n == nil {
		return nil
	}
	return new(count(*n))
}
