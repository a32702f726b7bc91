package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListOfficialAnswers implements GET /ideas/{ideaId}/official-answers.
func (s *server) ListOfficialAnswers(ctx context.Context, r ListOfficialAnswersRequestObject) (ListOfficialAnswersResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Ideas.ListOfficial(ctx, auth.From(ctx), r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListOfficialAnswers200JSONResponse{Body: OfficialAnswerList{
		OfficialAnswers: each(found.Items, officialAnswer), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateOfficialAnswer implements POST /ideas/{ideaId}/official-answers.
func (s *server) CreateOfficialAnswer(ctx context.Context, r CreateOfficialAnswerRequestObject) (CreateOfficialAnswerResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createOfficialAnswer "+r.IdeaId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	a, err := s.Ideas.Answer(ctx, who, key, r.IdeaId, versionOf(r.Params.IfMatch), idea.OfficialFields{
		Decision: idea.Stage(r.Body.Decision), Body: r.Body.Body, NextStep: value(r.Body.NextStep), Contact: value(r.Body.Contact),
		DepartmentID: r.Body.DepartmentId, Department: r.Body.Department,
	})
	if err != nil {
		return nil, err
	}
	return CreateOfficialAnswer201JSONResponse(officialAnswer(a)), nil
}

func officialAnswer(a idea.OfficialAnswer) OfficialAnswer {
	return OfficialAnswer{Id: a.ID, Number: count(a.Number), Decision: AnswerDecision(a.Decision), Body: a.Body, BodyHtml: a.BodyHTML,
		NextStep: a.NextStep, Contact: a.Contact, By: participantRef(a.By), Department: a.DepartmentName, DepartmentId: a.DepartmentID, AnsweredAt: utc(a.At)}
}
