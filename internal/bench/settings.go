package main

import (
	"os"
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

// readSettings reads BENCH: quick ends within three minutes, anything else takes what it takes.
func readSettings() settings {
	if os.Getenv("BENCH") == "quick" {
		return settings{Quick: true, Sizes: []int{10_000, 100_000}, Rounds: 2, Round: time.Second, Flat: 8 * time.Second, News: 20 * time.Second}
	}
	return settings{Sizes: []int{10_000, 100_000, 1_000_000}, Rounds: 5, Round: 5 * time.Second, Flat: 2 * time.Minute, News: 10 * time.Minute}
}

const (
	readers = 32 // connections that read
	voters  = 64 // people who vote or post at the same time
)

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
