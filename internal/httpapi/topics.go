package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/topic"
)

// ListTopics implements GET /topics.
func (s *server) ListTopics(ctx context.Context, r ListTopicsRequestObject) (ListTopicsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	state := topic.Active
	setAs(&state, r.Params.State)
	found, err := s.Topics.List(ctx, state, piece)
	if err != nil {
		return nil, err
	}
	return ListTopics200JSONResponse{Body: TopicList{Topics: each(found.Items, topicOf),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetTopic implements GET /topics/{topicId}.
func (s *server) GetTopic(ctx context.Context, r GetTopicRequestObject) (GetTopicResponseObject, error) {
	t, err := s.Topics.Get(ctx, r.TopicId)
	if err != nil {
		return nil, err
	}
	return GetTopic200JSONResponse{Body: topicOf(t), Headers: GetTopic200ResponseHeaders{ETag: etagOf(t.Version)}}, nil
}

// CreateTopic implements POST /topics.
func (s *server) CreateTopic(ctx context.Context, r CreateTopicRequestObject) (CreateTopicResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createTopic", r.Body)
	if err != nil {
		return nil, err
	}
	t, err := s.Topics.Create(ctx, who, key, topic.Name{SV: r.Body.Name.Sv, EN: r.Body.Name.En})
	if err != nil {
		return nil, err
	}
	return CreateTopic201JSONResponse{Body: topicOf(t), Headers: CreateTopic201ResponseHeaders{
		ETag: etagOf(t.Version), Location: s.address("topics", t.ID)}}, nil
}

// UpdateTopic implements PATCH /topics/{topicId}.
func (s *server) UpdateTopic(ctx context.Context, r UpdateTopicRequestObject) (UpdateTopicResponseObject, error) {
	t, err := s.Topics.Update(ctx, auth.From(ctx), r.TopicId, versionOf(r.Params.IfMatch), func(t *topic.Topic) {
		if r.Body.Name != nil {
			t.Name = topic.Name{SV: r.Body.Name.Sv, EN: r.Body.Name.En}
		}
		setAs(&t.State, r.Body.State)
	})
	if err != nil {
		return nil, err
	}
	return UpdateTopic200JSONResponse{Body: topicOf(t), Headers: UpdateTopic200ResponseHeaders{ETag: etagOf(t.Version)}}, nil
}

func topicOf(t topic.Topic) Topic {
	return Topic{Id: t.ID, Slug: t.Slug, Name: topicName(t.Name), State: TopicState(t.State), Version: int32(t.Version), UpdatedAt: utc(t.UpdatedAt)}
}

func topicRef(t topic.Ref) TopicRef { return TopicRef{Id: t.ID, Slug: t.Slug, Name: topicName(t.Name)} }

func topicName(n topic.Name) TopicName { return TopicName{Sv: n.SV, En: n.EN} }
