package flame_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/pprof/profile"

	"github.com/medskapa/medskapa/internal/bench/flame"
)

// A function is as wide as its share, its callers included, and the picture is sound XML.
func TestWrite(t *testing.T) {
	t.Parallel()
	location := func(id uint64, name string) *profile.Location {
		return &profile.Location{ID: id, Line: []profile.Line{{Function: &profile.Function{ID: id, Name: name}}}}
	}
	main, list, generic := location(1, "main.main"), location(2, "example.com/x.List"), location(3, "example.com/x.Map[example.com/y.Z]")
	p := &profile.Profile{SampleType: []*profile.ValueType{{Type: "cpu", Unit: "nanoseconds"}}, Sample: []*profile.Sample{
		{Location: []*profile.Location{list, main}, Value: []int64{750}},
		{Location: []*profile.Location{generic, main}, Value: []int64{250}},
	}}
	var out strings.Builder
	if err := flame.Write(&out, p, -1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"main.main: 1000 nanoseconds, 100.0 %", "example.com/x.List: 750 nanoseconds, 75.0 %", `width="1200.0"`, `width="400.0"`, ">x.List</text>", ">x.Map</text>"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	decoder := xml.NewDecoder(strings.NewReader(out.String()))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
