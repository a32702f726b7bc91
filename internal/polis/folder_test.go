package polis_test

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/medskapa/medskapa/internal/polis"
)

// figures are what can be counted in an export.
type figures struct {
	statements, visible, voters, rows, opinions, agree, disagree, pass int
}

// known are the figures of the public exports that POLIS_DATA may name.
var known = map[string]figures{
	"klimarat-2022": {522, 277, 1_116, 61_936, 61_384, 38_206, 9_223, 13_955},
	"bg2050-2024":   {371, 316, 126, 14_341, 14_283, 10_006, 1_621, 2_656},
}

// matrix is the latest vote of each voter on each statement, as Polis writes
// it into participants-votes.csv.
type matrix map[[2]int64]polis.Choice

// TestFigures compares an export of its own making, and each export in the
// folder that POLIS_DATA names, with the matrix that Polis made of its votes.
func TestFigures(t *testing.T) {
	t.Parallel()
	dirs := map[string]figures{madeWithMatrix(t): {3, 2, 3, 8, 5, 2, 2, 1}}
	if folder := os.Getenv("POLIS_DATA"); folder != "" {
		for name, want := range known {
			dirs[filepath.Join(folder, name)] = want
		}
	}
	for dir, want := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			got, latest := count(t, dir)
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			compare(t, latest, readMatrix(t, filepath.Join(dir, "participants-votes.csv")))
		})
	}
}

// madeWithMatrix has votes that are out of order in time, changed, changed
// back, and changed within one millisecond.
func madeWithMatrix(t *testing.T) string {
	dir := made(t, goodSummary, goodStatements, "timestamp,comment-id,voter-id,vote\n"+
		"1651071095000,0,7,1\n"+
		"1651071098000,0,8,-1\n"+
		"1651071097000,0,8,1\n"+
		"1651071097000,1,8,0\n"+
		"1651071097000,1,8,1\n"+
		"1651071099000,2,9,1\n"+
		"1651071099001,2,9,-1\n"+
		"1651071095000,2,7,0\n")
	write(t, dir, "participants-votes.csv", "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n"+
		"7,,0,2,2,1,0,1,,0\n8,,0,0,2,1,1,-1,1,\n9,,,0,1,0,1,,,-1\n")
	return dir
}

func count(t *testing.T, dir string) (figures, matrix) {
	t.Helper()
	_, statements, votes, err := readAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := figures{statements: len(statements), rows: len(votes)}
	for _, s := range statements {
		if !s.Hidden {
			n.visible++
		}
	}
	counting, latest, voters := map[[2]int64]polis.Vote{}, matrix{}, map[int64]bool{}
	for _, v := range votes {
		key := [2]int64{v.Voter, v.Statement}
		voters[v.Voter] = true
		if w, ok := counting[key]; !ok || v.Supersedes(w) {
			counting[key], latest[key] = v, v.Choice
		}
	}
	n.voters, n.opinions = len(voters), len(latest)
	for _, choice := range latest {
		*map[polis.Choice]*int{polis.Agree: &n.agree, polis.Disagree: &n.disagree, polis.Pass: &n.pass}[choice]++
	}
	return n, latest
}

func compare(t *testing.T, got, want matrix) {
	t.Helper()
	for key, choice := range want {
		if got[key] != choice {
			t.Fatalf("voter %d, statement %d: %q, but %q in the matrix", key[0], key[1], got[key], choice)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d opinions, but %d in the matrix", len(got), len(want))
	}
}

func readMatrix(t *testing.T, path string) matrix {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	rows := csv.NewReader(file)
	header, err := rows.Read()
	if err != nil {
		t.Fatal(err)
	}
	m := matrix{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return m
		} else if err != nil {
			t.Fatal(err)
		}
		m.add(t, header, row)
	}
}

// add takes the votes of one participant: the columns named by a number.
func (m matrix) add(t *testing.T, header, row []string) {
	t.Helper()
	choices := map[string]polis.Choice{"1": polis.Agree, "0": polis.Pass, "-1": polis.Disagree}
	voter, err := strconv.ParseInt(row[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range header {
		statement, err := strconv.ParseInt(name, 10, 64)
		if err == nil && row[i] != "" {
			m[[2]int64{voter, statement}] = choices[row[i]]
		}
	}
}
