package wire_test

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/medskapa/medskapa/internal/bench/wire"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// What was said is counted, and can be said again with the same values.
func TestRelay(t *testing.T) {
	t.Parallel()
	_, address := postgrestest.NewURL(t)
	relay, err := wire.New(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := relay.Close(); err != nil {
			t.Error(err)
		}
	})
	conn, err := pgx.Connect(t.Context(), relay.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // nothing is lost with it
	relay.Take()
	err = pgx.BeginFunc(t.Context(), conn, func(tx pgx.Tx) error {
		var sum int
		return errors.Join(tx.QueryRow(t.Context(), `SELECT $1::int + $2`, 3, 4).Scan(&sum), tx.QueryRow(t.Context(), `SELECT $1::int + $2`, 5, 6).Scan(&sum))
	})
	if err != nil {
		t.Fatal(err)
	}
	said := relay.Take()
	if len(said) != 4 || said[0].SQL != "begin" || said[1].SQL != `SELECT $1::int + $2` || said[2].SQL != said[1].SQL || said[3].SQL != "commit" {
		t.Fatalf("heard %+v", said)
	}
	for n, want := range []int32{7, 11} {
		again, err := wire.Run(t.Context(), conn, said[1+n])
		if err != nil {
			t.Fatal(err)
		}
		if len(again) != 1 || again[0][0] != want {
			t.Errorf("again: %v, want %d", again, want)
		}
	}
}
