package moderation

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/errs"
)

// Each action can be done to some kinds of thing, and what restricts somebody needs its reasons.
func TestRulings(t *testing.T) {
	t.Parallel()
	for kind, want := range map[Kind][]Action{
		Idea: {Keep, Publish, Warn, Lock, Hide, Suspend, Restore}, Comment: {Keep, Publish, Warn, Hide, Suspend, Restore},
		Need: {Keep, Publish, Warn, Hide, Suspend, Restore}, Offer: {Keep, Publish, Warn, Hide, Suspend, Restore}, Commitment: {Keep, Warn, Hide, Suspend, Restore},
		Organisation: {Keep, Warn, Hide, Restore}, Person: {Keep, Warn, Suspend, Restore},
	} {
		if got := Actions(kind); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", kind, got, want)
		}
		for _, a := range []Action{Keep, Publish, Warn, Lock, Hide, Suspend, Restore} {
			fits := slices.Contains(want, a)
			if err := (Ruling{Action: a, Ground: Spam, Rule: "Regel 5", Facts: "Det är reklam."}).check(kind); (err == nil) != fits {
				t.Errorf("%s of %s with its reasons: %v", a, kind, err)
			}
			if err := (Ruling{Action: a}).check(kind); (err == nil) != (fits && !a.Restricts()) {
				t.Errorf("%s of %s without reasons: %v", a, kind, err)
			}
		}
	}
}

// What waits is let through or hidden and nothing else is let through; a warning and a suspension hit who wrote the words.
func TestWhatCanBeDecidedNow(t *testing.T) {
	t.Parallel()
	writer := uuid.New()
	own, taken := Thing{}, Thing{}
	own.Author.ID, taken.Author.ID = writer, uuid.New()
	waiting := own
	waiting.Waiting = true
	for _, test := range []struct {
		what   string
		thing  Thing
		action Action
		want   errs.Code
	}{
		{"what everybody reads is hidden", own, Hide, ""}, {"and not let through", own, Publish, errs.StateTransition},
		{"what waits is let through", waiting, Publish, ""}, {"or hidden", waiting, Hide, ""}, {"and not kept", waiting, Keep, errs.StateTransition},
		{"who wrote it is suspended", own, Suspend, ""}, {"who has taken it over is not", taken, Suspend, errs.Unprocessable},
		{"nor warned", taken, Warn, errs.Unprocessable}, {"but it is hidden", taken, Hide, ""},
	} {
		if err := (Ruling{Action: test.action}).checkFor(test.thing, writer); err == nil && test.want != "" || err != nil && errs.CodeOf(err) != test.want {
			t.Errorf("%s: %v", test.what, err)
		}
	}
}

// The filter learns of what moderators have read as spam or as none, and of nothing else.
func TestLessons(t *testing.T) {
	t.Parallel()
	for _, a := range []Action{Keep, Publish, Warn, Lock, Hide, Suspend, Restore} {
		for _, g := range []Ground{Spam, Other} {
			spam, any := lesson(a, g)
			if wantSpam := g == Spam && (a == Hide || a == Suspend); any != (wantSpam || a == Keep || a == Publish) || any && spam != wantSpam {
				t.Errorf("%s for %s: spam %v, any %v", a, g, spam, any)
			}
		}
	}
}

// A year begins at midnight where people live, in winter an hour before it does in Greenwich.
func TestYears(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]int{"2026-12-31T22:59:59Z": 2026, "2026-12-31T23:00:00Z": 2027, "2027-12-31T22:30:00Z": 2027} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := yearOf(moment); got != want {
			t.Errorf("%s is of %d", at, got)
		}
	}
}
