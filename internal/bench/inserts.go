package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// ids is how many different ids a script draws from: 48 bits.
const ids = 1 << 48

// errNothingDone is when no script came to its end: the machine had other things to do.
var errNothingDone = errors.New("nothing was done in the time")

// patiently runs for a time, and for a longer one as long as nothing is done in it.
func patiently(length time.Duration, run func(time.Duration) (load.Result, error)) (load.Result, error) {
	result, err := run(length)
	for longest := 16 * length; errors.Is(err, errNothingDone) && length < longest; {
		length *= 2
		result, err = run(length)
	}
	return result, err
}

// runPgbench runs a script whose :n is another number each time. pgbench tells means only.
func runPgbench(ctx context.Context, path, database string, script []string, length time.Duration) (_ load.Result, err error) {
	file, err := os.CreateTemp("", "bench-*.sql")
	if err != nil {
		return load.Result{}, err
	}
	defer func() { err = errors.Join(err, os.Remove(file.Name())) }()
	_, err = fmt.Fprintf(file, "\\set n random(0, %d)\n%s;\n", int64(ids-1), strings.Join(script, ";\n"))
	if err = errors.Join(err, file.Close()); err != nil {
		return load.Result{}, err
	}
	config, err := pgx.ParseConfig(database)
	if err != nil {
		return load.Result{}, err
	}
	cmd := exec.CommandContext(ctx, path, "--no-vacuum", "--protocol=prepared", fmt.Sprintf("--client=%d", inserters), "--jobs=1",
		fmt.Sprintf("--time=%d", max(1, int(length.Seconds()))), "--file="+file.Name(), "--host="+config.Host,
		fmt.Sprintf("--port=%d", config.Port), "--username="+config.User, config.Database)
	cmd.Env = append(os.Environ(), "PGPASSWORD="+config.Password)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return load.Result{}, fmt.Errorf("pgbench: %w: %s", err, out)
	}
	return parsePgbench(string(out))
}

// parsePgbench reads what pgbench prints; p50 and p99 stay 0.
func parsePgbench(text string) (load.Result, error) {
	find := func(pattern string) string {
		found := regexp.MustCompile(pattern).FindStringSubmatch(text)
		if found == nil {
			return ""
		}
		return found[1]
	}
	var r load.Result
	if find(`actually processed: (\d+)`) == "0" {
		return r, errNothingDone
	}
	var faults [2]error
	r.Requests, faults[0] = strconv.Atoi(find(`actually processed: (\d+)`))
	r.Rate, faults[1] = strconv.ParseFloat(find(`tps = ([\d.]+)`), 64)
	if err := errors.Join(faults[:]...); err != nil {
		return r, fmt.Errorf("reading what pgbench says: %w: %s", err, text)
	}
	return r, nil
}

// runScript does the same through bare pgx.
func runScript(ctx context.Context, database string, script []string, length time.Duration) (load.Result, error) {
	var mu sync.Mutex
	var all []time.Duration
	began := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	for range inserters {
		group.Go(func() error {
			took, err := repeat(ctx, database, script, began.Add(length))
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return load.Result{}, err
	}
	slices.Sort(all)
	return load.Result{Requests: len(all), Rate: float64(len(all)) / time.Since(began).Seconds(),
		P50: load.Percentile(all, 0.50), P99: load.Percentile(all, 0.99)}, nil
}

// repeat runs a script on one connection until a moment, and returns how long each run took.
func repeat(ctx context.Context, database string, script []string, until time.Time) (took []time.Duration, err error) {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	for began := time.Now(); began.Before(until); began = time.Now() {
		n := rand.Int64N(ids)
		for _, statement := range script {
			statement, args := numbered(statement, n)
			if _, err := conn.Exec(ctx, statement, args...); err != nil {
				return took, err
			}
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

// numbered makes :n a parameter, as pgbench does.
func numbered(statement string, n int64) (string, []any) {
	if !strings.Contains(statement, ":n::bigint") {
		return statement, nil
	}
	return strings.ReplaceAll(statement, ":n::bigint", "$1::bigint"), []any{n}
}

// newestOf returns the last of the files that a pattern fits, "" when there is none.
func newestOf(pattern string) string {
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

func idText(id [16]byte) string { return uuid.UUID(id).String() }

func quoteID(id [16]byte) string { return "'" + idText(id) + "'" }
