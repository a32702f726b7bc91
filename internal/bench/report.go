package main

import (
	"encoding/json"
	"io"
	"os"
	"runtime"
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
	// CommitMs is the median time of one durable commit that changes one row.
	CommitMs float64 `json:"commitMs"`
}

func newReport(s settings) report {
	return report{At: time.Now().UTC(), Settings: s, Ratios: make(map[string]float64), Statements: make(map[string]float64),
		Machine: machine{OS: runtime.GOOS, Arch: runtime.GOARCH, Cores: runtime.NumCPU(), Go: runtime.Version()}}
}

func (r *report) add(rows ...row) {
	for _, one := range rows {
		r.Rows = append(r.Rows, one)
		r.Ratios[one.Name] = one.Value
	}
}

// write prints the tables, and the whole as JSON into the file that BENCH_JSON names.
func (r *report) write(out io.Writer) error {
	if err := r.print(out); err != nil {
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
