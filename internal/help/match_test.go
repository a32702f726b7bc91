package help_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

func (s scene) topic(slug string) uuid.UUID {
	s.Helper()
	id := uuid.Must(uuid.NewV7())
	s.exec(`INSERT INTO topics (id, slug, name_sv, name_en) VALUES ($1, $2, $2, $2)`, id, slug)
	return id
}

func (s scene) district(name string) uuid.UUID {
	s.Helper()
	id := uuid.New()
	s.exec(`INSERT INTO districts (id, name, boundary, west, south, east, north) VALUES ($1, $2, '[]', 0, 0, 1, 1)`, id, name)
	return id
}

// The score is what the formula says, part by part, from both sides, and each part is told as a reason.
func TestScores(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	climate, play, home := s.topic("klimat"), s.topic("lek"), s.district("Norrstrand")
	s.exec(`INSERT INTO idea_topics (idea_id, topic_id, number) VALUES ($1, $2, 1), ($1, $3, 2)`, s.idea, climate, play)
	s.exec(`UPDATE ideas SET longitude = 20.26, latitude = 63.83, district_id = $2 WHERE id = $1`, s.idea, home)
	s.exec(`UPDATE needs SET languages = '{sv,ar}', ends_at = now() + interval '100 days'`)
	s.must(s.store.Tend(t.Context())) // finds it anew
	helper := fixture.Account(t, s.db, auth.Member)
	near, far, radius := district.Point{Longitude: 20.30, Latitude: 63.84}, district.Point{Longitude: 21.0, Latitude: 64.5}, 5
	soon := time.Now().Add(50 * 24 * time.Hour)
	other := func(f *help.OfferFields) { f.Title = "Släp att låna" }
	for _, row := range []struct {
		name     string
		score    int // 0: no match
		nearness help.Nearness
		change   func(*help.OfferFields)
	}{
		{"whole municipality, no topic, any language, other words", 45, help.Everywhere, other},
		{"a word in common", 65, help.Everywhere, func(*help.OfferFields) {}},
		{"near, a topic, a language", 100, help.WithinRadius, func(f *help.OfferFields) {
			f.Place, f.Radius, f.TopicIDs, f.Languages = &near, &radius, []uuid.UUID{climate}, postgres.Texts{"ar", "en"}
		}},
		{"near, of whose topics half are in common, no language", 70, help.WithinRadius, func(f *help.OfferFields) {
			f.Place, f.Radius, f.TopicIDs, f.Languages = &near, &radius, []uuid.UUID{climate, s.topic("annat")}, postgres.Texts{"en"}
		}},
		{"the district, for half of the time", 50, help.SameDistrict, func(f *help.OfferFields) {
			other(f)
			f.DistrictID, f.EndsAt = &home, &soon
		}},
		{"far away", 0, "", func(f *help.OfferFields) { f.Place, f.Radius = &far, &radius }},
		{"another kind", 0, "", func(f *help.OfferFields) { f.Kind = help.Tools }},
		{"another time", 0, "", func(f *help.OfferFields) {
			from, to := soon.AddDate(1, 0, 0), soon.AddDate(2, 0, 0)
			f.StartsAt, f.EndsAt = &from, &to
		}},
	} {
		o := s.offer(helper, row.change)
		found, err := s.store.NeedMatches(t.Context(), s.author, s.need.ID)
		s.must(err)
		back, err := s.store.OfferMatches(t.Context(), helper, o.ID)
		s.must(err)
		if len(found) != len(back) || (len(found) == 1) != (row.score > 0) {
			t.Errorf("%s: %d and %d matches", row.name, len(found), len(back))
		} else if len(found) == 1 && (found[0].Score != row.score || found[0].Nearness != row.nearness || back[0].Score != row.score || back[0].Idea.ID != s.idea || found[0].Offer.ID != o.ID) {
			t.Errorf("%s: %+v", row.name, found[0])
		}
		_, err = s.store.SetOfferState(t.Context(), helper, o.ID, o.Version, help.OfferEnded)
		s.must(err)
	}
}

