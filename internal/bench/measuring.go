package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// measuring is one run of all measures.
type measuring struct {
	settings
	server string   // the address of Postgres
	city   *subject // the largest one
	limits *process
	report report
}

// measureAll makes the cities that are missing, and measures.
func measureAll(ctx context.Context) (err error) {
	chosen, err := readSettings()
	if err != nil {
		return err
	}
	m := &measuring{settings: chosen, report: newReport(chosen)}
	began := time.Now()
	if err := makeCities(ctx, folder(), m.Sizes); err != nil {
		return err
	}
	m.report.Generated = time.Since(began).Seconds()
	cluster, err := openCluster(ctx, folder(), false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Close(context.WithoutCancel(ctx))) }()
	m.server = cluster.URL()
	if err := m.run(ctx); err != nil {
		return err
	}
	m.report.Seconds = time.Since(began).Seconds()
	return m.report.write(os.Stdout)
}

// run measures the largest city, and then whether pages stay as fast as in the smallest.
func (m *measuring) run(ctx context.Context) (err error) {
	m.city, err = serveCity(ctx, m.server, m.Sizes[len(m.Sizes)-1])
	if err != nil {
		return err
	}
	defer m.city.close()
	if err := m.step(ctx, "statements of a request", m.statements); err != nil {
		return err
	}
	m.limits, err = m.city.startLimits(ctx, m.report.list)
	if err != nil {
		return err
	}
	defer m.limits.stop()
	for _, s := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"memory without load", m.idle}, {"a durable commit", m.durable}, {"reading", m.reads}, {"voting", m.votes}, {"posting", m.posts}, {"tidying up", m.tidy},
		{"telling followers", m.telling}, {"pages small and large", m.flatness}, {"the evening news", m.news}, {"tidying up and recounting", m.recount}, {"first answer", m.first},
	} {
		if err := m.step(ctx, s.name, s.do); err != nil {
			return err
		}
	}
	return nil
}

func (m *measuring) step(ctx context.Context, name string, do func(context.Context) error) error {
	fmt.Fprintf(os.Stderr, "%s\n", name)
	began := time.Now()
	if err := do(ctx); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	fmt.Fprintf(os.Stderr, "  in %.1f s\n", time.Since(began).Seconds())
	return nil
}

// bare is the server of limits, watched.
func (m *measuring) bare() watched {
	return watched{app: m.limits.cmd.Process.Pid, postmaster: m.city.watched.postmaster}
}

// compare measures two ways in turn and notes the ratio of their rates.
func (m *measuring) compare(ctx context.Context, name string, target float64, ours, limit way) error {
	sides, err := inTurn(ctx, m.Rounds, ours, limit)
	if err != nil {
		return err
	}
	m.ratio(name, target, sides[0], sides[1])
	return nil
}

// ratio notes how two rates compare; it should be at least target.
func (m *measuring) ratio(name string, target float64, ours, limit side) {
	m.report.add(row{Name: name, Value: ours.Rate / limit.Rate, Target: target, AtLeast: true, Unit: "×", Sides: []side{ours, limit}})
}

func (m *measuring) tidy(ctx context.Context) error { return m.city.Tidy(ctx, m.city.db.Pool) }
