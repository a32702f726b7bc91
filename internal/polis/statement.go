package polis

import (
	"errors"
	"io"
	"iter"
	"time"
)

// MaxBody is the longest statement, in characters.
const MaxBody = 20_000

// Statement is something that a participant of the conversation proposed for
// the others to agree or disagree with.
type Statement struct {
	Line   int       // line of comments.csv on which it begins
	ID     int64     // from 0, unique in the conversation
	Author int64     // id of a person, in the same series as Vote.Voter
	At     time.Time // UTC, to the millisecond
	Hidden bool      // moderated out; one not yet moderated is not hidden
	Body   string    // 1 to MaxBody characters, no white space around it
}

// Statements yields every row of comments.csv in its order. Ids do not repeat.
// The first error ends it.
func (e *Export) Statements() iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		known := &idSet{}
		finished, err := e.eachStatement(known, yield)
		switch {
		case err != nil:
			yield(Statement{}, err)
		case finished:
			e.known = known
		}
	}
}

// eachStatement is finished when it came to the end of the file.
func (e *Export) eachStatement(known *idSet, yield func(Statement, error) bool) (finished bool, err error) {
	t, err := openTable(e.dir, statementsFile, &e.read)
	if err != nil {
		return false, err
	}
	defer t.close()
	columns, err := t.readHeader("timestamp", "comment-id", "author-id", "moderated", "comment-body")
	if err != nil {
		return false, err
	}
	for {
		if err := t.next(); err != nil {
			return errors.Is(err, io.EOF), notEOF(err)
		}
		s, err := readStatement(t, columns, known)
		if err != nil {
			return false, err
		}
		if !yield(s, nil) {
			return false, nil
		}
	}
}

func readStatement(t *table, columns []int, known *idSet) (Statement, error) {
	at, id, author, moderated, body := columns[0], columns[1], columns[2], columns[3], columns[4]
	f := fields{table: t}
	s := Statement{
		Line:   t.line(0),
		At:     f.instant(at),
		ID:     f.id(id, maxStatementID),
		Author: f.id(author, maxPersonID),
		Hidden: f.oneOf(moderated) == -1,
		Body:   f.text(body, MaxBody),
	}
	if f.fault == nil && !known.add(s.ID) {
		f.reject(id, "the id %d stands on an earlier line too", s.ID)
	}
	return s, f.err()
}

func notEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
