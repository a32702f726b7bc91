//go:build unix

package postgres

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// patience bounds every wait of these tests.
const patience = 30 * time.Second

// openFolder is a temporary folder that every account can pass through, as
// root's t.TempDir is not.
func openFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, path := range []string{folder, filepath.Dir(folder)} {
		if err := os.Chmod(path, 0o711); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func options(t *testing.T, data string) Options {
	t.Helper()
	return Options{Data: data, Fast: true, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
}

// start opens a cluster that the test's end closes if the test has not.
func start(t *testing.T, opener func(context.Context, Options) (*Cluster, error), o Options) *Cluster {
	t.Helper()
	c, err := opener(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if c.postmaster != nil && c.postmaster.cmd.ProcessState == nil {
			stop(t, c)
		}
	})
	return c
}

func stop(t *testing.T, c *Cluster) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := c.Close(ctx); err != nil {
		t.Error(err)
	}
}

// query runs one statement and answers the first column of its first row.
func query(t *testing.T, url, sql string) string {
	t.Helper()
	value, err := tryQuery(url, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return value
}

func tryQuery(url, sql string) (value string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	rows, err := conn.Query(ctx, sql, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	if rows.Next() {
		value = string(rows.RawValues()[0])
	}
	rows.Close()
	return value, rows.Err()
}

// eventually waits for a condition that another process brings about.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for until := time.Now().Add(patience); !condition(); time.Sleep(2 * time.Millisecond) { //nolint:forbidigo // between two looks at the condition
		if time.Now().After(until) {
			t.Fatalf("%s: not within %s", what, patience)
		}
	}
}

// wantLine checks that the error is one line that holds every given part.
func wantLine(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", parts)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("got %q, want it to contain %q", err, part)
		}
	}
}

func isRoot() bool { return os.Geteuid() == 0 }
