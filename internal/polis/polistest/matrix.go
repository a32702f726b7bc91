package polistest

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

// Matrix is the latest vote of each voter on each statement.
type Matrix map[Cell]polis.Choice

// Cell is a voter and a statement.
type Cell struct{ Voter, Statement int64 }

// ReadMatrix reads participants-votes.csv of an export, in which Polis itself says which votes count.
func ReadMatrix(tb testing.TB, dir string) Matrix {
	tb.Helper()
	file, err := os.Open(filepath.Join(dir, "participants-votes.csv"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = file.Close() }() // it was only read
	rows := csv.NewReader(file)
	header, err := rows.Read()
	if err != nil {
		tb.Fatal(err)
	}
	m := Matrix{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return m
		} else if err != nil {
			tb.Fatal(err)
		}
		m.add(tb, header, row)
	}
}

// add takes the votes of one participant: the columns named by a number.
func (m Matrix) add(tb testing.TB, header, row []string) {
	tb.Helper()
	choices := map[string]polis.Choice{"1": polis.Agree, "0": polis.Pass, "-1": polis.Disagree}
	voter, err := strconv.ParseInt(row[0], 10, 64)
	if err != nil {
		tb.Fatal(err)
	}
	for i, name := range header {
		statement, err := strconv.ParseInt(name, 10, 64)
		if err == nil && row[i] != "" {
			m[Cell{voter, statement}] = choices[row[i]]
		}
	}
}
