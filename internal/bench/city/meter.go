package city

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// meter says now and then how far the loading has come.
type meter struct {
	out   io.Writer
	began time.Time
	done  atomic.Int64

	mu    sync.Mutex // guards what follows, and out
	stage string
	total int

	ended, stopped chan struct{}
}

func newMeter(out io.Writer) *meter {
	m := &meter{out: out, began: time.Now(), ended: make(chan struct{}), stopped: make(chan struct{})}
	go m.run()
	return m
}

func (m *meter) run() {
	defer close(m.stopped)
	ticks := time.NewTicker(5 * time.Second)
	defer ticks.Stop()
	for {
		select {
		case <-ticks.C:
			m.show()
		case <-m.ended:
			return
		}
	}
}

// enter begins a stage of about total steps; 0 when nobody knows.
func (m *meter) enter(stage string, total int) {
	m.mu.Lock()
	m.stage, m.total = stage, total
	m.mu.Unlock()
	m.done.Store(0)
	m.show()
}

func (m *meter) add(n int) { m.done.Add(int64(n)) }

func (m *meter) show() {
	m.mu.Lock()
	defer m.mu.Unlock()
	share := ""
	if m.total > 0 {
		share = fmt.Sprintf(" %3d %%", min(100, 100*m.done.Load()/int64(m.total)))
	}
	// Progress that cannot be shown is no reason to fail.
	_, _ = fmt.Fprintf(m.out, "%6.0f s  %s%s\n", time.Since(m.began).Seconds(), m.stage, share)
}

func (m *meter) stop() {
	close(m.ended)
	<-m.stopped
}
