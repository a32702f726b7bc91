package postgres_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// A statement ends when its time is up, in a transaction and outside of one; what says nothing of time takes what it needs, on the same connection.
func TestWithin(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	setting := func(ctx context.Context) (now string) {
		t.Helper()
		if err := db.Pool.QueryRow(ctx, `SHOW statement_timeout`).Scan(&now); err != nil {
			t.Fatal(err)
		}
		return now
	}
	short := postgres.Within(t.Context(), 20*time.Millisecond)
	var problem *errs.Error
	for what, err := range map[string]error{
		"a statement":   postgres.Translate(db.Gorm.WithContext(short).Exec(`SELECT pg_sleep(60)`).Error),
		"a transaction": postgres.Transaction(short, db.Gorm, func(tx *gorm.DB) error { return tx.Exec(`SELECT pg_sleep(60)`).Error }),
	} {
		if errs.CodeOf(err) != errs.Unavailable || !errors.As(err, &problem) || problem.RetryAfter == 0 {
			t.Errorf("%s: %v", what, err)
		}
	}
	over := postgres.Altogether(t.Context(), time.Second, 0)
	if err := postgres.Translate(db.Gorm.WithContext(over).Exec(`SELECT 1`).Error); errs.CodeOf(err) != errs.Unavailable {
		t.Errorf("a statement that begins too late: %v", err)
	}
	for _, test := range []struct {
		ctx  context.Context
		want string
	}{{t.Context(), "0"}, {short, "20ms"}, {postgres.Within(t.Context(), 8*time.Second), "8s"},
		{postgres.Altogether(t.Context(), 8*time.Second, time.Hour), "8s"}, {t.Context(), "0"}} {
		if got := setting(test.ctx); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
