package polis

import (
	"errors"
	"io"
	"iter"
	"time"
)

// Choice is what a vote says about a statement.
type Choice string

// The choices of a Polis conversation.
const (
	Agree    Choice = "agree"    // 1 in the file
	Disagree Choice = "disagree" // -1
	Pass     Choice = "pass"     // 0
)

// Vote is one row of votes.csv. A voter may vote again on a statement: the
// vote that nothing supersedes counts.
type Vote struct {
	Line      int       // line of votes.csv
	Statement int64     // id of a statement of the export
	Voter     int64     // id of a person, in the same series as Statement.Author
	At        time.Time // UTC, to the millisecond
	Choice    Choice
}

// Supersedes reports whether v counts instead of w, a vote of the same voter
// on the same statement: the later one does, and of two at the same
// millisecond the one further down in the file.
func (v Vote) Supersedes(w Vote) bool {
	if v.At.Equal(w.At) {
		return v.Line > w.Line
	}
	return v.At.After(w.At)
}

// Votes yields every row of votes.csv in its order, each about a statement of
// the export. It first reads comments.csv if Statements did not reach its end.
// The first error ends it.
func (e *Export) Votes() iter.Seq2[Vote, error] {
	return func(yield func(Vote, error) bool) {
		if err := e.learnStatements(); err != nil {
			yield(Vote{}, err)
			return
		}
		if err := e.eachVote(yield); err != nil {
			yield(Vote{}, err)
		}
	}
}

func (e *Export) learnStatements() error {
	if e.known != nil {
		return nil
	}
	for _, err := range e.Statements() {
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Export) eachVote(yield func(Vote, error) bool) error {
	t, err := openTable(e.dir, votesFile, &e.read)
	if err != nil {
		return err
	}
	defer t.close()
	columns, err := t.readHeader("timestamp", "comment-id", "voter-id", "vote")
	if err != nil {
		return err
	}
	for {
		if err := t.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		v, err := readVote(t, columns, e.known)
		if err != nil {
			return err
		}
		if !yield(v, nil) {
			return nil
		}
	}
}

func readVote(t *table, columns []int, known *idSet) (Vote, error) {
	at, statement, voter, vote := columns[0], columns[1], columns[2], columns[3]
	f := fields{table: t}
	v := Vote{
		Line:      t.line(0),
		At:        f.instant(at),
		Statement: f.id(statement, maxStatementID),
		Voter:     f.id(voter, maxPersonID),
		Choice:    choices[f.oneOf(vote)],
	}
	if f.fault == nil && !known.has(v.Statement) {
		f.reject(statement, "comments.csv has no statement %d", v.Statement)
	}
	return v, f.err()
}

var choices = map[int64]Choice{1: Agree, 0: Pass, -1: Disagree}
