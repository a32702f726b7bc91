package main

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
)

// hasCode reports whether err is what Postgres says with a SQLSTATE.
func hasCode(err error, code string) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && answer.Code == code
}
