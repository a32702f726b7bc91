package workshop_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/workshop"
)

func calendar(t *testing.T, s *workshop.Store, id uuid.UUID) string {
	t.Helper()
	file, err := s.Calendar(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// unfolded checks the file's lines as RFC 5545, 3.1 wants them and returns the properties.
func unfolded(t *testing.T, file string) map[string]string {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("bad line of %d bytes: %q", len(line), line)
		}
	}
	properties := map[string]string{}
	for line := range strings.SplitSeq(strings.ReplaceAll(file, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		properties[name] = value
	}
	return properties
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	place, link := "Älvsalens hus; rum 3, plan 2", "https://mote.alvsala.example/rum?a=1,2;b=3"
	w := publish(t, s, leader, func(f *workshop.Fields) {
		f.Title = `Så ritar vi om torget, tillsammans; steg \ för steg 👩‍👩‍👧‍👦`
		f.Description = "# Välkommen\n\nVi tar **allt** från början:\n\n- gångvägar, bänkar och lekplatser\n- ljus; ljud\n\n" + strings.Repeat("Ölandsgatan, Åsgatan och Ängsvägen möts här. 🌲 ", 20)
		f.StartsAt = time.Date(2099, 12, 3, 18, 0, 0, 0, time.FixedZone("CET", 3600))
		f.EndsAt = f.StartsAt.Add(2 * time.Hour)
		f.Place, f.Link = &place, &link
	})
	file := calendar(t, s, w.ID)
	raw := unfolded(t, file)
	for name, value := range map[string]string{
		"VERSION": "2.0", "PRODID": "-//Medskapa//Workshops//SV", "CALSCALE": "GREGORIAN", "UID": w.ID.String(), "SEQUENCE": "1", "STATUS": "CONFIRMED",
		"DTSTART": "20991203T170000Z", "DTEND": "20991203T190000Z", "DTSTAMP": w.UpdatedAt.UTC().Format("20060102T150405Z"),
		"LAST-MODIFIED": w.UpdatedAt.UTC().Format("20060102T150405Z"),
		"SUMMARY":       `Så ritar vi om torget\, tillsammans\; steg \\ för steg 👩‍👩‍👧‍👦`,
		"LOCATION":      `Älvsalens hus\; rum 3\, plan 2`, "URL": link,
	} {
		if raw[name] != value {
			t.Errorf("%s is %q, want %q", name, raw[name], value)
		}
	}
	if d := raw["DESCRIPTION"]; !strings.HasPrefix(d, `Välkommen Vi tar allt från början: gångvägar\, bänkar`) || !strings.HasSuffix(d, `…\n\n`+site+"/workshops/"+w.ID.String()) || len(d) > 1000 {
		t.Errorf("DESCRIPTION is %q", d)
	}
	read, err := ics.ParseCalendar(strings.NewReader(file))
	if err != nil || len(read.Events()) != 1 {
		t.Fatal(err)
	}
	event := read.Events()[0]
	if got := event.GetProperty(ics.ComponentPropertySummary).Value; got != w.Title {
		t.Errorf("%q, want %q", got, w.Title)
	}
	if at, err := event.GetEndAt(); err != nil || !at.Equal(w.EndsAt) {
		t.Errorf("%v: %v", at, err)
	}
	if calendar(t, s, w.ID) != file {
		t.Error("the file changes by itself")
	}
}

func TestCalendarOfCancelled(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	w := publish(t, s, leader)
	before := unfolded(t, calendar(t, s, w.ID))
	to(t, s, leader, w, workshop.Cancelled)
	after := unfolded(t, calendar(t, s, w.ID))
	if after["UID"] != before["UID"] || after["STATUS"] != "CANCELLED" || after["SEQUENCE"] != "2" || after["URL"] != site+"/workshops/"+w.ID.String() {
		t.Fatalf("%v", after)
	}
}

func TestDraftHasNoCalendar(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	draft, err := s.Create(t.Context(), fixture.Account(t, db, auth.Administrator), noKey, fields(), workshop.Draft)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Calendar(t.Context(), draft.ID)
	wants(t, err, errs.NotFound)
	_, err = s.Calendar(t.Context(), uuid.New())
	wants(t, err, errs.NotFound)
}

// Lines are folded between characters whatever they are and however long the words.
func TestCalendarFolding(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	w := publish(t, s, leader)
	for _, unit := range []string{"å", "👩‍👩‍👧‍👦", "a ", " <b>", "ä,", `\n`, "a<b>c;"} {
		for _, n := range []int{3, 30, 36, 37, 38, 72, 74, 75} {
			letters := []rune("T" + strings.Repeat(unit, n))
			title := string(letters[:min(149, len(letters))]) + "."
			var err error
			if w, err = s.Update(t.Context(), leader, w.ID, w.Version, func(f *workshop.Fields) { f.Title = title }); err != nil {
				t.Fatal(err)
			}
			want := strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(title)
			if got := unfolded(t, calendar(t, s, w.ID))["SUMMARY"]; got != want {
				t.Fatalf("%q, want %q", got, want)
			}
		}
	}
}
