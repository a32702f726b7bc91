package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// superuser makes the rest; the program itself never connects as it, so
	// that a flaw in a query cannot reach files or other programs.
	superuser    = "postgres"
	appRole      = "medskapa"
	databaseName = "medskapa"
	socketPort   = "5432"
)

// socketURL is the address of one database over the unix socket.
func socketURL(role, password, socket, name string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(role, password), Path: "/" + name}
	query := url.Values{"host": {socket}, "port": {socketPort}, "sslmode": {"disable"}}.Encode()
	u.RawQuery = strings.ReplaceAll(query, "+", "%20") // pgx, like libpq, takes a plus for a plus
	return u.String()
}

// reach opens one connection and closes it: the proof that Postgres answers.
func reach(ctx context.Context, address string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// makeDatabase makes the program's role and its database where they are
// missing.
func makeDatabase(ctx context.Context, socket, password string) error {
	conn, err := pgx.Connect(ctx, socketURL(superuser, password, socket, "postgres"))
	if err != nil {
		return err
	}
	for _, statement := range []string{
		"CREATE ROLE " + appRole + " LOGIN CREATEDB PASSWORD '" + password + "'",
		// The program reports the errors of its own queries; values in them,
		// which may be about people, stay out of Postgres' log.
		"ALTER ROLE " + appRole + " SET log_min_messages = 'log'",
		"CREATE DATABASE " + databaseName + " OWNER " + appRole,
	} {
		_, err = conn.Exec(ctx, statement)
		if err != nil && !hasState(err, "42710") && !hasState(err, "42P04") { // it exists
			return oneLine(err, conn.Close(ctx))
		}
	}
	return conn.Close(ctx)
}

func hasState(err error, code string) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && answer.Code == code
}

// brief is an error of pgx in one line, without the address it tried.
func brief(err error) string {
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		return fmt.Sprintf("%s (%s)", answer.Message, answer.Code)
	}
	return tellingLine(strings.ReplaceAll(err.Error(), "\n", " "))
}
