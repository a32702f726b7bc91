package postgres

import "time"

// lag tells how old what a replica shows can be. It compares places in the write-ahead log: the
// replica holds everything up to the moment at which the primary had written no more than the replica
// has replayed by now. Nobody's clock but this process's is asked, and a primary that writes nothing
// is never mistaken for a replica that falls behind.
type lag struct {
	mark    int64     // a place in the primary's log
	markAt  time.Time // when the primary had come so far
	current time.Time // the replica holds everything written until then; zero: not known yet
}

// see takes in that the primary had written its log up to written at the moment at, and that the
// replica had replayed it up to replayed some time after that.
func (l *lag) see(at time.Time, written, replayed int64) {
	if l.markAt.IsZero() {
		l.mark, l.markAt = written, at
	}
	if replayed >= l.mark {
		l.current = l.markAt
		l.mark, l.markAt = written, at
	}
	if replayed >= written {
		l.current = at
	}
}
