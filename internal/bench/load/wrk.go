package load

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

// Wrk asks for one address in a closed loop with wrk, which costs a fraction of what a Go client does
// and so hides less of the server. It fails with [exec.ErrNotFound] where there is no wrk.
func Wrk(ctx context.Context, clients int, length time.Duration, url string, headers ...string) (Result, error) {
	args := []string{"--threads=1", fmt.Sprintf("--connections=%d", clients), fmt.Sprintf("--duration=%ds", max(1, int(length.Seconds()))), "--latency"}
	for i := 0; i+1 < len(headers); i += 2 {
		args = append(args, "--header="+headers[i]+": "+headers[i+1])
	}
	out, err := exec.CommandContext(ctx, "wrk", append(args, url)...).CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return Result{}, err
	}
	if err != nil {
		return Result{}, fmt.Errorf("wrk: %w: %s", err, out)
	}
	return parseWrk(string(out))
}

// parseWrk reads what wrk prints.
func parseWrk(text string) (Result, error) {
	find := func(pattern string) string {
		found := regexp.MustCompile(pattern).FindStringSubmatch(text)
		if found == nil {
			return ""
		}
		return found[1]
	}
	var r Result
	var faults [4]error
	r.Requests, faults[0] = strconv.Atoi(find(`(\d+) requests in`))
	r.Rate, faults[1] = strconv.ParseFloat(find(`Requests/sec:\s+([\d.]+)`), 64)
	r.P50, faults[2] = time.ParseDuration(find(`(?m)^\s+50%\s+(\S+)`))
	r.P99, faults[3] = time.ParseDuration(find(`(?m)^\s+99%\s+(\S+)`))
	if failed := find(`Non-2xx or 3xx responses: (\d+)`); failed != "" {
		return r, fmt.Errorf("%s answers were no success", failed)
	}
	if err := errors.Join(faults[:]...); err != nil {
		return r, fmt.Errorf("reading what wrk says: %w", err)
	}
	return r, nil
}
