package auth_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

func TestNewPasswords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		password string
		want     errs.Code // "" where it is good
	}{
		{"tre renar vid en sjö", ""},
		{"correct horse battery staple", ""},
		{strings.Repeat("å1!k", 32), ""},
		{"kort", errs.TooShort},
		{"elva tecken", errs.TooShort},
		{strings.Repeat("x", 129), errs.TooLong},
		{"password1234", errs.CommonPassword},
		{"aaaaaaaaaaaa", errs.CommonPassword},
		{"123456789012", errs.CommonPassword},
		{"qwertyuiop12", errs.CommonPassword},
		{"maja@alvsala.example", errs.CommonPassword},
		{"lindqvist1234", errs.CommonPassword},
	} {
		err := auth.CheckNew("password", c.password, "maja@alvsala.example", "Maja", "Lindqvist")
		var problem *errs.Error
		if errors.As(err, &problem) != (c.want != "") || problem != nil && (problem.Fields[0].Name != "password" || problem.Fields[0].Code != c.want) {
			t.Errorf("%q: %v, want %q", c.password, err, c.want)
		}
	}
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	p := auth.NewPasswords(2, auth.PasswordCost{})
	stored, err := p.Hash(t.Context(), "tre renar vid en sjo\u0308")
	if err != nil || !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("stored %q, %v", stored, err)
	}
	for _, c := range []struct {
		stored, password string
		want             bool
	}{
		{stored, "tre renar vid en sjö", true}, // the same letters, composed
		{stored, "tre renar vid en sjo", false},
		{stored, "", false},
		{"", "tre renar vid en sjö", false}, // nobody's
	} {
		if got, err := p.Matches(t.Context(), c.stored, c.password); err != nil || got != c.want {
			t.Errorf("%q: %v, %v", c.password, got, err)
		}
	}
	if _, err := p.Matches(t.Context(), "$argon2id$broken", "x"); err == nil {
		t.Error("a broken hash is no error")
	}
}

func TestParallelPasswordsAreBounded(t *testing.T) {
	t.Parallel()
	p := auth.NewPasswords(1, auth.PasswordCost{})
	var wg sync.WaitGroup
	var mu sync.Mutex
	served, refused := 0, 0
	for range 400 {
		wg.Go(func() {
			_, err := p.Matches(t.Context(), "", "x")
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				served++
			} else if errs.CodeOf(err) == errs.Unavailable {
				refused++
			}
		})
	}
	wg.Wait()
	if served == 0 || served+refused != 400 {
		t.Errorf("%d served, %d refused", served, refused)
	}
}
