package proofofwork

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// Nodes that start at once agree on one key, and a puzzle of one counts once among them all.
func TestNodesAgree(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	nodes := make([]*Store, 4)
	together(len(nodes), func(i int) {
		node, err := Open(t.Context(), db.Gorm, 6)
		if err != nil {
			t.Error(err)
		}
		nodes[i] = node
	})
	if t.Failed() {
		t.FailNow()
	}
	made, err := nodes[0].New(Register, "192.0.2.1")
	answer := solve(t, must(t, made, err))
	var won, lost atomic.Int32
	together(50, func(i int) {
		switch err := nodes[i%len(nodes)].Use(t.Context(), Register, answer); {
		case err == nil:
			won.Add(1)
		case errs.CodeOf(err) == errs.Unprocessable:
			lost.Add(1)
		default:
			t.Error(err)
		}
	})
	if won.Load() != 1 || lost.Load() != 49 {
		t.Errorf("%d won and %d lost", won.Load(), lost.Load())
	}
}

// together calls do n times from one barrier.
func together(n int, do func(int)) {
	var group sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-start
			do(i)
		})
	}
	close(start)
	group.Wait()
}