// Whoever may not be asked, or has blocked the other, is no match; nobody else sees matches, or offers that are for matches alone.
func TestWhoIsMatched(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	helper, stranger := fixture.Account(t, s.db, auth.Member), fixture.Account(t, s.db, auth.Moderator)
	o := s.offer(helper, func(f *help.OfferFields) { f.Audience = help.MatchedOnly })
	matches := func() int {
		t.Helper()
		found, err := s.store.NeedMatches(t.Context(), s.author, s.need.ID)
		s.must(err)
		return len(found)
	}
	if matches() != 1 {
		t.Error("no match")
	}
	for _, step := range []struct{ sql, undo string }{
		{`INSERT INTO suspensions (id, account_id, reason) VALUES (gen_random_uuid(), $1, 'Påhopp på grannar.')`, `UPDATE suspensions SET lifted_at = now() WHERE account_id = $1`},
		{`INSERT INTO blocks (participant_id, blocked_id) SELECT author_id, $1 FROM ideas`, `DELETE FROM blocks WHERE blocked_id = $1`},
		{`UPDATE idea_stats SET locked = $1::uuid IS NOT NULL`, `UPDATE idea_stats SET locked = $1::uuid IS NULL`},
		{`UPDATE ideas SET stage = 'dropped' WHERE author_id <> $1`, `UPDATE ideas SET stage = 'published' WHERE author_id <> $1`},
	} {
		s.exec(step.sql, helper.ID)
		if matches() != 0 {
			t.Errorf("matched after %s", step.sql)
		}
		s.exec(step.undo, helper.ID)
	}
	if _, err := s.store.GetOffer(t.Context(), s.author, o.ID); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("by its address: %v", err)
	}
	if found, err := s.store.ListOffers(t.Context(), help.OfferFilter{}, page.First()); err != nil || len(found.Items) != 0 {
		t.Errorf("listed: %v %v", found.Items, err)
	}
	if _, err := s.store.NeedMatches(t.Context(), stranger, s.need.ID); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("a stranger: %v", err)
	}
	if _, err := s.store.Ask(t.Context(), s.author, idempotency.Key{}, help.ContactFields{NeedID: s.need.ID, OfferID: &o.ID, Message: "Kan du?"}); err != nil {
		t.Errorf("asking a match: %v", err)
	}
	elsewhere := uuid.New()
	if _, err := s.store.ListOwnOffers(t.Context(), stranger, &elsewhere, page.First()); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("another's offers: %v", err)
	}
}

// The job tells both of a new match once, and what is over drops out and is noted.
func TestTending(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	climate := s.topic("klimat")
	s.exec(`INSERT INTO idea_topics (idea_id, topic_id, number) VALUES ($1, $2, 1)`, s.idea, climate)
	s.must(s.store.Tend(t.Context()))
	helper := fixture.Account(t, s.db, auth.Member)
	o := s.offer(helper, func(f *help.OfferFields) { f.TopicIDs = []uuid.UUID{climate} })
	for range 3 {
		s.must(s.store.Tend(t.Context()))
	}
	if n := s.count(`SELECT count(*) FROM notification_events WHERE kind = 'match-found' AND subject_id = $1 AND named @> ARRAY[$2, $3]::uuid[]`, s.idea, helper.ID, s.author.ID); n != 1 {
		t.Errorf("told %d times", n)
	}
	s.exec(`UPDATE offers SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'`)
	if found, err := s.store.ListOffers(t.Context(), help.OfferFilter{}, page.First()); err != nil || len(found.Items) != 0 {
		t.Errorf("over and listed: %v %v", found.Items, err)
	}
	if found, err := s.store.NeedMatches(t.Context(), s.author, s.need.ID); err != nil || len(found) != 0 {
		t.Errorf("over and matched: %v %v", found, err)
	}
	s.exec(`UPDATE needs SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'`)
	s.must(s.store.Tend(t.Context()))
	if n := s.count(`SELECT count(*) FROM need_keys`) + s.count(`SELECT count(*) FROM offer_keys`); n != 0 || s.now().State != help.NeedExpired {
		t.Errorf("%d keys are left; %s", n, s.now().State)
	}
	got, err := s.store.GetOffer(t.Context(), helper, o.ID)
	s.must(err)
	if got.State != help.OfferExpired {
		t.Errorf("the offer is %s", got.State)
	}
}

// An idea that does not say where it is finds who helps around one place, by the words that both use; what commonplace words say is nothing.
func TestWordsAndUntoldPlaces(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	n, err := s.store.StateNeed(t.Context(), s.author, idempotency.Key{}, s.idea,
		help.NeedFields{Kind: help.People, Description: "Två som kan snickra en helg.", Amount: 2, Unit: "snickare"})
	s.must(err)
	place, radius := district.Point{Longitude: 20.09, Latitude: 64.95}, 15
	crew, guides := fixture.Account(t, s.db, auth.Member), fixture.Account(t, s.db, auth.Member)
	carpenters := s.offer(crew, func(f *help.OfferFields) {
		f.Title, f.Description, f.Place, f.Radius = "Två snickare med släp i en dag", "En vardag i månaden, med <egna_verktyg>.", &place, &radius
		f.Audience = help.MatchedOnly
	})
	s.offer(guides, func(f *help.OfferFields) { f.Title, f.Description = "Guider", "Hjälper gärna i timmar." })
	found, err := s.store.NeedMatches(t.Context(), s.author, n.ID)
	s.must(err)
	if len(found) != 2 || found[0].Offer.ID != carpenters.ID || found[0].Nearness != help.Untold || !slices.Equal(found[0].Words, postgres.Texts{"snickare"}) || len(found[1].Words) != 0 {
		t.Fatalf("%+v", found)
	}
	if m := found[0]; m.Offer.Longitude != nil || m.Offer.Radius != nil || m.Distance != nil || !m.EndsAt.After(m.StartsAt) {
		t.Errorf("it tells where somebody is who has not been asked: %+v", m)
	}
	s.exec(`UPDATE ideas SET longitude = 10, latitude = 60 WHERE id = $1`, s.idea)
	s.must(s.store.Tend(t.Context()))
	if found, err = s.store.NeedMatches(t.Context(), s.author, n.ID); err != nil || len(found) != 1 || found[0].Offer.ID == carpenters.ID {
		t.Errorf("far away: %+v %v", found, err)
	}
}
