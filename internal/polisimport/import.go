// Package polisimport brings a conversation held with the Polis software into the platform: a closed
// challenge with opinion voting, the statements as its ideas, and those who wrote and voted as
// participants without accounts, who can never sign in.
package polisimport

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/polis"
)

// Stage is what an import is doing.
type Stage string

// The stages, in their order. Waiting is left out unless another import holds the way.
const (
	Reading Stage = "reading" // the files into temporary tables; see polis.Export.Progress
	Waiting Stage = "waiting"
	Storing Stage = "storing"
)

// Figures count what an export holds and what importing it changed.
type Figures struct {
	Statements int64 `json:"statements"`
	Visible    int64 `json:"visible"` // statements that are not moderated out
	Voters     int64 `json:"voters"`
	Opinions   int64 `json:"opinions"` // the latest votes, one a voter and statement
	Agree      int64 `json:"agree"`
	Disagree   int64 `json:"disagree"`
	Pass       int64 `json:"pass"`
	Changed    int64 `json:"changed"` // opinions that are new or became others
}

// Import brings in an export, all of it or nothing. Imported again it changes nothing; a later export
// of the same conversation adds what is new and changes the votes that were changed. What people
// have changed on the platform since then stays as they left it. Several imports may run at once:
// they store one after the other. Memory does not grow with the files, which is why Postgres does
// the matching. A malformed file is a *polis.FormatError.
func Import(ctx context.Context, pool *pgxpool.Pool, export *polis.Export, enter func(Stage)) (Figures, error) {
	var figures Figures
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		enter(Reading)
		if err := load(ctx, tx, export); err != nil {
			return err
		}
		if err := takeTurn(ctx, tx, enter); err != nil {
			return err
		}
		enter(Storing)
		changed, err := store(ctx, tx, export.Summary)
		if err != nil {
			return err
		}
		figures, err = count(ctx, tx)
		figures.Changed = changed
		if err == nil && changed > 0 {
			_, err = tx.Exec(ctx, change.TellAll)
		}
		return err
	})
	return figures, err
}

// turn is the advisory lock of imports; any number that nothing else uses.
const turn = 7_650_719

// takeTurn waits until no other import stores, however long that takes.
func takeTurn(ctx context.Context, tx pgx.Tx, enter func(Stage)) error {
	var mine bool
	if err := tx.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock($1)`, turn).Scan(&mine); err != nil || mine {
		return err
	}
	enter(Waiting)
	var patience string
	if err := tx.QueryRow(ctx, `SELECT current_setting('lock_timeout')`).Scan(&patience); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `SET LOCAL lock_timeout = 0`); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, turn); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `SELECT set_config('lock_timeout', $1, true)`, patience)
	return err
}

// count takes the figures from the temporary tables: what the export says, whatever the platform
// made of it since.
func count(ctx context.Context, tx pgx.Tx) (Figures, error) {
	var f Figures
	err := tx.QueryRow(ctx, `
		SELECT s.*, v.* FROM
			(SELECT count(*), count(*) FILTER (WHERE NOT hidden) FROM import_statements) s,
			(SELECT count(DISTINCT voter), count(*), count(*) FILTER (WHERE choice = 'agree'),
				count(*) FILTER (WHERE choice = 'disagree'), count(*) FILTER (WHERE choice = 'pass')
			 FROM import_opinions) v`,
	).Scan(&f.Statements, &f.Visible, &f.Voters, &f.Opinions, &f.Agree, &f.Disagree, &f.Pass)
	return f, err
}
