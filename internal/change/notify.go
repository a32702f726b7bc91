package change

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	channel = "medskapa_changes"
	// TellAll is the statement by which a transaction tells every node, at its commit, that anything may
	// have changed. It is for rare transactions: see notify.
	TellAll = `SELECT pg_notify('` + channel + `', 'transaction all')`
	// maxNotice is how long a notice may be, in bytes; Postgres takes fewer than 8,000.
	maxNotice = 7_900
	// maxPending is how many changes wait to be told; more become [All].
	maxPending = 100_000
	// pause lies between two notices, so that a storm of votes becomes few of them.
	pause = 5 * time.Millisecond
	// retry lies between two attempts to reach a database that is away.
	retry = 200 * time.Millisecond
	// patience is how long the connection may be silent before it is tried, and how long that may take.
	patience = 5 * time.Second
)

// Follow listens to the other nodes until [Feed.Close], again when the connection breaks. Changes
// that were told meanwhile are unknown, so everything is taken for changed then.
func (f *Feed) Follow() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.end != nil {
		return
	}
	ctx, end := context.WithCancel(context.Background())
	f.end = end
	f.done.Go(func() {
		for ctx.Err() == nil {
			_ = f.listen(ctx) // whatever broke it, another connection is what helps; until then nothing is kept
			f.live.Store(false)
			wait(ctx, retry)
		}
	})
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// listen keeps a connection of its own, outside the pool.
func (f *Feed) listen(ctx context.Context) error {
	conn, err := f.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // nothing is lost with it
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	f.note([]Tag{All})
	f.live.Store(true)
	for {
		if err := f.hear(ctx, conn); err != nil {
			return err
		}
	}
}

// connect opens a connection outside the pool, which may be busy with requests.
func (f *Feed) connect(ctx context.Context) (*pgx.Conn, error) {
	config := f.pool.Config().ConnConfig
	config.RuntimeParams["application_name"] = "medskapa changes" // as pg_stat_activity shows it
	return pgx.ConnectConfig(ctx, config)
}

// hear takes in one notice. When none comes for a while it makes sure that the connection lives.
func (f *Feed) hear(ctx context.Context, conn *pgx.Conn) error {
	quiet, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	notice, err := conn.WaitForNotification(quiet)
	if err != nil && quiet.Err() != nil && ctx.Err() == nil {
		trying, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return conn.Ping(trying)
	}
	if err != nil {
		return err
	}
	if node, tags, _ := strings.Cut(notice.Payload, " "); node != f.node {
		f.note(split(tags))
	}
	return nil
}

func split(tags string) []Tag {
	var found []Tag
	for tag := range strings.FieldsSeq(tags) {
		found = append(found, Tag(tag))
	}
	return found
}

// tell queues changes for the other nodes, and starts telling them when nobody does.
func (f *Feed) tell(tags []Tag) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, tag := range tags {
		f.pending[tag] = struct{}{}
	}
	if len(f.pending) > maxPending {
		f.pending = map[Tag]struct{}{All: {}}
	}
	if !f.telling && !f.closed {
		f.telling = true
		f.done.Go(f.notify)
	}
}

// notify tells what is pending until nothing is. It does so apart from the transactions that made the
// changes: those that notify commit one after the other, ten times slower than together.
func (f *Feed) notify() {
	for notices := f.take(); notices != nil; notices = f.take() {
		next := pause
		if err := f.send(notices); err != nil {
			if f.ended() {
				return // the database is away as well: the others take everything for changed when it is back
			}
			f.again()
			next = retry
		}
		wait(context.Background(), next)
	}
}

// send tells notices over a connection that is kept for the next ones.
func (f *Feed) send(notices []string) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if f.teller == nil {
		if f.teller, err = f.connect(ctx); err != nil {
			return err
		}
	}
	if _, err = f.teller.Exec(ctx, `SELECT pg_notify('`+channel+`', notice) FROM unnest($1::text[]) notice`, notices); err != nil {
		f.hangUp()
	}
	return err
}

func (f *Feed) hangUp() {
	if f.teller != nil {
		_ = f.teller.Close(context.Background()) // nothing is lost with it
		f.teller = nil
	}
}

// again has everything told when the database is back.
func (f *Feed) again() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending[All] = struct{}{}
}

func (f *Feed) ended() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.closed
}

// take returns what is pending as notices; nil, and the telling ends, when there is nothing.
func (f *Feed) take() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.pending) == 0 {
		f.telling = false
		return nil
	}
	var notices []string
	notice := f.node
	for tag := range f.pending {
		if len(notice)+1+len(tag) > maxNotice {
			notices, notice = append(notices, notice), f.node
		}
		notice += " " + string(tag)
	}
	clear(f.pending)
	return append(notices, notice)
}

// Close tells what is pending and ends listening.
func (f *Feed) Close() {
	f.mu.Lock()
	f.closed = true
	if f.end != nil {
		f.end()
	}
	f.mu.Unlock()
	f.done.Wait()
	f.hangUp()
}
