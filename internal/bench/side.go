package main

import (
	"context"
	"fmt"
	"os"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// side is one of the two that a measure compares.
type side struct {
	Name           string  `json:"name"`
	With           string  `json:"with"` // what made the load
	Rate           float64 `json:"perSecond"`
	P50            float64 `json:"p50Ms"`
	P99            float64 `json:"p99Ms"`
	AppMicros      float64 `json:"appMicrosPerRequest,omitempty"`      // of the server's processor time
	PostgresMicros float64 `json:"postgresMicrosPerRequest,omitempty"` // the same of Postgres
	Failed         int     `json:"failed,omitempty"`
}

// way is how one side is measured once.
type way struct {
	name    string
	with    string
	watched watched
	run     func(context.Context) (load.Result, error)
}

// measure runs a way once.
func (w way) measure(ctx context.Context) (side, error) {
	before := w.watched.now()
	result, err := w.run(ctx)
	if err != nil {
		return side{}, fmt.Errorf("%s: %w", w.name, err)
	}
	after := w.watched.now()
	s := side{Name: w.name, With: w.with, Rate: result.Rate, P50: ms(result.P50), P99: ms(result.P99), Failed: result.Failed}
	if result.Requests > 0 {
		s.AppMicros = (after.app.micros - before.app.micros) / float64(result.Requests) // 0 where nobody tells
		s.PostgresMicros = (after.postgres.micros - before.postgres.micros) / float64(result.Requests)
	}
	fmt.Fprintf(os.Stderr, "    %-40s %9.0f /s  p50 %7.2f ms  p99 %7.2f ms  app %5.0f µs  postgres %5.0f µs  %s\n",
		s.Name, s.Rate, s.P50, s.P99, s.AppMicros, s.PostgresMicros, result.Fault)
	return s, nil
}

// median is the middle of each figure of several rounds of one side.
func median(rounds []side) side {
	of := func(figure func(side) float64) float64 {
		values := make([]float64, len(rounds))
		for n, s := range rounds {
			values[n] = figure(s)
		}
		return load.Median(values)
	}
	s := rounds[0]
	s.Rate, s.P50, s.P99 = of(func(s side) float64 { return s.Rate }), of(func(s side) float64 { return s.P50 }), of(func(s side) float64 { return s.P99 })
	s.AppMicros, s.PostgresMicros = of(func(s side) float64 { return s.AppMicros }), of(func(s side) float64 { return s.PostgresMicros })
	s.Failed = 0
	for _, r := range rounds {
		s.Failed += r.Failed
	}
	return s
}

// inTurn measures the ways one after the other, several rounds, so that whatever else the machine does
// meets all of them, and returns the medians in the same order.
func inTurn(ctx context.Context, rounds int, ways ...way) ([]side, error) {
	measured := make([][]side, len(ways))
	for range rounds {
		for n, w := range ways {
			s, err := w.measure(ctx)
			if err != nil {
				return nil, err
			}
			measured[n] = append(measured[n], s)
		}
	}
	medians := make([]side, len(ways))
	for n := range ways {
		medians[n] = median(measured[n])
	}
	return medians, nil
}
