package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// A floor is reached from above, a ceiling from below.
func TestReached(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		row  row
		want bool
	}{
		{row{Value: 0.9, Target: 0.9, AtLeast: true}, true}, {row{Value: 0.89, Target: 0.9, AtLeast: true}, false},
		{row{Value: 1.5, Target: 1.5}, true}, {row{Value: 1.51, Target: 1.5}, false}, {row{Value: 1.2, Target: 1.5}, true},
	} {
		if got := test.row.reached(); got != test.want {
			t.Errorf("%+v: %t", test.row, got)
		}
	}
}

// Who is refused is not served, nor is who was due and never sent.
func TestServed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		result load.Result
		want   bool
	}{
		{load.Result{Requests: 1000}, true}, {load.Result{Requests: 1000, Failed: 10}, true}, {load.Result{Requests: 1000, Failed: 11}, false},
		{load.Result{Requests: 989}, false},
	} {
		if got := served("votes", test.result, 100, 10); got.reached() != test.want {
			t.Errorf("%d of %d failed: %+v", test.result.Failed, test.result.Requests, got)
		}
	}
}

// The ratio is that of the medians, and what stands in the table also stands in the file.
func TestReport(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bench.json")
	t.Setenv("BENCH_JSON", path)
	m := &measuring{report: newReport(settings{})}
	ours := median([]side{{Name: "ours", Rate: 10, P99: 3}, {Name: "ours", Rate: 90, P99: 9}, {Name: "ours", Rate: 50, P99: 6, Failed: 2}})
	if ours.Rate != 50 || ours.P99 != 6 || ours.Failed != 2 {
		t.Errorf("median %+v", ours)
	}
	m.ratio("publicList", 0.9, ours, side{Rate: 100})
	var out strings.Builder
	if err := m.report.write(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "| publicList | 0.50 ×") {
		t.Errorf("table:\n%s", out.String())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(text, &back); err != nil || back.Ratios["publicList"] != 0.5 || back.Machine.Cores == 0 {
		t.Errorf("%+v, %v", back.Ratios, err)
	}
}

func TestParsePgbench(t *testing.T) {
	t.Parallel()
	got, err := parsePgbench("number of transactions actually processed: 1234\nlatency average = 12.9 ms\ntps = 617.5 (without initial connection time)\n")
	if err != nil || got.Requests != 1234 || got.Rate != 617.5 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := parsePgbench("pgbench: error"); err == nil {
		t.Error("an error passed for a result")
	}
	if _, err := parsePgbench("number of transactions actually processed: 0\nnumber of failed transactions: 0 (NaN%)\n"); !errors.Is(err, errNothingDone) {
		t.Errorf("nothing passed for a result: %v", err)
	}
}

// Who had no time to do anything gets more of it, though not for ever.
func TestPatiently(t *testing.T) {
	t.Parallel()
	var tried []time.Duration
	result, err := patiently(time.Second, func(length time.Duration) (load.Result, error) {
		if tried = append(tried, length); length < 4*time.Second {
			return load.Result{}, errNothingDone
		}
		return load.Result{Requests: 1}, nil
	})
	if err != nil || result.Requests != 1 || len(tried) != 3 {
		t.Errorf("%+v after %v, %v", result, tried, err)
	}
	if _, err := patiently(time.Second, func(time.Duration) (load.Result, error) { return load.Result{}, errNothingDone }); !errors.Is(err, errNothingDone) {
		t.Errorf("%v", err)
	}
}

func TestSettings(t *testing.T) {
	t.Setenv("BENCH", "quick")
	t.Setenv("BENCH_SIZES", "50000,10000")
	if s, err := readSettings(); err != nil || !s.Quick || len(s.Sizes) != 2 || s.Sizes[0] != 10_000 {
		t.Errorf("%+v, %v", s, err)
	}
	for _, wrong := range []string{"9999", "many", "10000,"} {
		t.Setenv("BENCH_SIZES", wrong)
		if _, err := readSettings(); err == nil {
			t.Errorf("%q passed", wrong)
		}
	}
}
