package search

import (
	"cmp"
	"slices"

	"gorm.io/gorm"
)

// Count is how much of what is found has a value of a filter.
type Count struct {
	Value string
	Name  string // of a challenge or district; of a topic in Swedish
	Other string // a topic's name in English
	Count int
}

// Counts say for every filter how much would be found with each of its values, as the other filters are. They are of the newest
// [MaxFound]: where Total is as many, there may be more of everything.
type Counts struct {
	Total                                                                 int
	Kinds, Stages, Challenges, Topics, Districts, ParticipantKinds, Times []Count
}

// maxValues is how many challenges, topics or districts are counted: those that are found most.
const maxValues = 12

// counting is the SQL for all counts of the rows found.
const counting = `WITH found AS MATERIALIZED (SELECT kind, at, stage, author_kind, challenge_ids, topic_ids, district_id FROM search_entries WHERE id = ANY (?))
	SELECT 'total' AS facet, '' AS value, '' AS name, '' AS other, count(*) FROM found
	UNION ALL SELECT 'kind', kind, '', '', count(*) FROM found GROUP BY kind
	UNION ALL SELECT 'stage', stage, '', '', count(*) FROM found WHERE stage IS NOT NULL GROUP BY stage
	UNION ALL SELECT 'participantKind', author_kind, '', '', count(*) FROM found WHERE author_kind IS NOT NULL GROUP BY author_kind
	UNION ALL SELECT 'within', w.word, '', '', count(*) FROM found JOIN (VALUES ('week', 7), ('month', 31), ('year', 366)) w (word, days)
		ON at >= now() - days * interval '1 day' GROUP BY w.word
	UNION ALL (SELECT 'challenge', c.id::text, c.title, '', n FROM (SELECT u AS id, count(*) AS n FROM found, unnest(challenge_ids) u GROUP BY 1
		ORDER BY n DESC, u LIMIT ?) x JOIN challenges c USING (id))
	UNION ALL (SELECT 'topic', t.slug, t.name_sv, t.name_en, n FROM (SELECT u AS id, count(*) AS n FROM found, unnest(topic_ids) u GROUP BY 1
		ORDER BY n DESC, u LIMIT ?) x JOIN topics t USING (id))
	UNION ALL (SELECT 'district', d.id::text, d.name, '', n FROM (SELECT district_id AS id, count(*) AS n FROM found WHERE district_id IS NOT NULL GROUP BY 1
		ORDER BY n DESC, district_id LIMIT ?) x JOIN districts d USING (id))`

type facet struct {
	Facet string
	Count `gorm:"embedded"`
}

// count counts what is found; what a filter narrows is counted once more without it.
func (f Filter) count(db *gorm.DB, found Found) (*Counts, error) {
	rows, err := found.count(db)
	if err != nil {
		return nil, err
	}
	for _, chosen := range f.chosen() {
		wider, err := chosen.without.find(db, found.Words)
		if err != nil {
			return nil, err
		}
		others, err := wider.count(db)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(r facet) bool { return r.Facet == chosen.facet })
		rows = append(rows, slices.DeleteFunc(others, func(r facet) bool { return r.Facet != chosen.facet })...)
	}
	return grouped(rows), nil
}

func (f Found) count(db *gorm.DB) (rows []facet, err error) {
	err = db.Raw(counting, f.IDs, maxValues, maxValues, maxValues).Scan(&rows).Error
	return rows, err
}

// narrowing is a filter that is used, by the facet that it narrows, and all the others.
type narrowing struct {
	facet   string
	without Filter
}

func (f Filter) chosen() (all []narrowing) {
	add := func(wanted bool, facet string, drop func(*Filter)) {
		if wanted {
			without := f
			drop(&without)
			all = append(all, narrowing{facet, without})
		}
	}
	add(f.Kind != "", "kind", func(f *Filter) { f.Kind = "" })
	add(f.Stage != "", "stage", func(f *Filter) { f.Stage = "" })
	add(f.ParticipantKind != "", "participantKind", func(f *Filter) { f.ParticipantKind = "" })
	add(f.Within != "", "within", func(f *Filter) { f.Within = "" })
	add(f.ChallengeID != nil, "challenge", func(f *Filter) { f.ChallengeID = nil })
	add(f.TopicID != nil, "topic", func(f *Filter) { f.TopicID = nil })
	add(f.DistrictID != nil, "district", func(f *Filter) { f.DistrictID = nil })
	return all
}

// grouped sorts counts by what they count, the largest first.
func grouped(rows []facet) *Counts {
	slices.SortStableFunc(rows, func(a, b facet) int { return cmp.Or(b.Count.Count-a.Count.Count, cmp.Compare(a.Value, b.Value)) })
	c := &Counts{}
	into := map[string]*[]Count{"kind": &c.Kinds, "stage": &c.Stages, "challenge": &c.Challenges, "topic": &c.Topics,
		"district": &c.Districts, "participantKind": &c.ParticipantKinds, "within": &c.Times}
	for _, row := range rows {
		if row.Facet == "total" {
			c.Total = row.Count.Count
			continue
		}
		*into[row.Facet] = append(*into[row.Facet], row.Count)
	}
	return c
}
