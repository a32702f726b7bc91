package polisimport

import (
	"context"
	"iter"

	"github.com/jackc/pgx/v5"

	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/polis"
)

// load streams the files into temporary tables that end with the transaction.
func load(ctx context.Context, tx pgx.Tx, export *polis.Export) error {
	_, err := tx.Exec(ctx, `
		CREATE TEMPORARY TABLE import_statements (
			statement integer PRIMARY KEY, author integer NOT NULL, at timestamptz NOT NULL, hidden boolean NOT NULL,
			title text NOT NULL, body text NOT NULL, excerpt text NOT NULL) ON COMMIT DROP;
		CREATE TEMPORARY TABLE import_votes (
			line integer NOT NULL, statement integer NOT NULL, voter integer NOT NULL, at timestamptz NOT NULL,
			choice text NOT NULL) ON COMMIT DROP;`)
	if err != nil {
		return err
	}
	if err := loadStatements(ctx, tx, export.Statements()); err != nil {
		return err
	}
	if err := loadVotes(ctx, tx, export.Votes()); err != nil {
		return err
	}
	return keepLatest(ctx, tx)
}

func loadStatements(ctx context.Context, tx pgx.Tx, statements iter.Seq2[polis.Statement, error]) error {
	r := markdown.New()
	columns := []string{"statement", "author", "at", "hidden", "title", "body", "excerpt"}
	return copyRows(ctx, tx, "import_statements", columns, statements, func(s polis.Statement) ([]any, error) {
		w, err := wordingOf(r, s.Body)
		return []any{s.ID, s.Author, s.At, s.Hidden, w.title, w.body, w.excerpt}, err
	})
}

func loadVotes(ctx context.Context, tx pgx.Tx, votes iter.Seq2[polis.Vote, error]) error {
	columns := []string{"line", "statement", "voter", "at", "choice"}
	return copyRows(ctx, tx, "import_votes", columns, votes, func(v polis.Vote) ([]any, error) {
		return []any{v.Line, v.Statement, v.Voter, v.At, string(v.Choice)}, nil
	})
}

// keepLatest makes import_opinions: the votes that no other supersedes, as polis.Vote.Supersedes has
// it. Temporary tables are not analysed by themselves, and the planner is to know their size.
func keepLatest(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `
		CREATE TEMPORARY TABLE import_opinions ON COMMIT DROP AS
			SELECT DISTINCT ON (statement, voter) statement, voter, at, choice
			FROM import_votes ORDER BY statement, voter, at DESC, line DESC;
		ANALYZE import_statements, import_votes, import_opinions;`)
	return err
}

// copyRows streams items into a table. An error of the sequence comes back as it is.
func copyRows[T any](ctx context.Context, tx pgx.Tx, table string, columns []string,
	items iter.Seq2[T, error], row func(T) ([]any, error),
) error {
	next, stop := iter.Pull2(items)
	defer stop()
	var broken error
	_, err := tx.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		item, err, ok := next()
		if !ok {
			return nil, nil
		}
		if err != nil {
			broken = err
			return nil, err
		}
		return row(item)
	}))
	if broken != nil {
		return broken // Postgres would only tell that the copying was broken off
	}
	return err
}
