package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/medskapa/medskapa/internal/bench/load"
	"github.com/medskapa/medskapa/internal/bench/wire"
)

// How often each page is asked for, one request after another: blocks by turns with all others, so that whatever else the machine does
// meets all of them. The first block only warms up.
const (
	blocks  = 6
	ofBlock = 8
)

// timed is how long one page takes by itself.
type timed struct {
	page
	took     []time.Duration
	postgres float64 // microseconds of processor time of all
}

// timePages asks for every page of one city by itself, prints p50 and p99, and leaves the plans of what each says to Postgres in a folder.
// Names narrow it to the pages that begin with one of them.
func timePages(ctx context.Context, ideas int, plans string, names []string) (err error) {
	if err := makeCity(ctx, folder(), ideas); err != nil {
		return err
	}
	cluster, err := openCluster(ctx, folder(), false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Close(context.WithoutCancel(ctx))) }()
	s, err := serveCity(ctx, cluster.URL(), ideas)
	if err != nil {
		return err
	}
	defer s.close()
	all := make([]timed, 0)
	for _, p := range s.pages() {
		if len(names) == 0 || slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(p.Name, name) }) {
			all = append(all, timed{page: p})
		}
	}
	before := loadAverage()
	for n := range blocks {
		for i := range all {
			if err := s.block(ctx, &all[i], n > 0); err != nil {
				return err
			}
		}
	}
	if err := printTimed(os.Stdout, all); err != nil {
		return err
	}
	fmt.Printf("\n%d answers a page, %s; load average %s before and %s after\n", (blocks-1)*ofBlock, time.Now().UTC().Format(time.RFC3339), before, loadAverage())
	return s.explainPages(ctx, all, plans)
}

// block asks for a page some times in a row.
func (s *subject) block(ctx context.Context, t *timed, counts bool) error {
	before := s.watched.now()
	for range ofBlock {
		took, err := s.ask(ctx, s.app, t.page)
		if err != nil {
			return err
		}
		if counts {
			t.took = append(t.took, took)
		}
	}
	if counts {
		t.postgres += s.watched.now().postgres.micros - before.postgres.micros
	}
	return nil
}

// ask asks for a page once, and returns how long the answer took.
func (s *subject) ask(ctx context.Context, of *process, p page) (time.Duration, error) {
	header, err := s.header(p)
	if err != nil {
		return 0, err
	}
	method := http.MethodGet
	if p.send != "" {
		method = http.MethodPost
	}
	request, err := http.NewRequestWithContext(ctx, method, of.url+p.url, strings.NewReader(p.send)) //nolint:gosec // the program's own address
	if err != nil {
		return 0, err
	}
	request.Header = header
	began := time.Now()
	response, err := http.DefaultClient.Do(request) //nolint:gosec // as above
	if err != nil {
		return 0, err
	}
	body, err := io.ReadAll(response.Body)
	took := time.Since(began)
	if err = errors.Join(err, response.Body.Close()); err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", p.Name, response.Status, body)
	}
	return took, err
}

func printTimed(out io.Writer, all []timed) error {
	rows := [][]string{{"page", "p50 ms", "p99 ms", "Postgres CPU ms"}}
	for _, t := range all {
		slices.Sort(t.took)
		rows = append(rows, []string{t.Name, fmt.Sprintf("%.1f", ms(load.Percentile(t.took, 0.50))), fmt.Sprintf("%.1f", ms(load.Percentile(t.took, 0.99))),
			fmt.Sprintf("%.1f", t.postgres/1000/float64(len(t.took)))})
	}
	return printTable(out, rows)
}

// loadAverage is that of the last minute; "" where the system does not tell.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

// explainPages leaves a file for each page, with the plan of each statement that a warm program says for it.
func (s *subject) explainPages(ctx context.Context, all []timed, plans string) (err error) {
	if err := os.MkdirAll(plans, 0o750); err != nil {
		return err
	}
	relay, err := wire.New(ctx, s.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, relay.Close()) }()
	heard, _, err := start(ctx, program{path: binary(), args: []string{"serve"}, env: []string{"DATABASE_URL=" + relay.URL()}, ready: api + "/ideas"})
	if err != nil {
		return err
	}
	defer heard.stop()
	through := *s
	if through.tokens, err = s.tokensOf(ctx, heard); err != nil {
		return err
	}
	for _, t := range all {
		if _, err := through.ask(ctx, heard, t.page); err != nil {
			return err
		}
		relay.Take()
		if _, err := through.ask(ctx, heard, t.page); err != nil {
			return err
		}
		text, err := s.explain(ctx, slices.DeleteFunc(relay.Take(), ofBackground))
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		if err := os.WriteFile(filepath.Join(plans, strings.ReplaceAll(t.Name, " ", "-")+".txt"), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// explain runs what is read once more, and returns the plans.
func (s *subject) explain(ctx context.Context, all []wire.Statement) (text string, err error) {
	tx, err := s.db.Pool.Begin(ctx)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, tx.Rollback(context.WithoutCancel(ctx))) }()
	var plans strings.Builder
	for _, one := range all {
		if said := strings.ToUpper(strings.TrimSpace(one.SQL)); !strings.HasPrefix(said, "SELECT") && !strings.HasPrefix(said, "WITH") || strings.Contains(said, "FOR UPDATE") {
			continue // a job's, which came in between
		}
		fmt.Fprintf(&plans, "%s\n\n", one.SQL)
		one.SQL, one.Results = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) "+one.SQL, nil
		rows, err := wire.Run(ctx, tx.Conn(), one)
		if err != nil {
			return "", err
		}
		for _, row := range rows {
			fmt.Fprintf(&plans, "%v\n", row[0])
		}
		fmt.Fprintln(&plans)
	}
	return plans.String(), nil
}
