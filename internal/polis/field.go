package polis

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxPersonID is the largest id of a person: Polis keeps them in 32 bits.
const maxPersonID = math.MaxInt32

var (
	earliest = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)
)

// fields takes values out of a row and keeps the first fault among them, so
// that a row is read in one go and checked once.
type fields struct {
	table *table
	fault *FormatError
}

// err is the first fault, or nil.
func (f *fields) err() error {
	if f.fault == nil {
		return nil
	}
	return f.fault
}

func (f *fields) reject(column int, format string, args ...any) {
	if f.fault == nil {
		f.fault = f.table.fault(column, fmt.Sprintf(format, args...))
	}
}

// integer takes a whole number in its plain form: no plus sign, no leading
// zeros, no spaces.
func (f *fields) integer(column int) (n int64, ok bool) {
	s := f.table.row[column]
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != s {
		f.reject(column, "%s is not a whole number", excerpt(s))
		return 0, false
	}
	return n, true
}

// id takes a number from 0 to limit.
func (f *fields) id(column int, limit int64) int64 {
	n, ok := f.integer(column)
	if ok && (n < 0 || n > limit) {
		f.reject(column, "the id %d is not between 0 and %d", n, limit)
		return 0
	}
	return n
}

// oneOf takes one of the numbers -1, 0 and 1.
func (f *fields) oneOf(column int) int64 {
	n, ok := f.integer(column)
	if ok && (n < -1 || n > 1) {
		f.reject(column, "%d is not -1, 0 or 1", n)
	}
	return n
}

// instant takes milliseconds since 1970, from the year 2000 to the year 9999.
func (f *fields) instant(column int) time.Time {
	n, ok := f.integer(column)
	if ok && (n < earliest.UnixMilli() || n > latest.UnixMilli()) {
		f.reject(column, "%d is not a time in milliseconds since 1970, from the year 2000 to the year 9999", n)
	}
	return time.UnixMilli(n).UTC()
}

// text takes a text of 1 to limit characters, without the white space around
// it.
func (f *fields) text(column, limit int) string {
	s := f.table.row[column]
	if isBlank(s) {
		f.reject(column, "the text is empty")
	}
	return f.optionalText(column, limit)
}

// optionalText is text that may be empty.
func (f *fields) optionalText(column, limit int) string {
	s := strings.TrimSpace(f.table.row[column])
	if n := utf8.RuneCountInString(s); n > limit {
		f.reject(column, "the text has %d characters, more than %d", n, limit)
	}
	return s
}
