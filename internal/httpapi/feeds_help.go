package httpapi

import (
	"context"
	"net/url"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/text"
	"github.com/medskapa/medskapa/internal/workshop"
)

// GetNeedFeed implements GET /feeds/needs.
func (s *server) GetNeedFeed(ctx context.Context, r GetNeedFeedRequestObject) (GetNeedFeedResponseObject, error) {
	p := r.Params
	f := help.NeedFilter{Kind: help.Kind(value(p.Kind)), DistrictID: p.DistrictId}
	var err error
	if f.TopicID, err = s.Topics.Named(ctx, p.Topic); err != nil {
		return nil, err
	}
	if err := s.Districts.CheckParameter(ctx, p.DistrictId); err != nil {
		return nil, err
	}
	found, err := s.Help.ListOpenNeeds(ctx, f, latest())
	if err != nil {
		return nil, err
	}
	language := spoken(p.Lang)
	where := "needs" + query(helpQuery(value(p.Kind), p.Topic, p.DistrictId), p.Lang)
	body, err := s.feedOf(ctx, p.Lang, where, text.In(language, "Behov", "Needs"), "/needs", each(found.Items, func(n help.OpenNeed) atomEntry {
		e := s.entry("needs/"+n.ID.String(), helpWord(n.Kind, language)+": "+n.Title, "/ideas/"+n.IdeaID.String(), n.CreatedAt, n.UpdatedAt, n.Author.DisplayName)
		e.Content = &atomText{"text", n.Description}
		return e
	}))
	return GetNeedFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// GetOfferFeed implements GET /feeds/offers.
func (s *server) GetOfferFeed(ctx context.Context, r GetOfferFeedRequestObject) (GetOfferFeedResponseObject, error) {
	p := r.Params
	f := help.OfferFilter{Kind: help.Kind(value(p.Kind)), DistrictID: p.DistrictId}
	var err error
	if f.TopicID, err = s.Topics.Named(ctx, p.Topic); err != nil {
		return nil, err
	}
	if err := s.Districts.CheckParameter(ctx, p.DistrictId); err != nil {
		return nil, err
	}
	found, err := s.Help.ListOffers(ctx, f, latest())
	if err != nil {
		return nil, err
	}
	language := spoken(p.Lang)
	where := "offers" + query(helpQuery(value(p.Kind), p.Topic, p.DistrictId), p.Lang)
	body, err := s.feedOf(ctx, p.Lang, where, text.In(language, "Erbjudanden", "Offers"), "/offers", each(found.Items, func(o help.Offer) atomEntry {
		e := s.entry("offers/"+o.ID.String(), helpWord(o.Kind, language)+": "+o.Title, "/offers", o.CreatedAt, o.UpdatedAt, o.Owner.DisplayName)
		e.Content = &atomText{"text", o.Description}
		return e
	}))
	return GetOfferFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// helpQuery is what narrows a feed of needs or offers.
func helpQuery[K ~string](kind K, topic *string, district *uuid.UUID) url.Values {
	q := url.Values{}
	if kind != "" {
		q.Set("kind", string(kind))
	}
	if topic != nil {
		q.Set("topic", *topic)
	}
	if district != nil {
		q.Set("districtId", district.String())
	}
	return q
}

// helpWord is what a kind of help is called.
func helpWord(kind help.Kind, language string) string {
	words := map[help.Kind][2]string{
		help.Knowledge: {"Kunskap", "Knowledge"}, help.People: {"Människor", "People"}, help.Tools: {"Verktyg och material", "Tools and material"},
		help.Venue: {"Plats", "Place"}, help.Funding: {"Pengar", "Money"}, help.Permission: {"Tillstånd", "Permission"},
	}[kind]
	return text.In(language, words[0], words[1])
}

// GetWorkshopFeed implements GET /feeds/workshops.
func (s *server) GetWorkshopFeed(ctx context.Context, r GetWorkshopFeedRequestObject) (GetWorkshopFeedResponseObject, error) {
	p := r.Params
	found, err := s.Workshops.List(ctx, workshop.Filter{ChallengeID: p.ChallengeId}, latest())
	if err != nil {
		return nil, err
	}
	q := url.Values{}
	if p.ChallengeId != nil {
		q.Set("challengeId", p.ChallengeId.String())
	}
	language := spoken(p.Lang)
	body, err := s.feedOf(ctx, p.Lang, "workshops"+query(q, p.Lang), text.In(language, "Verkstäder", "Workshops"), "/workshops", each(found.Items, func(w workshop.Summary) atomEntry {
		title := w.Title
		if w.State == workshop.Cancelled {
			title = text.In(language, "Inställd: ", "Cancelled: ") + title
		}
		e := s.entry("workshops/"+w.ID.String(), title, "/workshops/"+w.ID.String(), madeAt(w.ID), w.UpdatedAt, "")
		e.Content = &atomText{"text", text.Local(w.StartsAt).Format(time.DateOnly+" 15:04") + ", " + text.In(language, "plats: ", "place: ") + whereabouts(w, language)}
		return e
	}))
	return GetWorkshopFeed200ApplicationatomXmlResponse{Body: body, ContentLength: body.Size()}, err
}

// whereabouts is the place of a workshop: it has one, or is on the net.
func whereabouts(w workshop.Summary, language string) string {
	if w.Place != nil {
		return *w.Place
	}
	return text.In(language, "på nätet", "online")
}
