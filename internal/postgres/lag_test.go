package postgres

import (
	"testing"
	"time"
)

// Each step looks at both logs at a second; then what the replica shows may be as old as said.
func TestLag(t *testing.T) {
	t.Parallel()
	type look struct {
		second            int
		written, replayed int64
		age               time.Duration
	}
	for name, looks := range map[string][]look{
		"idle":                     {{0, 10, 10, 0}, {1, 10, 10, 0}, {60, 10, 10, 0}},
		"ahead by the time asked":  {{0, 10, 12, 0}, {1, 20, 25, 0}},
		"busy, close behind":       {{0, 10, 5, -1}, {1, 20, 15, time.Second}, {2, 30, 25, time.Second}},
		"busy, five seconds":       {{0, 10, 0, -1}, {2, 30, 5, -1}, {5, 60, 12, 5 * time.Second}, {8, 90, 40, 8 * time.Second}, {9, 95, 61, 4 * time.Second}},
		"stands still":             {{0, 10, 10, 0}, {1, 11, 10, time.Second}, {2, 12, 10, 2 * time.Second}, {3, 12, 12, 0}},
		"never seen far enough":    {{0, 10, 0, -1}, {100, 10, 9, -1}},
		"the primary is a new one": {{0, 100, 100, 0}, {1, 90, 90, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began, l := time.Now(), lag{}
			for _, look := range looks {
				at := began.Add(time.Duration(look.second) * time.Second)
				l.see(at, look.written, look.replayed)
				if got := at.Sub(l.current); look.age >= 0 && got != look.age || look.age < 0 && !l.current.IsZero() {
					t.Errorf("at second %d: %s, want %s", look.second, got, look.age)
				}
			}
		})
	}
}
