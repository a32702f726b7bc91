package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/polisimport"
)

func TestProgressLines(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	read := int64(0)
	p := newProgress(&out, false, func() (int64, int64) { return read, 2_000_000 })
	p.show(time.Now()) // nothing has begun
	p.enter(polisimport.Reading)
	read = 1_000_000
	p.show(time.Now())
	p.show(time.Now())
	p.enter(polisimport.Waiting)
	p.show(p.began.Add(5 * time.Second))
	p.enter(polisimport.Storing)
	want := "reading: 0 % of 2.0 MB\nreading: 50 % of 2.0 MB\nwaiting for another import: 0 s\n" +
		"waiting for another import: 5 s\nstoring in the database: 0 s\n"
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
}

func TestProgressBar(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	read := int64(0)
	p := newProgress(&out, true, func() (int64, int64) { return read, 300 })
	go p.run(time.Hour)
	p.enter(polisimport.Reading)
	read = 100
	p.show(time.Now())
	p.enter(polisimport.Storing)
	p.stop()
	bar := func(full int, percent string) string {
		return "\rreading " + strings.Repeat("█", full) + strings.Repeat("░", 30-full) + percent
	}
	storing := "storing in the database: 0 s"
	want := bar(0, "   0 %") + bar(10, "  33 %") + "\r" + storing + strings.Repeat(" ", 44-len(storing)) + "\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}
