package apitest

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"
)

// Answer is what came back.
type Answer struct {
	tb     testing.TB
	what   string
	Status int
	Header http.Header
	Body   []byte
}

// Want fails the test unless the status is one of those.
func (a *Answer) Want(statuses ...int) *Answer {
	a.tb.Helper()
	if !slices.Contains(statuses, a.Status) {
		a.tb.Fatalf("%s: got %d, want %v: %s", a.what, a.Status, statuses, a.Body)
	}
	return a
}

// WantCode fails the test unless the answer is a problem with that code.
func (a *Answer) WantCode(status int, code string) *Answer {
	a.tb.Helper()
	a.Want(status)
	if got := a.String("code"); got != code {
		a.tb.Fatalf("%s: got code %q, want %q: %s", a.what, got, code, a.Body)
	}
	return a
}

// WantField fails the test unless the answer is a problem that names field with that code.
func (a *Answer) WantField(status int, field, code string) *Answer {
	a.tb.Helper()
	if !slices.Contains(a.Want(status).Fields(code), field) {
		a.tb.Fatalf("%s: no error %s=%s in %s", a.what, field, code, a.Body)
	}
	return a
}

// Fields are the fields that a problem names with that code.
func (a *Answer) Fields(code string) []string {
	a.tb.Helper()
	var problem struct {
		Errors []struct{ Field, Code string }
	}
	a.Into(&problem)
	var fields []string
	for _, e := range problem.Errors {
		if e.Code == code {
			fields = append(fields, e.Field)
		}
	}
	return fields
}

// Into decodes the body.
func (a *Answer) Into(target any) {
	a.tb.Helper()
	if err := json.Unmarshal(a.Body, target); err != nil {
		a.tb.Fatalf("%s: %v in %s", a.what, err, a.Body)
	}
}

// At follows keys into the JSON body; nil when there is nothing.
func (a *Answer) At(keys ...string) any {
	a.tb.Helper()
	var value any
	a.Into(&value)
	for _, key := range keys {
		object, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = object[key]
	}
	return value
}

// String is the text at keys, or "".
func (a *Answer) String(keys ...string) string {
	a.tb.Helper()
	s, _ := a.At(keys...).(string)
	return s
}

// List is the list at keys, or nil.
func (a *Answer) List(keys ...string) []any {
	a.tb.Helper()
	l, _ := a.At(keys...).([]any)
	return l
}
