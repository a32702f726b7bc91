package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/medskapa/medskapa/internal/bench/city"
	"github.com/medskapa/medskapa/internal/postgres"
)

// seed is that of every city; another one would give other rows.
const seed = 20261122

// marker is written into a city once it is complete, with what it was made by.
const marker = `CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE IF NOT EXISTS bench.city (made_by text NOT NULL)`

func madeBy(ideas int) string {
	return fmt.Sprintf("generator %d, seed %d, %d ideas", city.Version, seed, ideas)
}

// makeCity makes the city of a size where it is missing.
func makeCity(ctx context.Context, folder string, ideas int) error {
	return makeCities(ctx, folder, []int{ideas})
}

// makeCities makes the missing ones over a Postgres that is not durable, which is much faster; what is
// half-made after a crash has no marker and is made anew.
func makeCities(ctx context.Context, folder string, sizes []int) (err error) {
	cluster, err := openCluster(ctx, folder, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Close(context.WithoutCancel(ctx))) }()
	for _, ideas := range sizes {
		if err := ensureCity(ctx, cluster.URL(), ideas); err != nil {
			return fmt.Errorf("city of %d ideas: %w", ideas, err)
		}
	}
	return nil
}

func openCluster(ctx context.Context, folder string, fast bool) (*postgres.Cluster, error) {
	return postgres.OpenCluster(ctx, postgres.Options{Data: folder, Binaries: os.Getenv("MEDSKAPA_POSTGRES_BIN"), Fast: fast})
}

func ensureCity(ctx context.Context, server string, ideas int) error {
	name := cityName(ideas)
	complete, err := isComplete(ctx, databaseURL(server, name), ideas)
	if err != nil {
		return err
	}
	if !complete {
		err := execute(ctx, server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)", "CREATE DATABASE "+name)
		if err != nil {
			return err
		}
	}
	db, err := postgres.Open(ctx, databaseURL(server, name)+"&pool_max_conns=4")
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil || complete {
		return err
	}
	fmt.Fprintf(os.Stderr, "making a city of %d ideas\n", ideas)
	return fill(ctx, db.Pool, ideas)
}

func fill(ctx context.Context, db *pgxpool.Pool, ideas int) error {
	if err := city.New(seed, ideas).Load(ctx, db, os.Stderr); err != nil {
		return err
	}
	if _, err := db.Exec(ctx, marker); err != nil {
		return err
	}
	_, err := db.Exec(ctx, `INSERT INTO bench.city VALUES ($1)`, madeBy(ideas))
	return err
}

// isComplete reports whether the database at url holds the city as this generator makes it. One that is
// not there does not.
func isComplete(ctx context.Context, url string, ideas int) (complete bool, err error) {
	conn, err := pgx.Connect(ctx, url)
	if hasCode(err, "3D000") { // no such database
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	err = conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM bench.city WHERE made_by = $1)`, madeBy(ideas)).Scan(&complete)
	if hasCode(err, "42P01") || hasCode(err, "3F000") { // no such table, no such schema
		return false, nil
	}
	return complete, err
}

// execute runs statements one by one, outside of a transaction.
func execute(ctx context.Context, url string, statements ...string) (err error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func cityName(ideas int) string { return fmt.Sprintf("city_%d", ideas) }

// databaseURL is the server's URL with another database's name.
func databaseURL(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server // the cluster made it, so it can be read
	}
	u.Path = "/" + name
	return u.String()
}
