package load

import (
	"slices"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

// Result is how a load was borne.
type Result struct {
	Requests int           `json:"requests"`
	Failed   int           `json:"failed"` // no answer, or a status from 400 on
	Fault    string        `json:"fault,omitempty"`
	Rate     float64       `json:"perSecond"` // of those that did not fail
	P50      time.Duration `json:"p50"`
	P99      time.Duration `json:"p99"`
	Max      time.Duration `json:"max"`

	Each map[string][]time.Duration `json:"-"` // how long each request of an address took, if asked for
}

// hit is one request of a load; began is that of the whole load.
type hit struct {
	seq   uint64
	sent  time.Time
	ended time.Time
	url   string // if each address is to be told apart
}

// tally gathers the results of a load.
type tally struct {
	interval time.Duration // between requests of an open loop; 0 for a closed one
	each     bool
	hits     []hit
	failed   int
	fault    string // the first
}

func (t *tally) add(r *vegeta.Result) {
	if r.Error != "" {
		t.failed++
		if t.fault == "" {
			t.fault = r.Method + " " + r.URL + ": " + r.Error
		}
	}
	h := hit{seq: r.Seq, sent: r.Timestamp, ended: r.End()}
	if t.each {
		h.url = r.URL
	}
	t.hits = append(t.hits, h)
}

func (t *tally) result() Result {
	if len(t.hits) == 0 {
		return Result{Fault: "nothing was sent"}
	}
	latencies, by, took := t.latencies()
	return Result{Requests: len(t.hits), Failed: t.failed, Fault: t.fault, Rate: float64(len(t.hits)-t.failed) / took.Seconds(),
		P50: Percentile(latencies, 0.50), P99: Percentile(latencies, 0.99), Max: latencies[len(latencies)-1], Each: by}
}

// latencies returns how long each request took, in order of length and by address, and how long all
// took together. In an open loop request n was due n intervals after the first was.
func (t *tally) latencies() (sorted []time.Duration, by map[string][]time.Duration, took time.Duration) {
	began, ended := t.hits[0].sent, t.hits[0].ended
	for _, h := range t.hits {
		if h.sent.Before(began) {
			began = h.sent
		}
		if h.ended.After(ended) {
			ended = h.ended
		}
	}
	sorted, by = make([]time.Duration, len(t.hits)), make(map[string][]time.Duration)
	for n, h := range t.hits {
		due := h.sent
		if t.interval > 0 {
			due = began.Add(time.Duration(h.seq) * t.interval)
		}
		sorted[n] = max(h.ended.Sub(due), h.ended.Sub(h.sent))
		if t.each {
			by[h.url] = append(by[h.url], sorted[n])
		}
	}
	slices.Sort(sorted)
	return sorted, by, ended.Sub(began)
}

// Percentile returns the smallest value that a share of the sorted values does not exceed (nearest
// rank); 0 of none.
func Percentile[T any](sorted []T, share float64) (value T) {
	if len(sorted) == 0 {
		return value
	}
	rank := int(share*float64(len(sorted)) + 0.999999)
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// Median returns the middle one of values, of an even number the mean of the two; 0 of none.
func Median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}
