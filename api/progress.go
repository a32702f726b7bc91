package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/medskapa/medskapa/internal/polisimport"
)

// progress tells how far an import has come: a bar that redraws itself on a terminal, else a line
// now and then.
type progress struct {
	out  io.Writer
	bar  bool
	done func() (read, total int64) // safe to call at any time

	mu    sync.Mutex // guards what follows, and out
	stage polisimport.Stage
	began time.Time
	shown string

	ended   chan struct{}
	stopped chan struct{}
}

// startProgress writes to out until stop; done tells how much has been read.
func startProgress(out io.Writer, done func() (read, total int64)) *progress {
	file, ok := out.(*os.File)
	p := newProgress(out, ok && term.IsTerminal(int(file.Fd())), done)
	pause := 5 * time.Second
	if p.bar {
		pause = 100 * time.Millisecond
	}
	go p.run(pause)
	return p
}

func newProgress(out io.Writer, bar bool, done func() (read, total int64)) *progress {
	return &progress{out: out, bar: bar, done: done, ended: make(chan struct{}), stopped: make(chan struct{})}
}

func (p *progress) run(pause time.Duration) {
	defer close(p.stopped)
	ticks := time.NewTicker(pause)
	defer ticks.Stop()
	for {
		select {
		case now := <-ticks.C:
			p.show(now)
		case <-p.ended:
			return
		}
	}
}

// stop leaves the terminal on a line of its own.
func (p *progress) stop() {
	close(p.ended)
	<-p.stopped
	if p.bar && p.shown != "" {
		_, _ = fmt.Fprintln(p.out) // progress that cannot be shown is no reason to fail
	}
}

// enter shows a new stage at once.
func (p *progress) enter(s polisimport.Stage) {
	now := time.Now()
	p.mu.Lock()
	p.stage, p.began = s, now
	p.mu.Unlock()
	p.show(now)
}

// show writes the present state unless it was just written.
func (p *progress) show(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := p.text(now)
	if text == "" || text == p.shown {
		return
	}
	if p.bar {
		blank := max(0, len([]rune(p.shown))-len([]rune(text)))
		_, _ = fmt.Fprintf(p.out, "\r%s%s", text, strings.Repeat(" ", blank)) // as in stop
	} else {
		_, _ = fmt.Fprintln(p.out, text) // as in stop
	}
	p.shown = text
}

func (p *progress) text(now time.Time) string {
	seconds := int(now.Sub(p.began).Seconds())
	switch p.stage {
	case polisimport.Reading:
		return p.reading()
	case polisimport.Waiting:
		return fmt.Sprintf("waiting for another import: %d s", seconds)
	case polisimport.Storing:
		return fmt.Sprintf("storing in the database: %d s", seconds)
	}
	return ""
}

func (p *progress) reading() string {
	const width = 30
	read, total := p.done()
	if total == 0 {
		return ""
	}
	if !p.bar {
		return fmt.Sprintf("reading: %d %% of %.1f MB", 100*read/total, float64(total)/1e6)
	}
	full := int(width * read / total)
	return fmt.Sprintf("reading %s%s %3d %%", strings.Repeat("█", full), strings.Repeat("░", width-full), 100*read/total)
}
