package httpapi

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/text"
)

// latest asks for as many as a feed has.
func latest() page.Request { return page.Request{Limit: maxEntries, Page: 1} }

// feedOf is a feed named in the language asked for. What people wrote in it is in theirs.
func (s *server) feedOf(ctx context.Context, lang *Language, what, title, path string, entries []atomEntry) (*bytes.Reader, error) {
	m, err := s.Municipality.Get(ctx)
	if err != nil {
		return nil, err
	}
	text, err := s.write(feed{what: what, title: title + " · " + m.Name, page: path, language: spoken(lang)}, m.Name, entries)
	return bytes.NewReader(text), err
}

// spoken is the language of a feed: the municipality's own where none is asked for, which is that of most that is written.
func spoken(lang *Language) string {
	if lang == nil {
		return string(LanguageSv)
	}
	return string(*lang)
}

// query writes what narrows a feed and its language, in one order whatever it was asked in.
func query(q url.Values, lang *Language) string {
	if lang != nil && *lang != LanguageSv {
		q.Set("lang", string(*lang))
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// GetIdeaFeed implements GET /feeds/ideas.
func (s *server) GetIdeaFeed(ctx context.Context, r GetIdeaFeedRequestObject) (GetIdeaFeedResponseObject, error) {
	p := r.Params
	topicID, err := s.Topics.Named(ctx, p.Topic)
	if err != nil {
		return nil, err
	}
	if err := s.Districts.CheckParameter(ctx, p.DistrictId); err != nil {
		return nil, err
	}
	title, path := text.In(spoken(p.Lang), "Idéer", "Ideas"), "/ideas"
	if p.ChallengeId != nil { // named only to those who may know of it
		c, err := s.Challenges.Get(ctx, auth.Principal{}, *p.ChallengeId)
		if err != nil {
			return nil, err
		}
		title, path = c.Title, "/challenges/"+c.ID.String()
	}
	found, err := s.Ideas.List(ctx, idea.Filter{ChallengeID: p.ChallengeId, AuthorID: p.AuthorId, AuthorKind: participant.Kind(value(p.AuthorKind)),
		Stage: idea.Stage(value(p.Stage)), Standalone: p.Standalone, TopicID: topicID, DistrictID: p.DistrictId, Placed: p.Placed,
		Query: value(p.Q), Sort: idea.Newest}, latest())
	if err != nil {
		return nil, err
	}
	body, err := s.feedOf(ctx, p.Lang, "ideas"+narrowed(p), title, path, each(found.Items, s.ideaEntry))
	return GetIdeaFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// narrowed is the query of a feed of ideas.
func narrowed(p GetIdeaFeedParams) string {
	q := url.Values{}
	add := func(name string, given bool, v any) {
		if given {
			q.Set(name, fmt.Sprint(v))
		}
	}
	add("challengeId", p.ChallengeId != nil, value(p.ChallengeId))
	add("authorId", p.AuthorId != nil, value(p.AuthorId))
	add("authorKind", p.AuthorKind != nil, value(p.AuthorKind))
	add("stage", p.Stage != nil, value(p.Stage))
	add("standalone", p.Standalone != nil, value(p.Standalone))
	add("topic", p.Topic != nil, value(p.Topic))
	add("districtId", p.DistrictId != nil, value(p.DistrictId))
	add("placed", p.Placed != nil, value(p.Placed))
	add("q", p.Q != nil, value(p.Q))
	return query(q, p.Lang)
}

func (s *server) ideaEntry(i idea.Summary) atomEntry {
	e := s.entry("ideas/"+i.ID.String(), i.Title, "/ideas/"+i.ID.String(), value(i.PublishedAt), i.UpdatedAt, i.Author.DisplayName)
	e.Content = &atomText{"text", i.Excerpt}
	return e
}

// GetChallengeFeed implements GET /feeds/challenges.
func (s *server) GetChallengeFeed(ctx context.Context, r GetChallengeFeedRequestObject) (GetChallengeFeedResponseObject, error) {
	topicID, err := s.Topics.Named(ctx, r.Params.Topic)
	if err != nil {
		return nil, err
	}
	found, err := s.Challenges.List(ctx, challenge.Filter{TopicID: topicID}, latest())
	if err != nil {
		return nil, err
	}
	q := url.Values{}
	if r.Params.Topic != nil {
		q.Set("topic", *r.Params.Topic)
	}
	lang := r.Params.Lang
	body, err := s.feedOf(ctx, lang, "challenges"+query(q, lang), text.In(spoken(lang), "Utmaningar", "Challenges"), "/challenges", each(found.Items, func(c challenge.Summary) atomEntry {
		e := s.entry("challenges/"+c.ID.String(), c.Title, "/challenges/"+c.ID.String(), madeAt(c.ID), c.UpdatedAt, "")
		e.Content = &atomText{"text", c.Question}
		return e
	}))
	return GetChallengeFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// madeAt is when an id of version 7 was made.
func madeAt(id uuid.UUID) time.Time {
	sec, nsec := id.Time().UnixTime()
	return time.Unix(sec, nsec)
}

// GetCommentFeed implements GET /feeds/ideas/{ideaId}/comments.
func (s *server) GetCommentFeed(ctx context.Context, r GetCommentFeedRequestObject) (GetCommentFeedResponseObject, error) {
	i, err := s.Ideas.Get(ctx, auth.Principal{}, r.IdeaId)
	if err != nil {
		return nil, err
	}
	found, err := s.Comments.Latest(ctx, auth.Principal{}, r.IdeaId, maxEntries)
	if err != nil {
		return nil, err
	}
	path, lang := "/ideas/"+i.ID.String(), r.Params.Lang
	body, err := s.feedOf(ctx, lang, "ideas/"+i.ID.String()+"/comments"+query(url.Values{}, lang), text.In(spoken(lang), "Samtal: ", "Discussion: ")+i.Title, path, each(found, func(c comment.Comment) atomEntry {
		updated := c.CreatedAt
		if c.EditedAt != nil {
			updated = *c.EditedAt
		}
		e := s.entry("comments/"+c.ID.String(), i.Title, path+"#comment-"+c.ID.String(), c.CreatedAt, updated, c.Author.DisplayName)
		e.Content = &atomText{"text", named(c)}
		return e
	}))
	return GetCommentFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// named is the text of a comment with the names of those whom it mentions.
func named(c comment.Comment) string {
	names := make([]string, 0, 2*len(c.Mentions))
	for _, m := range c.Mentions {
		names = append(names, "@"+m.ID.String(), "@"+m.DisplayName)
	}
	return strings.NewReplacer(names...).Replace(c.Body)
}

// GetAnswerFeed implements GET /feeds/official-answers.
func (s *server) GetAnswerFeed(ctx context.Context, r GetAnswerFeedRequestObject) (GetAnswerFeedResponseObject, error) {
	found, err := s.Ideas.LatestAnswers(ctx, maxEntries)
	if err != nil {
		return nil, err
	}
	lang := r.Params.Lang
	title := text.In(spoken(lang), "Svar från kommunen", "Answers from the municipality")
	body, err := s.feedOf(ctx, lang, "official-answers"+query(url.Values{}, lang), title, "/ideas", each(found, func(a idea.PublicAnswer) atomEntry {
		e := s.entry("official-answers/"+a.ID.String(), a.IdeaTitle, "/ideas/"+a.IdeaID.String(), a.At, a.At, cmp.Or(a.DepartmentName, a.By.DisplayName))
		e.Content = &atomText{"html", a.BodyHTML}
		return e
	}))
	return GetAnswerFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// GetDecisionFeed implements GET /feeds/decisions.
func (s *server) GetDecisionFeed(ctx context.Context, r GetDecisionFeedRequestObject) (GetDecisionFeedResponseObject, error) {
	found, err := s.Ideas.LatestDecisions(ctx, maxEntries)
	if err != nil {
		return nil, err
	}
	lang := r.Params.Lang
	title := text.In(spoken(lang), "Beslut om idéer", "Decisions about ideas")
	body, err := s.feedOf(ctx, lang, "decisions"+query(url.Values{}, lang), title, "/ideas", each(found, func(d idea.PublicStep) atomEntry {
		title := stageWord(d.To, spoken(lang)) + ": " + d.IdeaTitle
		e := s.entry(fmt.Sprintf("ideas/%s/steps/%d", d.IdeaID, d.Number), title, "/ideas/"+d.IdeaID.String(), d.At, d.At, d.By.DisplayName)
		e.Content = &atomText{"text", d.Reason}
		return e
	}))
	return GetDecisionFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// stageWord is what an idea's stage is called.
func stageWord(stage idea.Stage, language string) string {
	words := map[idea.Stage][2]string{
		idea.New: {"Publicerad", "Published"}, idea.InDialogue: {"I dialog", "In dialogue"}, idea.Accepted: {"Antagen", "Accepted"},
		idea.PartlyAccepted: {"Delvis antagen", "Partly accepted"}, idea.Declined: {"Avslagen", "Declined"}, idea.InProgress: {"Pågår", "In progress"},
		idea.Done: {"Genomförd", "Done"}, idea.Paused: {"Pausad", "Paused"}, idea.Dropped: {"Nedlagd", "Dropped"},
	}[stage]
	return text.In(language, words[0], words[1])
}
