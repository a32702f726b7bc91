// Package district is the parts of the municipality: boundaries that administrators draw all at once, and the district that
// a place lies in.
package district

import (
	"math"

	"github.com/google/uuid"
)

// Bounds of a drawing.
const (
	MaxFeatures  = 300
	MaxPositions = 50_000 // of all boundaries together
	maxName      = 100    // characters
)

// Ref is a district in short.
type Ref struct {
	ID   uuid.UUID
	Name string
}

// Point is a place in degrees of WGS 84.
type Point struct{ Longitude, Latitude float64 }

// Coarse is a point to four decimals, which is how exactly places are kept: some ten metres.
func (p Point) Coarse() Point { return Point{decimals(p.Longitude, 4), decimals(p.Latitude, 4)} }

func decimals(x float64, n int) float64 {
	scale := math.Pow10(n)
	return math.Round(x*scale) / scale
}

// Ring is a closed line: its last position is its first.
type Ring [][]float64

// Boundary is the coordinates of a GeoJSON MultiPolygon: polygons of an outer ring and holes.
type Boundary [][]Ring

// District is a district with its boundary.
type District struct {
	Ref
	Boundary Boundary
}

// Drawing is the districts as they were drawn at once.
type Drawing struct {
	Districts []District
	Version   int // grows with every drawing
}

// contains reports whether p lies within b, by counting how many edges a ray from p crosses (Shimrat, Algorithm 112,
// Communications of the ACM 5, 1962, with the half-open edges of Franklin's PNPOLY). Over all rings at once, that leaves holes out
// and takes every part in; where boundaries meet, a point belongs to one side only. Degrees are taken as a plane: at the size of a
// district the difference is less than how exactly places are kept.
func (b Boundary) contains(p Point) (inside bool) {
	for _, polygon := range b {
		for _, ring := range polygon {
			if ring.crossedOddly(p) {
				inside = !inside
			}
		}
	}
	return inside
}

func (r Ring) crossedOddly(p Point) (odd bool) {
	for n := 1; n < len(r); n++ {
		a, b := r[n-1], r[n]
		if (a[1] > p.Latitude) == (b[1] > p.Latitude) {
			continue
		}
		if p.Longitude < a[0]+(b[0]-a[0])*(p.Latitude-a[1])/(b[1]-a[1]) {
			odd = !odd
		}
	}
	return odd
}

// box is the smallest box around b.
func (b Boundary) box() (west, south, east, north float64) {
	west, south, east, north = 180, 90, -180, -90
	for _, polygon := range b {
		for _, ring := range polygon {
			for _, at := range ring {
				west, east = min(west, at[0]), max(east, at[0])
				south, north = min(south, at[1]), max(north, at[1])
			}
		}
	}
	return west, south, east, north
}

func (b Boundary) positions() (n int) {
	for _, polygon := range b {
		for _, ring := range polygon {
			n += len(ring)
		}
	}
	return n
}
