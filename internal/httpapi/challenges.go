package httpapi

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListChallenges implements GET /challenges.
func (s *server) ListChallenges(ctx context.Context, r ListChallengesRequestObject) (ListChallengesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	topicID, err := s.Topics.Named(ctx, r.Params.Topic)
	if err != nil {
		return nil, err
	}
	filter := challenge.Filter{TopicID: topicID, State: challenge.State(value(r.Params.State)), Query: value(r.Params.Q), FocusAreaID: r.Params.FocusAreaId}
	found, err := s.Challenges.List(ctx, filter, piece)
	if err != nil {
		return nil, err
	}
	return ListChallenges200JSONResponse{Body: s.challengeList(ctx, found)}, nil
}

// ListMyChallenges implements GET /me/challenges.
func (s *server) ListMyChallenges(ctx context.Context, r ListMyChallengesRequestObject) (ListMyChallengesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Challenges.ListLed(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	return ListMyChallenges200JSONResponse{Body: s.challengeList(ctx, found)}, nil
}

// CreateChallenge implements POST /challenges.
func (s *server) CreateChallenge(ctx context.Context, r CreateChallengeRequestObject) (CreateChallengeResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createChallenge", r.Body)
	if err != nil {
		return nil, err
	}
	c, err := s.Challenges.Create(ctx, who, key, challenge.Fields{
		Title: r.Body.Title, Question: r.Body.Question, Description: r.Body.Description, Voting: challenge.Voting(r.Body.Voting), Voters: eligibleOf(r.Body.Voters), Proposers: eligibleOf(r.Body.Proposers),
		OpensAt: r.Body.OpensAt, ClosesAt: r.Body.ClosesAt, ImageID: r.Body.ImageId, ImageAlt: r.Body.ImageAlt, LeaderIDs: value(r.Body.LeaderIds),
		FocusAreaID: r.Body.FocusAreaId, TopicIDs: value(r.Body.TopicIds), Phases: planOf(value(r.Body.Phases)),
	})
	if err != nil {
		return nil, err
	}
	return CreateChallenge201JSONResponse{Body: s.challenge(c), Headers: CreateChallenge201ResponseHeaders{
		ETag: etagOf(c.Version), Location: s.address("challenges", c.ID)}}, nil
}

// GetChallenge implements GET /challenges/{challengeId}.
func (s *server) GetChallenge(ctx context.Context, r GetChallengeRequestObject) (GetChallengeResponseObject, error) {
	c, err := s.Challenges.Get(ctx, auth.From(ctx), r.ChallengeId)
	if err != nil {
		return nil, err
	}
	return GetChallenge200JSONResponse{Body: s.challenge(c), Headers: GetChallenge200ResponseHeaders{ETag: etagOf(c.Version)}}, nil
}

// UpdateChallenge implements PATCH /challenges/{challengeId}.
func (s *server) UpdateChallenge(ctx context.Context, r UpdateChallengeRequestObject) (UpdateChallengeResponseObject, error) {
	c, err := s.Challenges.Update(ctx, auth.From(ctx), r.ChallengeId, versionOf(r.Params.IfMatch), func(f *challenge.Fields) {
		set(&f.Title, r.Body.Title)
		set(&f.Question, r.Body.Question)
		set(&f.Description, r.Body.Description)
		setAs(&f.Voting, r.Body.Voting)
		setAs(&f.Voters, r.Body.Voters)
		setAs(&f.Proposers, r.Body.Proposers)
		setNullable(&f.OpensAt, r.Body.OpensAt)
		setNullable(&f.ClosesAt, r.Body.ClosesAt)
		setNullable(&f.ImageID, r.Body.ImageId)
		setNullable(&f.ImageAlt, r.Body.ImageAlt)
		set(&f.LeaderIDs, r.Body.LeaderIds)
		setNullable(&f.FocusAreaID, r.Body.FocusAreaId)
		set(&f.TopicIDs, r.Body.TopicIds)
	})
	if err != nil {
		return nil, err
	}
	return UpdateChallenge200JSONResponse{Body: s.challenge(c), Headers: UpdateChallenge200ResponseHeaders{ETag: etagOf(c.Version)}}, nil
}

// SetChallengeState implements PUT /challenges/{challengeId}/state.
func (s *server) SetChallengeState(ctx context.Context, r SetChallengeStateRequestObject) (SetChallengeStateResponseObject, error) {
	c, err := s.Challenges.SetState(ctx, auth.From(ctx), r.ChallengeId, versionOf(r.Params.IfMatch), challenge.State(r.Body.State))
	if err != nil {
		return nil, err
	}
	return SetChallengeState200JSONResponse{Body: s.challenge(c), Headers: SetChallengeState200ResponseHeaders{ETag: etagOf(c.Version)}}, nil
}

// eligibleOf is anyone where nothing is said.
func eligibleOf(given *Eligible) challenge.Eligible {
	if given == nil {
		return challenge.Anyone
	}
	return challenge.Eligible(*given)
}

func (s *server) challengeList(ctx context.Context, found page.Result[challenge.Summary]) ChallengeList {
	return ChallengeList{Challenges: each(found.Items, s.challengeSummary), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

func (s *server) challengeSummary(c challenge.Summary) ChallengeSummary {
	current, next := c.Phases.At(time.Now())
	return ChallengeSummary{
		Id: c.ID, Title: c.Title, Question: c.Question, State: ChallengeState(c.State), Voting: Voting(c.Voting), Voters: Eligible(c.Voters), Proposers: Eligible(c.Proposers),
		OpensAt: utcPtr(c.OpensAt), ClosesAt: utcPtr(c.ClosesAt), Phase: phaseTermsOf(current), NextPhase: phaseTermsOf(next), ImageUrl: s.imageURL(c.ImageID), ImageAlt: c.ImageAlt,
		ImageSrcset: s.imageSrcset(c.ImageID, c.ImageWidth), ImageWidth: pixels(c.ImageWidth), ImageHeight: pixels(c.ImageHeight),
		IdeaCount: int32(c.IdeaCount), UpdatedAt: utc(c.UpdatedAt),
	}
}

func (s *server) challenge(c challenge.Challenge) Challenge {
	short := s.challengeSummary(c.Summary)
	body := Challenge{
		Id: short.Id, Title: short.Title, Question: short.Question, State: short.State, Voting: short.Voting, Voters: short.Voters, Proposers: short.Proposers,
		OpensAt: short.OpensAt, ClosesAt: short.ClosesAt, Phase: short.Phase, NextPhase: short.NextPhase, Phases: each(c.Phases, phaseOf), ImageUrl: short.ImageUrl, ImageAlt: short.ImageAlt, ImageId: c.ImageID,
		ImageSrcset: short.ImageSrcset, ImageWidth: short.ImageWidth, ImageHeight: short.ImageHeight,
		IdeaCount: short.IdeaCount, UpdatedAt: short.UpdatedAt, Description: c.Description, DescriptionHtml: c.DescriptionHTML,
		Leaders: each(c.Leaders, participantRef), Version: int32(c.Version), CreatedAt: utc(c.CreatedAt), Topics: each(c.Topics, topicRef),
	}
	body.AnswerRule = answerRuleOrNil(c.Answer)
	if c.FocusArea.ID != uuid.Nil {
		body.FocusArea = &FocusAreaRef{Id: c.FocusArea.ID, Title: c.FocusArea.Title}
	}
	return body
}

func challengeRef(c challenge.Ref) ChallengeRef {
	return ChallengeRef{Id: c.ID, Title: c.Title, Voting: Voting(c.Voting), Voters: Eligible(c.Voters), State: ChallengeState(c.State)}
}
