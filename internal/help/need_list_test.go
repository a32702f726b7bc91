package help_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/page"
)

// Open needs are listed by kind, topic and district, piece by piece and none twice; what nobody may see or help with is not.
func TestListOpenNeeds(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	climate, home := s.topic("klimat"), s.district("Norrstrand")
	s.exec(`INSERT INTO idea_topics (idea_id, topic_id, number) VALUES ($1, $2, 1)`, s.idea, climate)
	s.exec(`UPDATE ideas SET district_id = $2 WHERE id = $1`, s.idea, home)
	s.must(s.store.Tend(t.Context()))
	other := s.state(fixture.Idea(t, s.db, s.author), s.author, 5)
	s.exec(`UPDATE needs SET kind = 'tools' WHERE id = $1`, other.ID)
	s.exec(`UPDATE needs SET keyed = false`)
	s.must(s.store.Tend(t.Context()))
	list := func(f help.NeedFilter) (ids []uuid.UUID) {
		t.Helper()
		limit := int32(1)
		r, err := page.NewRequest(&limit, nil, nil)
		for s.must(err); ; {
			found, err := s.store.ListOpenNeeds(t.Context(), f, r)
			s.must(err)
			for _, n := range found.Items {
				ids = append(ids, n.ID)
			}
			if found.NextCursor == "" {
				return ids
			}
			r, err = page.NewRequest(&limit, nil, &found.NextCursor)
			s.must(err)
		}
	}
	elsewhere := uuid.New()
	for name, c := range map[string]struct {
		f    help.NeedFilter
		want []uuid.UUID
	}{
		"all":                 {help.NeedFilter{}, []uuid.UUID{other.ID, s.need.ID}},
		"a kind":              {help.NeedFilter{Kind: help.Tools}, []uuid.UUID{other.ID}},
		"a topic":             {help.NeedFilter{TopicID: &climate}, []uuid.UUID{s.need.ID}},
		"a district":          {help.NeedFilter{DistrictID: &home}, []uuid.UUID{s.need.ID}},
		"all at once":         {help.NeedFilter{Kind: help.People, TopicID: &climate, DistrictID: &home}, []uuid.UUID{s.need.ID}},
		"of another kind":     {help.NeedFilter{Kind: help.Tools, DistrictID: &home}, nil},
		"in another district": {help.NeedFilter{DistrictID: &elsewhere}, nil},
	} {
		if got := list(c.f); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for _, step := range []string{`UPDATE idea_stats SET locked = true`, `WITH s AS (UPDATE idea_stats SET locked = false) UPDATE ideas SET state = 'hidden'`} {
		s.exec(step)
		if got := list(help.NeedFilter{}); len(got) != 0 {
			t.Errorf("after %s: %v", step, got)
		}
	}
}
