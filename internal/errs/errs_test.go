package errs_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/errs"
)

func TestEveryCodeHasAStatusAndTexts(t *testing.T) {
	t.Parallel()
	problems, fields := errs.Codes()
	if len(problems) == 0 || len(fields) == 0 {
		t.Fatal("no codes")
	}
	for _, code := range problems {
		if status := errs.Status(code); status < 400 || status > 599 {
			t.Errorf("%s: status %d", code, status)
		}
		sv, en := errs.Detail(code, "sv"), errs.Detail(code, "en")
		if sv == "" || en == "" || sv == en {
			t.Errorf("%s: texts %q and %q", code, sv, en)
		}
	}
	for _, code := range fields {
		for _, language := range []string{"sv", "en"} {
			plain := errs.Field{Code: code}.Detail(language)
			if strings.Contains(plain, "%") {
				plain = errs.Field{Code: code, Arg: 12}.Detail(language)
			}
			if plain == "" || strings.Contains(plain, "%") {
				t.Errorf("%s: %s text %q", code, language, plain)
			}
		}
	}
}

func TestUnknownCodeIsInternal(t *testing.T) {
	t.Parallel()
	if got := errs.Status("no_such_code"); got != 500 {
		t.Errorf("status %d", got)
	}
}

func TestErrorsAreFoundThroughWrapping(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk on fire")
	err := fmt.Errorf("while reading: %w", errs.Wrap(errs.Unavailable, cause))
	if errs.CodeOf(err) != errs.Unavailable || !errors.Is(err, cause) || !errors.Is(err, errs.New(errs.Unavailable)) || errors.Is(err, errs.New(errs.NotFound)) {
		t.Errorf("not found through wrapping: %v", err)
	}
	if errs.CodeOf(cause) != "" || errs.CodeOf(nil) != "" {
		t.Error("a foreign error has a code")
	}
}

func TestFieldsAreCollected(t *testing.T) {
	t.Parallel()
	var f errs.Fields
	if f.Err() != nil {
		t.Error("nothing noted, yet an error")
	}
	f.Add("title", errs.TooLong, 150)
	f.Add("body", errs.Blank)
	var problem *errs.Error
	if !errors.As(f.Err(), &problem) || len(problem.Fields) != 2 || problem.Code != errs.Unprocessable {
		t.Fatalf("got %v", f.Err())
	}
	if got := problem.Fields[0].Detail("en"); got != "Too long: at most 150 characters." {
		t.Errorf("text %q", got)
	}
}
