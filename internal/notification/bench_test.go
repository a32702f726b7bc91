package notification_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
)

// followers is how many people the measured event is told.
const followers = 50_000

// BenchmarkTelling tells 50,000 followers of one event, in pieces as the worker does: rows a second, the time
// of a piece, and the most memory that the program held for it. It prints the plan by which a piece is found.
//
//	go test ./internal/notification -run '^$' -bench Telling -benchtime 1x -v
func BenchmarkTelling(b *testing.B) {
	db, store := open(b)
	id := fixture.Idea(b, db, fixture.Account(b, db, auth.Member))
	exec(b, db, `INSERT INTO participants (id, kind, display_name) SELECT gen_random_uuid(), 'resident', 'Följare ' || n FROM generate_series(1, $1::int) n`, followers)
	exec(b, db, `INSERT INTO accounts (id, email, email_key, password_hash) SELECT id, id || '@a.example', id || '@a.example', 'none' FROM participants WHERE display_name LIKE 'Följare%'`)
	exec(b, db, `INSERT INTO follows (account_id, target_kind, target_id) SELECT id, 'idea', $1 FROM participants WHERE display_name LIKE 'Följare%'`, id)
	// Others that the index has to pass over: each follows ten more.
	exec(b, db, `INSERT INTO follows (account_id, target_kind, target_id) SELECT id, 'challenge', ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid
		FROM participants, generate_series(1, 10) n WHERE display_name LIKE 'Följare%'`)
	exec(b, db, `ANALYZE`)
	for b.Loop() {
		exec(b, db, `TRUNCATE notifications`)
		err := postgres.Transaction(b.Context(), db.Gorm, func(tx *gorm.DB) error {
			return notification.Happened(tx, notification.Event{Kind: notification.IdeaStage, Subject: anIdea(id)})
		})
		must(b, err)
		tellMeasured(b, store)
	}
	explain(b, db, id.String())
}

// tellMeasured tells what waits piece by piece, and reports figures of it.
func tellMeasured(b *testing.B, store *notification.Store) {
	b.Helper()
	var pieces []time.Duration
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	peak, start := before.HeapInuse, time.Now()
	for more := true; more; {
		from := time.Now()
		var err error
		more, err = store.TellPiece(b.Context())
		must(b, err)
		if more {
			pieces = append(pieces, time.Since(from))
		}
		runtime.ReadMemStats(&now)
		peak = max(peak, now.HeapInuse)
	}
	all := time.Since(start)
	slices.Sort(pieces)
	b.ReportMetric(followers/all.Seconds(), "rows/s")
	b.ReportMetric(float64(peak-before.HeapInuse)/(1<<20), "MB-peak")
	b.ReportMetric(float64(pieces[len(pieces)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(pieces[len(pieces)*99/100].Microseconds())/1000, "ms-p99")
}

// explain prints the plan of a piece in the middle of the followers.
func explain(b *testing.B, db *postgres.DB, id string) {
	b.Helper()
	rows, err := db.Pool.Query(b.Context(), `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) SELECT account_id FROM follows
		WHERE target_id = $1 AND account_id > '80000000-0000-0000-0000-000000000000' AND active ORDER BY account_id LIMIT 1000`, id)
	must(b, err)
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var line string
		must(b, rows.Scan(&line))
		plan = append(plan, line)
	}
	must(b, rows.Err())
	b.Log("\n" + strings.Join(plan, "\n"))
}
