package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"text/tabwriter"
	"time"

	"github.com/medskapa/medskapa/internal/bench/wire"
)

// row is one line of the table.
type row struct {
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Target  float64 `json:"target"`
	AtLeast bool    `json:"atLeast"` // the target is a floor, else a ceiling
	Unit    string  `json:"unit"`
	Note    string  `json:"note,omitempty"`
	Sides   []side  `json:"sides,omitempty"`
}

func (r row) reached() bool { return r.AtLeast == (r.Value >= r.Target) || r.Value == r.Target }

// report is what a run found, as it is written to BENCH_JSON.
type report struct {
	At         time.Time          `json:"at"`
	Machine    machine            `json:"machine"`
	Settings   settings           `json:"settings"`
	Generated  float64            `json:"generatedSeconds"`
	Seconds    float64            `json:"seconds"`
	Ratios     map[string]float64 `json:"ratios"`
	Rows       []row              `json:"rows"`
	Statements map[string]float64 `json:"statementsPerRequest"`
	Pages      []page             `json:"pages"`
	News       broadcast          `json:"news"`

	list []wire.Statement // of a list that is not in memory
}

// machine is where the run was.
type machine struct {
	OS    string `json:"os"`
	Arch  string `json:"arch"`
	Cores int    `json:"cores"`
	Go    string `json:"go"`
}

func newReport(s settings) report {
	return report{At: time.Now().UTC(), Settings: s, Ratios: make(map[string]float64), Statements: make(map[string]float64),
		Machine: machine{runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version()}}
}

func (r *report) add(rows ...row) {
	for _, one := range rows {
		r.Rows = append(r.Rows, one)
		r.Ratios[one.Name] = one.Value
	}
}

// write prints the table, and the whole as JSON into the file that BENCH_JSON names.
func (r *report) write(out io.Writer) error {
	if err := r.table(out); err != nil {
		return err
	}
	path := os.Getenv("BENCH_JSON")
	if path == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o600)
}

func (r *report) table(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(format string, values ...any) { _, _ = fmt.Fprintf(w, format+"\t\n", values...) } // Flush tells
	line("\nmeasure\treached\ttarget\t\tp50 ms\tp99 ms\tapp µs\tPostgres µs\tper second\tlimit\twith")
	for _, one := range r.Rows {
		sign, verdict := "≤", "yes"
		if one.AtLeast {
			sign = "≥"
		}
		if !one.reached() {
			verdict = "NO"
		}
		line("%s\t%.2f %s\t%s %g\t%s\t%s", one.Name, one.Value, one.Unit, sign, one.Target, verdict, sideColumns(one.Sides))
	}
	line("\nstatements of a request\t\t\t\t\t\t\t\t\t\t")
	for name, n := range r.Statements {
		line("%s\t%.1f\t\t\t\t\t\t\t\t\t", name, n)
	}
	line("\n%s/%s, %d cores, %s; made cities in %.0f s, all in %.0f s\t\t\t\t\t\t\t\t\t\t",
		r.Machine.OS, r.Machine.Arch, r.Machine.Cores, r.Machine.Go, r.Generated, r.Seconds)
	return w.Flush()
}

// sideColumns shows ours and the rate of the limit.
func sideColumns(sides []side) string {
	if len(sides) < 2 {
		return "\t\t\t\t\t\t"
	}
	ours, limit := sides[0], sides[1]
	used := "n/a\tn/a"
	if ours.AppMicros > 0 {
		used = fmt.Sprintf("%.0f\t%.0f", ours.AppMicros, ours.PostgresMicros)
	}
	return fmt.Sprintf("%.2f\t%.2f\t%s\t%.0f\t%.0f\t%s", ours.P50, ours.P99, used, ours.Rate, limit.Rate, ours.With+"/"+limit.With)
}
