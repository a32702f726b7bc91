package polis_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/polis"
	"github.com/medskapa/medskapa/internal/polis/polistest"
)

var small = polistest.Small()

func made(t testing.TB, summary, statements, votes string) string {
	t.Helper()
	return polistest.Export{Summary: summary, Statements: statements, Votes: votes}.Write(t)
}

// readAll reads an export to its end or its first fault.
func readAll(dir string) (*polis.Export, []polis.Statement, []polis.Vote, error) {
	e, err := polis.Open(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	var statements []polis.Statement
	for s, err := range e.Statements() {
		if err != nil {
			return e, nil, nil, err
		}
		statements = append(statements, s)
	}
	var votes []polis.Vote
	for v, err := range e.Votes() {
		if err != nil {
			return e, nil, nil, err
		}
		votes = append(votes, v)
	}
	return e, statements, votes, nil
}

func TestReadsAnExport(t *testing.T) {
	t.Parallel()
	e, statements, votes, err := readAll(made(t, small.Summary, small.Statements, small.Votes))
	if err != nil {
		t.Fatal(err)
	}
	want := polis.Summary{Topic: "Town square", URL: "https://polis.example/3square", Description: "What should\n\nbe there?"}
	if e.Summary != want {
		t.Errorf("summary %+v", e.Summary)
	}
	at := func(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
	wantStatements := []polis.Statement{
		{Line: 2, ID: 0, Author: 0, At: at(1651071094558), Body: "More trees"},
		{Line: 3, ID: 1, Author: 7, At: at(1651071094559), Hidden: true, Body: "Fewer cars, \"now\"\nand later"},
		{Line: 5, ID: 2, Author: 7, At: at(1651071094560), Body: "A fountain"},
	}
	if !slices.Equal(statements, wantStatements) {
		t.Errorf("statements %+v", statements)
	}
	wantVotes := []polis.Vote{
		{Line: 2, Statement: 0, Voter: 7, At: at(1651071095000), Choice: polis.Agree},
		{Line: 3, Statement: 0, Voter: 8, At: at(1651071096000), Choice: polis.Disagree},
		{Line: 4, Statement: 1, Voter: 8, At: at(1651071097000), Choice: polis.Pass},
	}
	if !slices.Equal(votes, wantVotes) {
		t.Errorf("votes %+v", votes)
	}
	if read, total := e.Progress(); read != total || total != int64(len(small.Summary+small.Statements+small.Votes)) {
		t.Errorf("progress %d of %d", read, total)
	}
}

func TestAcceptsOtherSpellings(t *testing.T) {
	t.Parallel()
	_, want, wantVotes, err := readAll(made(t, small.Summary, small.Statements, small.Votes))
	if err != nil {
		t.Fatal(err)
	}
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	const mark = "\uFEFF"
	reordered := "comment-body,is-seed,moderated,author-id,comment-id,timestamp\n" +
		"More trees,true,1,0,0,1651071094558\n" +
		"\"Fewer cars, \"\"now\"\"\nand later\",,-1,7,1,1651071094559\n" +
		"A fountain,x,0,7,2,1651071094560\n"
	for name, dir := range map[string]string{
		"CRLF":                made(t, crlf(small.Summary), crlf(small.Statements), crlf(small.Votes)),
		"byte order mark":     made(t, mark+small.Summary, mark+small.Statements, mark+small.Votes),
		"no newline at end":   made(t, small.Summary, strings.TrimSpace(small.Statements), strings.TrimSpace(small.Votes)),
		"other columns":       made(t, small.Summary, reordered, small.Votes),
		"space around bodies": made(t, small.Summary, strings.ReplaceAll(small.Statements, "More trees", "\" More trees \n\""), small.Votes),
	} {
		t.Run(name, func(t *testing.T) {
			_, got, votes, err := readAll(dir)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				got[i].Line = want[i].Line
			}
			if !slices.Equal(got, want) || !slices.Equal(votes, wantVotes) {
				t.Errorf("got %+v and %+v", got, votes)
			}
		})
	}
}

func TestKeepsTextExactly(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"=1+1", "<script>alert(1)</script>", "{{7*7}}", "O'Neill", "👩‍👩‍👧‍👦", "مرحبا بالعالم", "a\tb", "\uFFFD",
	} {
		statements := "timestamp,comment-id,author-id,moderated,comment-body\n1651071094558,0,0,1,\"" + text + "\"\n"
		_, got, _, err := readAll(made(t, small.Summary, statements, "timestamp,comment-id,voter-id,vote\n"))
		if err != nil || got[0].Body != text {
			t.Errorf("%q became %+v, %v", text, got, err)
		}
	}
}

func TestVotesReadStatementsByThemselves(t *testing.T) {
	t.Parallel()
	e, err := polis.Open(made(t, small.Summary, small.Statements, small.Votes))
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range e.Statements() {
		if err != nil {
			t.Fatal(err)
		}
		break // not to the end: the votes cannot rely on it
	}
	n := 0
	for _, err := range e.Votes() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d votes", n)
	}
}

func TestReadsRowByRow(t *testing.T) {
	t.Parallel()
	votes := "timestamp,comment-id,voter-id,vote\n" + strings.Repeat("1651071095000,0,7,1\n", 100_000)
	e, err := polis.Open(made(t, small.Summary, small.Statements, votes))
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range e.Votes() {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	if read, _ := e.Progress(); read > 1<<17 {
		t.Errorf("read %d bytes for the first vote", read)
	}
}

func TestStopsSoonAtAnOpenQuote(t *testing.T) {
	t.Parallel()
	statements := strings.Replace(small.Statements, "More trees", "\"More trees", 1) + strings.Repeat("long text\n", 500_000)
	e, err := polis.Open(made(t, small.Summary, strings.ReplaceAll(statements, "\"Fewer cars, \"\"now\"\"\nand later\"", "x"), small.Votes))
	if err != nil {
		t.Fatal(err)
	}
	var fault *polis.FormatError
	for _, err := range e.Statements() {
		if !errors.As(err, &fault) {
			t.Fatalf("got %v", err)
		}
	}
	if fault.Line != 2 || fault.Column != 8 || fault.Name != "comment-body" {
		t.Errorf("got %v", fault)
	}
	if read, _ := e.Progress(); read > 1<<20 {
		t.Errorf("read %d bytes before it gave up", read)
	}
}

func TestSupersedes(t *testing.T) {
	t.Parallel()
	at := func(ms int64, line int) polis.Vote { return polis.Vote{At: time.UnixMilli(ms), Line: line} }
	for _, c := range []struct {
		v, w polis.Vote
		want bool
	}{
		{at(2, 1), at(1, 2), true},
		{at(1, 2), at(2, 1), false},
		{at(1, 2), at(1, 1), true},
		{at(1, 1), at(1, 2), false},
	} {
		if c.v.Supersedes(c.w) != c.want {
			t.Errorf("%+v supersedes %+v: want %t", c.v, c.w, c.want)
		}
	}
}

func ExampleFormatError() {
	fmt.Println(&polis.FormatError{File: "comments.csv", Line: 3, Column: 7, Name: "moderated", Reason: "2 is not -1, 0 or 1"})
	// Output: comments.csv: line 3, column 7 (moderated): 2 is not -1, 0 or 1
}
