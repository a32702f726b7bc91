package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// settings are how much is measured.
type settings struct {
	Quick  bool          `json:"quick"`
	Sizes  []int         `json:"sizes"`  // ideas; the smallest and the largest are compared
	Rounds int           `json:"rounds"` // of each measure
	Round  time.Duration `json:"round"`
	Flat   time.Duration `json:"flat"` // for all pages of one size
	News   time.Duration `json:"news"`
}

// readSettings reads BENCH and BENCH_SIZES, which names other sizes, such as 10000,1000000.
func readSettings() (settings, error) {
	s := amount(os.Getenv("BENCH"))
	sizes := os.Getenv("BENCH_SIZES")
	if sizes == "" {
		return s, nil
	}
	s.Sizes = nil
	for size := range strings.SplitSeq(sizes, ",") {
		ideas, err := strconv.Atoi(size)
		if err != nil || ideas < smallest {
			return s, fmt.Errorf("BENCH_SIZES must be numbers of ideas from %d, separated by commas, not %q", smallest, size)
		}
		s.Sizes = append(s.Sizes, ideas)
	}
	slices.Sort(s.Sizes)
	return s, nil
}

// smallest is the city that has newcomers and open ideas enough for every measure.
const smallest = 10_000

// amount is how much is measured: quick ends within three minutes, anything else takes what it takes.
func amount(which string) settings {
	if which == "quick" {
		return settings{Quick: true, Sizes: []int{10_000, 50_000}, Rounds: 2, Round: time.Second, Flat: 12 * time.Second, News: 20 * time.Second}
	}
	return settings{Sizes: []int{10_000, 100_000, 1_000_000}, Rounds: 5, Round: 5 * time.Second, Flat: 260 * time.Second, News: 10 * time.Minute}
}

const (
	readers = 32 // connections that read
	voters  = 64 // people who vote or post at the same time
)

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
