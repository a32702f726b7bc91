// Command bench measures the program: it makes up cities of 10,000 to 1,000,000 ideas, runs the built
// server over a durable Postgres of its own, and compares what it reaches with what the machine can do.
// `make bench` runs it; docs/performance.md has the method.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to clean up: stop only resets signals
	}
}

// run measures everything; `city N` only makes a city, `profile FOLDER` leaves profiles
// there, `pages N FOLDER` times the pages of one city by themselves and leaves their plans there, and `limits` is the server that is
// measured beside the program.
func run(ctx context.Context, args []string) error {
	if len(args) == 2 && args[0] == "city" {
		ideas, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return makeCity(ctx, folder(), ideas)
	}
	if len(args) == 1 && args[0] == "limits" {
		return serveLimits(ctx)
	}
	if len(args) == 2 && args[0] == "profile" {
		return profileLoad(ctx, args[1])
	}
	if len(args) >= 3 && args[0] == "pages" {
		ideas, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return timePages(ctx, ideas, args[2], args[3:])
	}
	return measureAll(ctx)
}

// folder is where the cities are kept.
func folder() string {
	if data := os.Getenv("BENCH_DATA"); data != "" {
		return data
	}
	return "./data/bench"
}
