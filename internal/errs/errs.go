// Package errs holds the one error type whose words ever reach a client. Everything else is
// logged and answered as [Internal]. A code is stable: programs match on it, people read the
// texts in texts.go.
package errs

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Code names a kind of problem; the tables in texts.go have its status and texts.
type Code string

// Field is what is wrong with one field, header or parameter.
type Field struct {
	Name string // JSON path such as "title" or "challengeIds/0", header or parameter name
	Code Code   // a field code from codes.go
	Arg  any    // what the text mentions, such as a limit; nil when it mentions nothing
}

// Error is a problem that may be shown to the client.
type Error struct {
	Code       Code
	Fields     []Field
	RetryAfter time.Duration // for 429 and 503; rounded up to whole seconds
	Cause      error         // logged, never shown
}

// New returns a problem of the given kind.
func New(code Code) *Error { return &Error{Code: code} }

// Wrap returns a problem of the given kind that remembers, for the log only, what caused it.
func Wrap(code Code, cause error) *Error { return &Error{Code: code, Cause: cause} }

// Invalid returns the problem [Unprocessable] for one field: well formed, but against a rule.
func Invalid(field string, code Code, arg ...any) *Error {
	e := New(Unprocessable)
	e.add(field, code, arg)
	return e
}

// BadParameter returns the problem [BadRequest] for one parameter, where only the database knows that it names nothing.
func BadParameter(name string, code Code) *Error {
	e := New(BadRequest)
	e.add(name, code, nil)
	return e
}

func (e *Error) add(field string, code Code, arg []any) {
	f := Field{Name: field, Code: code}
	if len(arg) > 0 {
		f.Arg = arg[0]
	}
	e.Fields = append(e.Fields, f)
}

// Error is for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	for _, f := range e.Fields {
		fmt.Fprintf(&b, " %s=%s", f.Name, f.Code)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Is reports whether target is an *Error of the same code, so that errors.Is(err, errs.New(code)) works.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Code == e.Code
}

// CodeOf returns the code of err, or "" when err is nil or not one of ours.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Fields collects field errors so that one answer names them all.
type Fields struct{ err *Error }

// Add notes that a field breaks a rule.
func (f *Fields) Add(field string, code Code, arg ...any) {
	if f.err == nil {
		f.err = New(Unprocessable)
	}
	f.err.add(field, code, arg)
}

// Err returns nil when nothing was noted.
func (f *Fields) Err() error {
	if f.err == nil {
		return nil
	}
	return f.err
}
