package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// ListIdeas implements GET /ideas.
func (s *server) ListIdeas(ctx context.Context, r ListIdeasRequestObject) (ListIdeasResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	topicID, err := s.Topics.Named(ctx, r.Params.Topic)
	if err != nil {
		return nil, err
	}
	if err := s.Districts.CheckParameter(ctx, r.Params.DistrictId); err != nil {
		return nil, err
	}
	found, err := s.Ideas.List(ctx, idea.Filter{
		TopicID: topicID, DistrictID: r.Params.DistrictId, Placed: r.Params.Placed,
		ChallengeID: r.Params.ChallengeId, AuthorID: r.Params.AuthorId, AuthorKind: participant.Kind(value(r.Params.AuthorKind)), Stage: idea.Stage(value(r.Params.Stage)),
		Standalone: r.Params.Standalone, Query: value(r.Params.Q), Sort: idea.Sort(value(r.Params.Sort)), Seed: value(r.Params.Seed),
	}, piece)
	if err != nil {
		return nil, err
	}
	return ListIdeas200JSONResponse{Body: s.ideaList(ctx, found)}, nil
}

// ListMyIdeas implements GET /me/ideas.
func (s *server) ListMyIdeas(ctx context.Context, r ListMyIdeasRequestObject) (ListMyIdeasResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Ideas.ListMine(ctx, auth.From(ctx), r.Params.OrganisationId, piece)
	if err != nil {
		return nil, err
	}
	return ListMyIdeas200JSONResponse{Body: s.ideaList(ctx, found)}, nil
}

// CreateIdea implements POST /ideas.
func (s *server) CreateIdea(ctx context.Context, r CreateIdeaRequestObject) (CreateIdeaResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createIdea", r.Body)
	if err != nil {
		return nil, err
	}
	fields := idea.Fields{Title: r.Body.Title, Body: r.Body.Body, ChallengeIDs: r.Body.ChallengeIds, OrganisationID: r.Body.OrganisationId,
		Setting: idea.Setting{TopicIDs: value(r.Body.TopicIds), DistrictID: r.Body.DistrictId, Place: pointOf(r.Body.Place)}}
	i, err := s.Ideas.Create(ctx, who, key, fields, idea.State(r.Body.State) == idea.Published)
	if err != nil {
		return nil, err
	}
	return CreateIdea201JSONResponse{Body: s.ideaBody(i), Headers: CreateIdea201ResponseHeaders{
		ETag: etagOf(i.Version), Location: s.address("ideas", i.ID)}}, nil
}

// GetIdea implements GET /ideas/{ideaId}.
func (s *server) GetIdea(ctx context.Context, r GetIdeaRequestObject) (GetIdeaResponseObject, error) {
	i, err := s.Ideas.Get(ctx, auth.From(ctx), r.IdeaId)
	if err != nil {
		return nil, err
	}
	return GetIdea200JSONResponse{Body: s.ideaBody(i), Headers: GetIdea200ResponseHeaders{ETag: etagOf(i.Version)}}, nil
}

// UpdateIdea implements PATCH /ideas/{ideaId}.
func (s *server) UpdateIdea(ctx context.Context, r UpdateIdeaRequestObject) (UpdateIdeaResponseObject, error) {
	edit := idea.Edit{Title: r.Body.Title, Body: r.Body.Body, ChallengeIDs: r.Body.ChallengeIds, Setting: settingEdit(r.Body)}
	i, err := s.Ideas.Update(ctx, auth.From(ctx), r.IdeaId, versionOf(r.Params.IfMatch), edit)
	if err != nil {
		return nil, err
	}
	return UpdateIdea200JSONResponse{Body: s.ideaBody(i), Headers: UpdateIdea200ResponseHeaders{ETag: etagOf(i.Version)}}, nil
}

// SetIdeaState implements PUT /ideas/{ideaId}/state.
func (s *server) SetIdeaState(ctx context.Context, r SetIdeaStateRequestObject) (SetIdeaStateResponseObject, error) {
	i, err := s.Ideas.SetState(ctx, auth.From(ctx), r.IdeaId, versionOf(r.Params.IfMatch), idea.State(r.Body.State))
	if err != nil {
		return nil, err
	}
	return SetIdeaState200JSONResponse{Body: s.ideaBody(i), Headers: SetIdeaState200ResponseHeaders{ETag: etagOf(i.Version)}}, nil
}

