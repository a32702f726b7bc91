// Package pace bounds how often one person does something.
package pace

import (
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
)

// Day is the time within which most things are counted.
const Day = 24 * time.Hour

// Limit is how often one person may do something within a time, counted by the rows that it leaves. There is an index for that.
type Limit struct {
	Table string
	By    string // the column that says who
	At    string // the one that says when
	Where string // which of the rows count, as SQL; "" for all
	Most  int
	In    time.Duration
}

// Hold lets nobody else count or change what an account does until tx ends. Accounts come first: it is called before anything else is locked.
func Hold(tx *gorm.DB, account uuid.UUID) error {
	return tx.Exec(`SELECT FROM accounts WHERE id = ? FOR NO KEY UPDATE`, account).Error
}

// HoldAs is Hold for what an account does in the name of a participant, which is itself or an organisation: of several who speak for that one does it
// at a time. Participants come after accounts.
func HoldAs(tx *gorm.DB, account, participant uuid.UUID) error {
	if err := Hold(tx, account); err != nil {
		return err
	}
	return tx.Exec(`SELECT FROM participants WHERE id = ? FOR NO KEY UPDATE`, participant).Error
}

// CheckAs is [Limit.Check] for what an account does in the name of a participant, whose rows count: those of all who speak for an organisation do
// so together.
func (l Limit) CheckAs(tx *gorm.DB, account, participant uuid.UUID) error {
	if err := HoldAs(tx, account, participant); err != nil {
		return err
	}
	return l.count(tx, participant, 1)
}

// Check holds an account, and refuses it once more what it has done as often as it may: of two at once the second counts the first. The problem
// is TooManyRequests, and says when there is room again.
func (l Limit) Check(tx *gorm.DB, account uuid.UUID) error { return l.CheckSome(tx, account, 1) }

// CheckSome is [Limit.Check] for doing it so many times at once, at most as often as it may be done at all.
func (l Limit) CheckSome(tx *gorm.DB, account uuid.UUID, times int) error {
	if err := Hold(tx, account); err != nil {
		return err
	}
	return l.count(tx, account, times)
}

// Room is how many times more an account may do it now, for what is done for it later. The account is held until tx ends.
func (l Limit) Room(tx *gorm.DB, account uuid.UUID) (int, error) {
	if err := Hold(tx, account); err != nil {
		return 0, err
	}
	var done int
	where, args := l.done(account)
	err := tx.Raw(`SELECT count(*) FROM `+l.Table+` WHERE `+where, args...).Scan(&done).Error
	return max(0, l.Most-done), err
}

// done is the SQL for what counts, with its values.
func (l Limit) done(account any) (where string, args []any) {
	where = l.By + ` = ? AND ` + l.At + ` > now() - ?::float8 * interval '1 second'`
	if l.Where != "" {
		where += ` AND ` + l.Where
	}
	return where, []any{account, l.In.Seconds()}
}

func (l Limit) count(tx *gorm.DB, account any, times int) error {
	where, args := l.done(account)
	var wait []float64 // until the one leaves that is too many
	err := tx.Raw(`SELECT extract(epoch FROM `+l.At+` - now())::float8 + ? FROM `+l.Table+` WHERE `+where+` ORDER BY `+l.At+` DESC OFFSET ? LIMIT 1`,
		append(append([]any{l.In.Seconds()}, args...), max(0, l.Most-times))...).Scan(&wait).Error
	if err != nil || len(wait) == 0 {
		return err
	}
	problem := errs.New(errs.TooManyRequests)
	problem.RetryAfter = max(time.Second, time.Duration(wait[0]*float64(time.Second)))
	return problem
}
