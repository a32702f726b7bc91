package polis_test

import (
	"path/filepath"
	"testing"

	"github.com/medskapa/medskapa/internal/polis"
	"github.com/medskapa/medskapa/internal/polis/polistest"
)

// TestFigures compares exports with the matrix that Polis made of their votes.
func TestFigures(t *testing.T) {
	t.Parallel()
	for dir, want := range polistest.Folders(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			got, latest := count(t, dir)
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			compare(t, latest, polistest.ReadMatrix(t, dir))
		})
	}
}

func count(t *testing.T, dir string) (polistest.Figures, polistest.Matrix) {
	t.Helper()
	_, statements, votes, err := readAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := polistest.Figures{Statements: len(statements), Rows: len(votes)}
	for _, s := range statements {
		if !s.Hidden {
			n.Visible++
		}
	}
	counting, latest, voters := map[polistest.Cell]polis.Vote{}, polistest.Matrix{}, map[int64]bool{}
	for _, v := range votes {
		cell := polistest.Cell{Voter: v.Voter, Statement: v.Statement}
		voters[v.Voter] = true
		if w, ok := counting[cell]; !ok || v.Supersedes(w) {
			counting[cell], latest[cell] = v, v.Choice
		}
	}
	n.Voters, n.Opinions = len(voters), len(latest)
	for _, choice := range latest {
		*map[polis.Choice]*int{polis.Agree: &n.Agree, polis.Disagree: &n.Disagree, polis.Pass: &n.Pass}[choice]++
	}
	return n, latest
}

func compare(t *testing.T, got, want polistest.Matrix) {
	t.Helper()
	for cell, choice := range want {
		if got[cell] != choice {
			t.Fatalf("%+v: %q, but %q in the matrix", cell, got[cell], choice)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d opinions, but %d in the matrix", len(got), len(want))
	}
}
