package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/search"
)

// ListSearchResults implements GET /search-results.
func (s *server) ListSearchResults(ctx context.Context, r ListSearchResultsRequestObject) (ListSearchResultsResponseObject, error) {
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
	found, err := s.Search.List(ctx, search.Filter{
		Query: r.Params.Q, Unfinished: value(r.Params.Unfinished), Kind: search.Kind(value(r.Params.Kind)), ChallengeID: r.Params.ChallengeId,
		Stage: string(value(r.Params.Stage)), TopicID: topicID, DistrictID: r.Params.DistrictId,
		ParticipantKind: participant.Kind(value(r.Params.ParticipantKind)), Within: search.Within(value(r.Params.Within)),
	}, piece)
	if err != nil {
		return nil, err
	}
	return ListSearchResults200JSONResponse{Body: SearchResultList{Results: each(found.Items, searchResult), Corrected: ifSet(found.Corrected),
		Counts: searchCounts(found.Counts), UnderscoreMeta: listMeta(found.Result), UnderscoreLinks: listLinks(ctx, s.URL, found.Result)}}, nil
}

// CreateIdeaComparison implements POST /idea-comparisons.
func (s *server) CreateIdeaComparison(ctx context.Context, r CreateIdeaComparisonRequestObject) (CreateIdeaComparisonResponseObject, error) {
	found, err := s.Ideas.Similar(ctx, search.Text{Title: r.Body.Title, Body: value(r.Body.Body), Not: r.Body.ExceptId})
	if err != nil {
		return nil, err
	}
	return CreateIdeaComparison200JSONResponse{Ideas: each(found, ideaSummary)}, nil
}

func searchResult(h search.Hit) SearchResult {
	result := SearchResult{Kind: SearchKind(h.Kind), Id: h.ID, At: utc(h.At), Title: each(h.Title, textPiece), Excerpt: each(h.Excerpt, textPiece),
		IdeaId: h.IdeaID, Stage: ifSet(IdeaStage(h.Stage))}
	if h.Kind == search.Idea || h.Kind == search.Comment {
		result.Author = new(participantRef(h.Author))
	}
	return result
}

func textPiece(p search.Piece) TextPiece { return TextPiece{Text: p.Text, Found: p.Found} }

// ifSet is nil for what is empty.
func ifSet[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

func searchCounts(c *search.Counts) *SearchCounts {
	if c == nil {
		return nil
	}
	of := func(all []search.Count) []SearchCount {
		return each(all, func(c search.Count) SearchCount {
			return SearchCount{Value: c.Value, Name: ifSet(c.Name), NameEn: ifSet(c.Other), Count: count(c.Count)}
		})
	}
	return &SearchCounts{Kinds: of(c.Kinds), Stages: of(c.Stages), Challenges: of(c.Challenges), Topics: of(c.Topics), Districts: of(c.Districts),
		ParticipantKinds: of(c.ParticipantKinds), Times: of(c.Times)}
}
