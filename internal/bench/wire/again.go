package wire

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Run executes s once more, as a prepared statement that conn remembers, and returns the rows.
func Run(ctx context.Context, conn *pgx.Conn, s Statement) ([][]any, error) {
	prepared, err := conn.Prepare(ctx, s.SQL, s.SQL)
	if err != nil {
		return nil, err
	}
	reader := conn.PgConn().ExecPrepared(ctx, prepared.Name, s.Values, s.Formats, s.Results)
	rows := pgx.RowsFromResultReader(conn.TypeMap(), reader)
	defer rows.Close()
	var all [][]any
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		all = append(all, values)
	}
	return all, rows.Err()
}
