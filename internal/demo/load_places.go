package demo

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	"go.yaml.in/yaml/v3"

	"github.com/medskapa/medskapa/internal/district"
)

// places is places.yaml.
type places struct {
	Topics []struct {
		Key, SV, EN       string
		Challenges, Ideas []string
	}
	Districts []struct {
		Name     string
		Boundary [][]any
	}
	Places map[string][2]float64 // longitude and latitude of ideas
}

// addPlaces says what challenges and ideas are about, and where ideas are.
func (l *loader) addPlaces() error {
	raw, err := files.ReadFile("places.yaml")
	if err != nil {
		return err
	}
	var p places
	if err := yaml.Unmarshal(raw, &p); err != nil {
		return fmt.Errorf("demo places: %w", err)
	}
	for _, t := range p.Topics {
		id, err := l.newID("topic", t.Key)
		if err != nil {
			return err
		}
		slug := strings.ToLower(strings.ReplaceAll(t.EN, " ", "-"))
		if err := l.tx.Exec(`INSERT INTO topics (id, slug, name_sv, name_en) VALUES (?, ?, ?, ?)`, id, slug, t.SV, t.EN).Error; err != nil {
			return err
		}
		if err := l.giveTopic("challenge", id, t.Challenges); err != nil {
			return err
		}
		if err := l.giveTopic("idea", id, t.Ideas); err != nil {
			return err
		}
	}
	return l.addDistricts(p)
}

func (l *loader) giveTopic(thing string, topic uuid.UUID, keys []string) error {
	for _, key := range keys {
		id, err := l.id(thing, key)
		if err != nil {
			return err
		}
		err = l.tx.Exec(fmt.Sprintf(`INSERT INTO %[1]s_topics (%[1]s_id, topic_id, number)
			SELECT ?, ?, 1 + count(*) FROM %[1]s_topics WHERE %[1]s_id = ?`, thing), id, topic, id).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// addDistricts draws the districts, and puts ideas into those where they are.
func (l *loader) addDistricts(p places) error {
	for _, d := range p.Districts {
		id, err := l.newID("district", d.Name)
		if err != nil {
			return err
		}
		boundary, err := json.Marshal([]any{[]any{d.Boundary}})
		if err != nil {
			return err
		}
		err = l.tx.Exec(`INSERT INTO districts (id, name, boundary, west, south, east, north)
			SELECT ?, ?, ?, min(x), min(y), max(x), max(y) FROM (
				SELECT (at->>0)::float8 AS x, (at->>1)::float8 AS y FROM jsonb_array_elements(?::jsonb #> '{0,0}') at) b`,
			id, d.Name, string(boundary), string(boundary)).Error
		if err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(p.Places)) {
		id, err := l.id("idea", key)
		if err != nil {
			return err
		}
		at := p.Places[key]
		lies, err := district.Of(l.tx, district.Point{Longitude: at[0], Latitude: at[1]})
		if err != nil {
			return err
		}
		if err := l.tx.Exec(`UPDATE ideas SET longitude = ?, latitude = ?, district_id = ? WHERE id = ?`, at[0], at[1], lies, id).Error; err != nil {
			return err
		}
	}
	return nil
}
