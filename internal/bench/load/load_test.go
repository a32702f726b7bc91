package load

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync/atomic"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	t.Parallel()
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = i + 1
	}
	tests := []struct {
		sorted []int
		share  float64
		want   int
	}{
		{nil, 0.5, 0}, {[]int{7}, 0.01, 7}, {[]int{7}, 0.99, 7}, {[]int{1, 2}, 0.5, 1}, {[]int{1, 2, 3}, 0.5, 2},
		{hundred, 0.5, 50}, {hundred, 0.99, 99}, {hundred, 1, 100},
	}
	for _, test := range tests {
		if got := Percentile(test.sorted, test.share); got != test.want {
			t.Errorf("%g of %d values: %d, want %d", test.share, len(test.sorted), got, test.want)
		}
	}
}

func TestMedian(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1, 2, 9}, 3}} {
		if got := Median(test.values); got != test.want {
			t.Errorf("median of %v: %g, want %g", test.values, got, test.want)
		}
	}
}

// A server that stalls for a second at 10 requests a second keeps ten of them waiting, though only one
// of them was sent when it stalled.
func TestCoordinatedOmission(t *testing.T) {
	t.Parallel()
	began := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	at := func(ms int) time.Time { return began.Add(time.Duration(ms) * time.Millisecond) }
	var hits []hit
	for n := range uint64(20) { // after the stall of request 0 the others are sent late, each answered within 1 ms
		sent := max(int(n)*100, 1000)
		hits = append(hits, hit{seq: n, sent: at(sent), ended: at(sent + 1)})
	}
	hits[0] = hit{seq: 0, sent: at(0), ended: at(1000)}
	open := tally{interval: 100 * time.Millisecond, hits: hits}
	latencies, _, took := open.latencies()
	if took != 1901*time.Millisecond {
		t.Errorf("took %s", took)
	}
	late := 0
	for _, l := range latencies {
		if l > 50*time.Millisecond {
			late++
		}
	}
	if late != 10 {
		t.Errorf("%d requests waited, want 10: %v", late, latencies)
	}
	closed := tally{hits: hits}
	if latencies, _, _ := closed.latencies(); Percentile(latencies, 0.9) != time.Millisecond {
		t.Errorf("a closed loop counts from when a request was sent: %v", latencies)
	}
}

// Both loops reach a server, and count what it refuses: the first of every ten.
func TestRun(t *testing.T) {
	t.Parallel()
	var asked, refused atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1)%10 == 1 {
			refused.Add(1)
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	const due = 40 // of the open loop; a busy machine may come to fewer
	for _, rate := range []int{0, 200} {
		asked.Store(0)
		refused.Store(0)
		result, err := Run(t.Context(), Load{Clients: 4, Rate: rate, For: 200 * time.Millisecond, Next: Get(server.URL), Each: true})
		if err != nil {
			t.Fatal(err)
		}
		if result.Requests != int(asked.Load()) || result.Failed != int(refused.Load()) || result.P50 <= 0 || result.P99 < result.P50 || result.Max < result.P99 {
			t.Errorf("at rate %d: %+v", rate, result)
		}
		if len(result.Each[server.URL]) != result.Requests {
			t.Errorf("by address: %v", result.Each)
		}
		if rate > 0 && result.Requests > due+1 {
			t.Errorf("%d requests, of which %d were due", result.Requests, due)
		}
	}
}

func TestParseWrk(t *testing.T) {
	t.Parallel()
	got, err := parseWrk(`Running 1s test @ http://127.0.0.1:9999/
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.02ms  500.00us   9.00ms   85.99%
    Req/Sec    31.80k     1.20k   33.00k    70.00%
  Latency Distribution
     50%  812.00us
     75%    1.10ms
     90%    1.60ms
     99%    4.25ms
  31850 requests in 1.00s, 10.00MB read
Requests/sec:  31849.52
`)
	want := Result{Requests: 31850, Rate: 31849.52, P50: 812 * time.Microsecond, P99: 4250 * time.Microsecond}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}
