package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
)

// Transaction runs do in one transaction and commits when it returns nil. What Postgres refuses
// comes back as a problem, see [Translate]. After the commit it tells what do has [Changed].
func Transaction(ctx context.Context, db *gorm.DB, do func(tx *gorm.DB) error) error {
	changed, done := new([]change.Tag), false
	err := db.WithContext(context.WithValue(ctx, changedKey{}, changed)).Transaction(func(tx *gorm.DB) error {
		err := do(tx)
		done = err == nil
		return err
	})
	if done { // even when the commit fails: whoever left, or lost the connection, does not know whether it was done
		change.Of(db).Changed(*changed...)
	}
	return Translate(err)
}

// Violates reports whether err is that a write broke the constraint or unique index of a name.
func Violates(err error, constraint string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.ConstraintName == constraint
}

type changedKey struct{}

// MayBeDone reports that a write that ended with err is there, or may be: nobody refused it.
func MayBeDone(err error) bool {
	code := errs.CodeOf(Translate(err))
	return code == "" || code == errs.Unavailable
}

// Changed says what a write through db has changed, so that every node drops what it remembers of it:
// in a transaction once that is committed, and outside of one at once.
func Changed(db *gorm.DB, tags ...change.Tag) {
	if changed, ok := db.Statement.Context.Value(changedKey{}).(*[]change.Tag); ok {
		*changed = append(*changed, tags...)
		return
	}
	change.Of(db).Changed(tags...)
}

// Translate turns what Postgres said into a problem: a constraint into what violations names, lost
// connections, locks and shutdowns into 503, text that cannot be stored into 422. It returns other
// errors as they are, and may be called twice. Whoever answers calls it, so that what runs outside a
// transaction need not.
func Translate(err error) error {
	var known *errs.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return translateCode(pg, err)
	}
	if passing(err) {
		return unavailable(err)
	}
	return err
}

func translateCode(pg *pgconn.PgError, err error) error {
	if violation, ok := violations[pg.ConstraintName]; ok {
		problem := violation()
		problem.Cause = err
		return problem
	}
	switch {
	case pg.Code == "22021": // a byte sequence that is not UTF-8, or NUL
		return errs.Wrap(errs.Unprocessable, err)
	case retryable(pg.Code):
		return unavailable(err)
	}
	return err
}

// passing reports errors that say nothing of what was asked, only of the server or of the way to it.
func passing(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return retryable(pg.Code)
	}
	var network *net.OpError
	var connect *pgconn.ConnectError
	return errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) ||
		slices.ContainsFunc(lost, func(known error) bool { return errors.Is(err, known) })
}

// tookTooLong reports that Postgres ended a statement: it took longer than [Within] allows.
func tookTooLong(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "57014"
}

// lost are the plain errors of a connection that ended while somebody used it, or took too long.
var lost = []error{context.DeadlineExceeded, driver.ErrBadConn, sql.ErrConnDone, io.EOF, io.ErrUnexpectedEOF}

// readOnly is what a server answers to a write when it follows another one.
const readOnly = "25006"

// retryable lists what passes by itself: connection loss (08), too many connections (53), operator
// intervention (57), serialization failure and deadlock (40), lock timeout (55P03), and a server that
// no longer takes writes, as another one does.
func retryable(code string) bool {
	class := code[:min(2, len(code))]
	return slices.Contains([]string{"08", "53", "57", "40"}, class) || code == "55P03" || code == readOnly
}

func unavailable(cause error) error {
	problem := errs.Wrap(errs.Unavailable, cause)
	problem.RetryAfter = 2 * time.Second
	return problem
}
