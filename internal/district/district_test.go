package district_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// square is a ring around a box.
func square(west, south, east, north float64) []any {
	at := func(x, y float64) any { return []any{x, y} }
	return []any{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}
}

func polygon(name any, rings ...any) district.Feature {
	return district.Feature{Type: "Polygon", Coordinates: rings, Properties: map[string]any{"name": name}}
}

func parts(name string, polygons ...any) district.Feature {
	return district.Feature{Type: "MultiPolygon", Coordinates: polygons, Properties: map[string]any{"name": name}}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	open := square(20, 63, 21, 64)[:4]
	long := make([]any, district.MaxPositions)
	for n := range long {
		long[n] = []any{20.0, 63.0}
	}
	for name, c := range map[string]struct {
		features []district.Feature
		code     errs.Code
	}{
		"no name":            {[]district.Feature{polygon(nil, square(20, 63, 21, 64))}, errs.Required},
		"blank":              {[]district.Feature{polygon("  ", square(20, 63, 21, 64))}, errs.Required},
		"a number":           {[]district.Feature{polygon(7.0, square(20, 63, 21, 64))}, errs.WrongType},
		"two lines":          {[]district.Feature{polygon("a\nb", square(20, 63, 21, 64))}, errs.ForbiddenText},
		"too long":           {[]district.Feature{polygon(strings.Repeat("å", 101), square(20, 63, 21, 64))}, errs.TooLong},
		"the same name":      {[]district.Feature{polygon("A", square(20, 63, 21, 64)), polygon("a", square(20, 63, 21, 64))}, errs.Duplicate},
		"SWEREF 99 TM":       {[]district.Feature{polygon("A", square(758_000, 7_088_000, 759_000, 7_089_000))}, errs.NotDegrees},
		"not closed":         {[]district.Feature{polygon("A", append(open, []any{20.5, 63.5}))}, errs.NotClosed},
		"three positions":    {[]district.Feature{polygon("A", open[:3])}, errs.WrongFormat},
		"no ring":            {[]district.Feature{polygon("A", "ring")}, errs.WrongFormat},
		"text for a figure":  {[]district.Feature{polygon("A", []any{[]any{"20", 63.0}, []any{"20", 63.0}, []any{"20", 63.0}, []any{"20", 63.0}})}, errs.WrongFormat},
		"parts that are not": {[]district.Feature{parts("A", square(20, 63, 21, 64))}, errs.WrongFormat},
		"too many positions": {[]district.Feature{polygon("A", long), polygon("B", square(20, 63, 21, 64))}, errs.TooMany},
	} {
		_, err := district.Read(c.features, "name")
		var problem *errs.Error
		if !errors.As(err, &problem) || problem.Fields[0].Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	many := make([]district.Feature, district.MaxFeatures)
	_, err := district.Read(many, "name")
	var problem *errs.Error
	if !errors.As(err, &problem) || len(problem.Fields) > 40 {
		t.Errorf("an answer names too much: %v", err)
	}
}

func TestWhereAPlaceLies(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s, admin := district.NewStore(db.Gorm, queue), fixture.Account(t, db, auth.Administrator)
	drawn, err := district.Read([]district.Feature{
		polygon("Ringen", square(20, 63, 21, 64), square(20.4, 63.4, 20.6, 63.6)),
		polygon("Mitten", square(20.4, 63.4, 20.6, 63.6)),
		parts("Öarna", []any{square(22, 63, 22.1, 63.1)}, []any{square(23, 63, 23.1, 63.1)}),
	}, "name")
	if err != nil {
		t.Fatal(err)
	}
	preview, err := s.Preview(t.Context(), admin, drawn)
	if err != nil || len(preview.Added) != 3 || preview.Positions != 25 {
		t.Fatalf("%+v %v", preview, err)
	}
	first, err := s.Draw(t.Context(), admin, 1, drawn)
	if err != nil || first.Version != 2 || len(first.Districts) != 3 {
		t.Fatalf("%+v %v", first, err)
	}
	names := map[string]string{}
	for _, d := range first.Districts {
		names[d.ID.String()] = d.Name
	}
	for _, c := range []struct {
		x, y float64
		want string
	}{
		{20.1, 63.1, "Ringen"}, {20.5, 63.5, "Mitten"}, {20.4, 63.5, "Mitten"}, {20.6, 63.5, "Ringen"}, {22.05, 63.05, "Öarna"}, {23.05, 63.05, "Öarna"},
		{22.5, 63.05, ""}, {20, 63, "Ringen"}, {21, 64, ""}, {0, 0, ""}, {-180, 90, ""},
	} {
		found, err := district.Of(db.Gorm.WithContext(t.Context()), district.Point{Longitude: c.x, Latitude: c.y})
		name := ""
		if found != nil {
			name = names[found.String()]
		}
		if err != nil || name != c.want {
			t.Errorf("%v, %v: %q %v, want %q", c.x, c.y, name, err, c.want)
		}
	}
	if _, err := s.Draw(t.Context(), admin, 1, drawn[:1]); errs.CodeOf(err) != errs.PreconditionFailed {
		t.Errorf("an old version: %v", err)
	}
	again, err := s.Draw(t.Context(), admin, 2, drawn[:2])
	if err != nil || len(again.Districts) != 2 || again.Districts[1].ID != first.Districts[1].ID {
		t.Fatalf("a name keeps its id: %+v %v", again, err)
	}
	if err := district.CheckChosen(db.Gorm.WithContext(t.Context()), first.Districts[2].ID); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("what is offered no more: %v", err)
	}
	if err := s.CheckParameter(t.Context(), &first.Districts[2].ID); err != nil {
		t.Errorf("what was there once can be filtered by: %v", err)
	}
}
