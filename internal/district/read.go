package district

import (
	"fmt"
	"strings"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/text"
)

// Feature is a feature of GeoJSON as it was sent (RFC 7946, 3.2).
type Feature struct {
	Type        string // of the geometry: Polygon or MultiPolygon
	Coordinates []any
	Properties  map[string]any
}

// reader reads features and collects what is wrong with them.
type reader struct {
	faults    errs.Fields
	found     int // how many faults
	positions int
	names     map[string]bool
}

// Read makes districts of features, whose names stand in a property. All faults come in one answer, each with the place where
// it is, up to the first twenty.
func Read(features []Feature, nameProperty string) ([]District, error) {
	r := reader{names: map[string]bool{}}
	districts := make([]District, 0, len(features))
	for n, f := range features {
		if r.found >= maxFaults {
			break
		}
		at := fmt.Sprintf("features/%d", n)
		name := r.name(at+"/properties/"+nameProperty, f.Properties[nameProperty])
		boundary, code := boundaryOf(f)
		if code != "" {
			r.add(at+"/geometry/coordinates", code)
		}
		r.positions += boundary.positions()
		districts = append(districts, District{Ref{Name: name}, boundary})
	}
	if r.positions > MaxPositions {
		r.add("features", errs.TooMany, MaxPositions)
	}
	return districts, r.faults.Err()
}

// maxFaults is after how many faults reading ends: a file that is wrong in one way is often wrong in it everywhere.
const maxFaults = 20

func (r *reader) add(field string, code errs.Code, arg ...any) {
	r.found++
	r.faults.Add(field, code, arg...)
}

// name reads the name of a district: one visible line that no other has, whatever the case.
func (r *reader) name(at string, given any) string {
	name, ok := given.(string)
	name = strings.TrimSpace(name)
	switch key := strings.ToLower(name); {
	case given == nil || ok && name == "":
		r.add(at, errs.Required)
	case !ok:
		r.add(at, errs.WrongType)
	case text.Line(name) != nil:
		r.add(at, errs.ForbiddenText)
	case len([]rune(name)) > maxName:
		r.add(at, errs.TooLong, maxName)
	case r.names[key]:
		r.add(at, errs.Duplicate)
	default:
		r.names[key] = true
	}
	return name
}

// boundaryOf reads the geometry of a feature. The code says what is wrong with it.
func boundaryOf(f Feature) (Boundary, errs.Code) {
	polygons := f.Coordinates
	if f.Type == "Polygon" {
		polygons = []any{f.Coordinates}
	}
	var boundary Boundary
	for _, given := range polygons {
		rings, ok := given.([]any)
		if !ok || len(rings) == 0 {
			return nil, errs.WrongFormat
		}
		var polygon []Ring
		for _, given := range rings {
			ring, code := ringOf(given)
			if code != "" {
				return nil, code
			}
			polygon = append(polygon, ring)
		}
		boundary = append(boundary, polygon)
	}
	return boundary, ""
}

// ringOf reads a closed line of four positions or more. A file in another system than WGS 84 shows by figures that are no
// degrees.
func ringOf(given any) (Ring, errs.Code) {
	positions, ok := given.([]any)
	if !ok || len(positions) < 4 || len(positions) > MaxPositions {
		return nil, errs.WrongFormat
	}
	ring := make(Ring, len(positions))
	for n, given := range positions {
		at, code := positionOf(given)
		if code != "" {
			return nil, code
		}
		ring[n] = at
	}
	if first, last := ring[0], ring[len(ring)-1]; first[0] != last[0] || first[1] != last[1] {
		return nil, errs.NotClosed
	}
	return ring, ""
}

// positionOf reads longitude and latitude to five decimals, about a metre; a height is passed over.
func positionOf(given any) ([]float64, errs.Code) {
	numbers, ok := given.([]any)
	if !ok || len(numbers) < 2 || len(numbers) > 3 {
		return nil, errs.WrongFormat
	}
	longitude, east := numbers[0].(float64)
	latitude, north := numbers[1].(float64)
	switch {
	case !east || !north:
		return nil, errs.WrongFormat
	case longitude < -180 || longitude > 180 || latitude < -90 || latitude > 90:
		return nil, errs.NotDegrees
	}
	return []float64{decimals(longitude, 5), decimals(latitude, 5)}, ""
}
