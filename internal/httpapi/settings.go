package httpapi

import (
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/idea"
)

// settingEdit is what an edit says of what an idea is about and where; nil when it says nothing. Who gives a place, takes a
// chosen district back by it.
func settingEdit(e *UpdateIdeaJSONRequestBody) func(*idea.Setting) {
	if e.TopicIds == nil && !e.DistrictId.IsSpecified() && !e.Place.IsSpecified() {
		return nil
	}
	return func(s *idea.Setting) {
		set(&s.TopicIDs, e.TopicIds)
		if place, err := e.Place.Get(); err == nil {
			s.Place, s.DistrictID = &district.Point{Longitude: place.Longitude, Latitude: place.Latitude}, nil
		} else if e.Place.IsNull() {
			s.Place = nil
		}
		setNullable(&s.DistrictID, e.DistrictId)
	}
}

func pointOf(p *Place) *district.Point {
	if p == nil {
		return nil
	}
	return &district.Point{Longitude: p.Longitude, Latitude: p.Latitude}
}

func placeOf(i idea.Summary) *Place {
	if i.Longitude == nil || i.Latitude == nil {
		return nil
	}
	return &Place{Longitude: *i.Longitude, Latitude: *i.Latitude}
}

func districtRef(d district.Ref) DistrictRef { return DistrictRef{Id: d.ID, Name: d.Name} }

func districtRefOrNil(d district.Ref) *DistrictRef {
	if d.ID == uuid.Nil {
		return nil
	}
	ref := districtRef(d)
	return &ref
}
