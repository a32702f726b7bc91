package idea

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/topic"
)

// Setting is what an idea is about and where it is.
type Setting struct {
	TopicIDs   []uuid.UUID     // at most five, in the author's order
	DistrictID *uuid.UUID      // chosen; without a place only
	Place      *district.Point // the district follows from it
}

func (s Setting) empty() bool { return len(s.TopicIDs) == 0 && s.DistrictID == nil && s.Place == nil }

// settingOf is the setting of i. Where there is a place, the district was not chosen.
func settingOf(i Idea) (s Setting) {
	for _, t := range i.Topics {
		s.TopicIDs = append(s.TopicIDs, t.ID)
	}
	switch {
	case i.Longitude != nil && i.Latitude != nil:
		s.Place = &district.Point{Longitude: *i.Longitude, Latitude: *i.Latitude}
	case i.District.ID != uuid.Nil:
		s.DistrictID = &i.District.ID
	}
	return s
}

// set writes the setting of a new idea.
func set(tx *gorm.DB, id uuid.UUID, s Setting) error {
	if s.empty() {
		return nil
	}
	if err := topic.Give(tx, topic.Idea, id, s.TopicIDs); err != nil {
		return err
	}
	return locate(tx, id, s)
}

// resettle changes the setting of i as e says, if it says so.
func resettle(tx *gorm.DB, i Idea, e Edit) error {
	if e.Setting == nil {
		return nil
	}
	before := settingOf(i)
	s := before
	e.Setting(&s)
	if !slices.Equal(s.TopicIDs, before.TopicIDs) {
		if err := topic.Give(tx, topic.Idea, i.ID, s.TopicIDs); err != nil {
			return err
		}
	}
	postgres.Changed(tx, change.Ideas)
	if same(s.DistrictID, before.DistrictID) && same(s.Place, before.Place) {
		return nil
	}
	return locate(tx, i.ID, s)
}

func same[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// locate says where an idea is. Of a place and a chosen district one would contradict the other.
func locate(tx *gorm.DB, id uuid.UUID, s Setting) error {
	if s.Place == nil {
		if s.DistrictID != nil {
			if err := district.CheckChosen(tx, *s.DistrictID); err != nil {
				return err
			}
		}
		return tx.Exec(`UPDATE ideas SET longitude = NULL, latitude = NULL, district_id = ? WHERE id = ?`, s.DistrictID, id).Error
	}
	if s.DistrictID != nil {
		return errs.Invalid("districtId", errs.NotTogether, "place")
	}
	at := s.Place.Coarse()
	lies, err := district.Of(tx, at)
	if err != nil {
		return err
	}
	return tx.Exec(`UPDATE ideas SET longitude = ?, latitude = ?, district_id = ? WHERE id = ?`, at.Longitude, at.Latitude, lies, id).Error
}
