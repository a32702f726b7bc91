package httpapi

import (
	"context"
	"math"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// ListIdeaNeeds implements GET /ideas/{ideaId}/needs.
func (s *server) ListIdeaNeeds(ctx context.Context, r ListIdeaNeedsRequestObject) (ListIdeaNeedsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Help.ListNeeds(ctx, auth.From(ctx), r.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListIdeaNeeds200JSONResponse{Body: NeedList{
		Needs: each(found.Items, needBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// ListNeeds implements GET /needs.
func (s *server) ListNeeds(ctx context.Context, r ListNeedsRequestObject) (ListNeedsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	f := help.NeedFilter{Kind: help.Kind(value(r.Params.Kind)), DistrictID: r.Params.DistrictId}
	if f.TopicID, err = s.Topics.Named(ctx, r.Params.Topic); err != nil {
		return nil, err
	}
	if err := s.Districts.CheckParameter(ctx, r.Params.DistrictId); err != nil {
		return nil, err
	}
	found, err := s.Help.ListOpenNeeds(ctx, f, piece)
	if err != nil {
		return nil, err
	}
	return ListNeeds200JSONResponse{Body: OpenNeedList{
		Needs: each(found.Items, openNeedBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func openNeedBody(n help.OpenNeed) OpenNeed {
	return OpenNeed{Need: needBody(n.Need), Idea: NeedIdea{Id: n.IdeaID, Title: n.Title}, Author: participantRef(n.Author), District: districtRefOrNil(n.District)}
}

// CreateNeed implements POST /ideas/{ideaId}/needs.
func (s *server) CreateNeed(ctx context.Context, r CreateNeedRequestObject) (CreateNeedResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createNeed "+r.IdeaId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	n, err := s.Help.StateNeed(ctx, who, key, r.IdeaId, help.NeedFields{Kind: help.Kind(r.Body.Kind), Description: r.Body.Description, Amount: int(r.Body.Amount),
		Unit: r.Body.Unit, Languages: languagesOf(value(r.Body.Languages)), StartsAt: r.Body.StartsAt, EndsAt: r.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	return CreateNeed201JSONResponse{Body: needBody(n), Headers: CreateNeed201ResponseHeaders{ETag: etagOf(n.Version), Location: s.address("needs", n.ID)}}, nil
}

// GetNeed implements GET /needs/{needId}.
func (s *server) GetNeed(ctx context.Context, r GetNeedRequestObject) (GetNeedResponseObject, error) {
	n, err := s.Help.GetNeed(ctx, auth.From(ctx), r.NeedId)
	if err != nil {
		return nil, err
	}
	return GetNeed200JSONResponse{Body: needBody(n), Headers: GetNeed200ResponseHeaders{ETag: etagOf(n.Version)}}, nil
}

// UpdateNeed implements PATCH /needs/{needId}.
func (s *server) UpdateNeed(ctx context.Context, r UpdateNeedRequestObject) (UpdateNeedResponseObject, error) {
	n, err := s.Help.UpdateNeed(ctx, auth.From(ctx), r.NeedId, versionOf(r.Params.IfMatch), func(f *help.NeedFields) {
		set(&f.Description, r.Body.Description)
		set(&f.Unit, r.Body.Unit)
		if r.Body.Amount != nil {
			f.Amount = int(*r.Body.Amount)
		}
		if r.Body.Languages != nil {
			f.Languages = languagesOf(*r.Body.Languages)
		}
		if r.Body.StartsAt != nil {
			f.StartsAt = r.Body.StartsAt
		}
		if r.Body.EndsAt != nil {
			f.EndsAt = r.Body.EndsAt
		}
	})
	if err != nil {
		return nil, err
	}
	return UpdateNeed200JSONResponse{Body: needBody(n), Headers: UpdateNeed200ResponseHeaders{ETag: etagOf(n.Version)}}, nil
}

// SetNeedState implements PUT /needs/{needId}/state.
func (s *server) SetNeedState(ctx context.Context, r SetNeedStateRequestObject) (SetNeedStateResponseObject, error) {
	n, err := s.Help.SetNeedState(ctx, auth.From(ctx), r.NeedId, versionOf(r.Params.IfMatch), help.NeedState(r.Body.State))
	if err != nil {
		return nil, err
	}
	return SetNeedState200JSONResponse{Body: needBody(n), Headers: SetNeedState200ResponseHeaders{ETag: etagOf(n.Version)}}, nil
}

// ListNeedMatches implements GET /needs/{needId}/matches.
func (s *server) ListNeedMatches(ctx context.Context, r ListNeedMatchesRequestObject) (ListNeedMatchesResponseObject, error) {
	found, err := s.Help.NeedMatches(ctx, auth.From(ctx), r.NeedId)
	if err != nil {
		return nil, err
	}
	return ListNeedMatches200JSONResponse{Body: MatchList{Matches: each(found, matchBody)}}, nil
}

func needBody(n help.Need) Need {
	return Need{Id: n.ID, IdeaId: n.IdeaID, Kind: HelpKind(n.Kind), Description: n.Description, Amount: count(n.Amount), Unit: n.Unit, Committed: count(n.Committed),
		Languages: languages(n.Languages), StartsAt: utc(n.StartsAt), EndsAt: utc(n.EndsAt), State: NeedState(n.State), Withheld: withheld(n.Withheld), Version: count(n.Version),
		CreatedAt: utc(n.CreatedAt), UpdatedAt: utc(n.UpdatedAt)}
}

// withheld is why others do not see something, or nothing where they do.
func withheld(why help.Withheld) *Withheld {
	if why == "" {
		return nil
	}
	return new(Withheld(why))
}

func languagesOf(named []HelpLanguage) postgres.Texts {
	return each(named, func(l HelpLanguage) string { return string(l) })
}

func languages(known postgres.Texts) []HelpLanguage {
	return each(known, func(l string) HelpLanguage { return HelpLanguage(l) })
}

// matchBody is a match with its reasons, distances to a tenth and shares to a hundredth.
func matchBody(m help.Match) Match {
	reasons := MatchReasons{Topics: each(m.Topics, topicRef), Nearness: MatchReasonsNearness(m.Nearness),
		Words: append([]string{}, m.Words...), StartsAt: utc(m.StartsAt), EndsAt: utc(m.EndsAt), TimeShare: math.Round(m.TimeShare*100) / 100, Languages: languages(m.Languages)}
	if m.Nearness == help.WithinRadius && m.Distance != nil {
		reasons.Distance = new(math.Round(*m.Distance*10) / 10)
	}
	return Match{Need: needBody(m.Need), Idea: NeedIdea{Id: m.Idea.ID, Title: m.Idea.Title}, Offer: offerBody(m.Offer), Score: count(m.Score), Reasons: reasons}
}