// ListRevisions implements GET /ideas/{ideaId}/revisions.
func (s *server) ListRevisions(ctx context.Context, r ListRevisionsRequestObject) (ListRevisionsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Ideas.ListRevisions(ctx, auth.From(ctx), r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListRevisions200JSONResponse{Body: RevisionList{
		Revisions: each(found.Items, revision), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// SetIdeaStage implements PUT /ideas/{ideaId}/stage.
func (s *server) SetIdeaStage(ctx context.Context, r SetIdeaStageRequestObject) (SetIdeaStageResponseObject, error) {
	i, err := s.Ideas.SetStage(ctx, auth.From(ctx), r.IdeaId, versionOf(r.Params.IfMatch), idea.Stage(r.Body.Stage), r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return SetIdeaStage200JSONResponse{Body: s.ideaBody(i), Headers: SetIdeaStage200ResponseHeaders{ETag: etagOf(i.Version)}}, nil
}

// ListIdeaSteps implements GET /ideas/{ideaId}/steps.
func (s *server) ListIdeaSteps(ctx context.Context, r ListIdeaStepsRequestObject) (ListIdeaStepsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Ideas.ListSteps(ctx, auth.From(ctx), r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListIdeaSteps200JSONResponse{Body: IdeaStepList{
		Steps: each(found.Items, ideaStep), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func ideaStep(step idea.Step) IdeaStep {
	return IdeaStep{Number: count(step.Number), From: IdeaStage(step.From), To: IdeaStage(step.To), Reason: step.Reason,
		By: participantRef(step.By), Capacity: IdeaStepCapacity(step.Capacity), At: utc(step.At)}
}

// stageOf is nothing for a draft.
func stageOf(i idea.Summary) *IdeaStage {
	if i.State == idea.Draft {
		return nil
	}
	stage := IdeaStage(i.Stage)
	return &stage
}

func (s *server) ideaList(ctx context.Context, found page.Result[idea.Summary]) IdeaList {
	return IdeaList{Ideas: each(found.Items, ideaSummary), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

func ideaSummary(i idea.Summary) IdeaSummary {
	return IdeaSummary{
		Id: i.ID, Title: i.Title, Excerpt: i.Excerpt, Author: participantRef(i.Author),
		Challenges: each(i.Challenges, func(a idea.Answer) ChallengeRef { return challengeRef(a.Ref) }),
		Voting:     Voting(i.Voting), State: IdeaState(i.State), Stage: stageOf(i), Tally: tally(i.Tally), CommentCount: count(i.CommentCount),
		SupportGoal: goalOf(i), AnswerDuty: dutyOrNil(i.Duty),
		PublishedAt: utcPtr(i.PublishedAt), UpdatedAt: utc(i.UpdatedAt),
		Topics: each(i.Topics, topicRef), District: districtRefOrNil(i.District), Place: placeOf(i),
	}
}

func (s *server) ideaBody(i idea.Idea) Idea {
	short := ideaSummary(i.Summary)
	body := Idea{
		Id: short.Id, Title: short.Title, Author: short.Author, Challenges: short.Challenges, Voting: short.Voting, State: short.State, Stage: short.Stage,
		Tally: short.Tally, CommentCount: short.CommentCount, SupportGoal: short.SupportGoal, AnswerDuty: short.AnswerDuty, PublishedAt: short.PublishedAt, UpdatedAt: short.UpdatedAt,
		Topics: short.Topics, District: short.District, Place: short.Place,
		Body: i.Body, BodyHtml: i.BodyHTML, VotingOpen: i.VotingOpen(), Locked: ifTrue(i.Locked), CommentingOpen: i.CommentingOpen(), RevisionCount: count(i.RevisionCount),
		Version: count(i.Version), CreatedAt: utc(i.CreatedAt), MergedInto: wholeRef(i.MergedInto), Repeat: repeatOrNil(i),
	}
	if len(i.CoAuthors) > 0 {
		body.CoAuthors = new(each(i.CoAuthors, participantRef))
	}
	if len(i.Links) > 0 {
		body.Links = new(each(i.Links, linkPreview))
	}
	if len(i.Files) > 0 {
		body.Files = new(each(i.Files, s.ideaFile))
	}
	if i.LastStep != nil {
		body.LastStep = new(ideaStep(*i.LastStep))
	}
	if i.Answer != nil {
		body.Answer = new(officialAnswer(*i.Answer))
	}
	return body
}

func revision(r idea.Revision) Revision {
	return Revision{Version: count(r.Version), Title: r.Title, Body: r.Body, Editor: participantRef(r.Editor), WrittenAt: utc(r.WrittenAt)}
}

func tally(t idea.Tally) Tally {
	return Tally{Support: count(t.Support), Agree: count(t.Agree), Disagree: count(t.Disagree), Pass: count(t.Pass)}
}

// count is a number that Postgres keeps as an integer.
func count(n int) int32 { return int32(n) }
