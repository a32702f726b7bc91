// Package load puts load on HTTP servers and says how they bore it.
package load

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

// Load is what is sent for how long. With a Rate it is an open loop: requests start when they are due,
// whatever became of the earlier ones. Without, each of the Clients asks again once it is answered.
type Load struct {
	Clients int // connections, at most
	Rate    int // requests a second
	For     time.Duration
	Next    vegeta.Targeter   // safe for concurrent use
	Via     http.RoundTripper // nil: a transport of its own
	Each    bool              // also say how long each request of an address took
}

// timeout bounds one request, so that a server that hangs ends the measurement.
const timeout = 30 * time.Second

// Run sends l and fails when nothing was answered. Latencies of an open loop count from when a request
// was due, not from when it was sent, so that a server that stalls is charged for all whom it kept
// waiting (no coordinated omission).
func Run(ctx context.Context, l Load) (Result, error) {
	if l.Via == nil {
		transport := NewTransport(l.Clients)
		defer transport.CloseIdleConnections()
		l.Via = transport
	}
	attacker := vegeta.NewAttacker(vegeta.Client(&http.Client{Transport: l.Via, Timeout: timeout}),
		vegeta.Workers(uint64(l.Clients)), vegeta.MaxWorkers(uint64(l.Clients)), vegeta.MaxBody(0))
	stop := context.AfterFunc(ctx, func() { attacker.Stop() })
	defer stop()
	all := tally{interval: interval(l.Rate), each: l.Each}
	for r := range attacker.Attack(l.Next, vegeta.Rate{Freq: l.Rate, Per: time.Second}, l.For, "") {
		all.add(r)
	}
	if ctx.Err() != nil {
		return Result{}, context.Cause(ctx)
	}
	result := all.result()
	if result.Requests == result.Failed {
		return result, fmt.Errorf("all of %d requests failed: %w", result.Requests, errors.New(all.fault))
	}
	return result, nil
}

// NewTransport keeps connections open and leaves compression to who asks for it.
func NewTransport(clients int) *http.Transport {
	return &http.Transport{MaxConnsPerHost: clients, MaxIdleConnsPerHost: clients, DisableCompression: true,
		DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext}
}

func interval(rate int) time.Duration {
	if rate == 0 {
		return 0
	}
	return time.Second / time.Duration(rate)
}

// Get asks for one address again and again, with headers as pairs of name and value.
func Get(url string, headers ...string) vegeta.Targeter {
	header := make(http.Header)
	for i := 0; i+1 < len(headers); i += 2 {
		header.Set(headers[i], headers[i+1])
	}
	return func(t *vegeta.Target) error {
		*t = vegeta.Target{Method: http.MethodGet, URL: url, Header: header}
		return nil
	}
}
