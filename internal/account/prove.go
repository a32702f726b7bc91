package account

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Methods are the ways in which somebody can sign in.
type Methods struct {
	Password bool
}

// Methods returns the ways in which who can sign in.
func (s *Store) Methods(ctx context.Context, who auth.Principal) (Methods, error) {
	has, err := s.hasPassword(ctx, who.ID)
	return Methods{Password: has}, err
}

// ProveByPassword checks that who knows their password. Failures count as those of signing in do; the
// problem is Unprocessable with WrongPassword. address is where the request comes from.
func (s *Store) ProveByPassword(ctx context.Context, who auth.Principal, password, address string) error {
	me, err := s.Get(ctx, who.ID)
	if err != nil {
		return err
	}
	_, err = s.Login(ctx, me.Email, password, address)
	if errs.CodeOf(err) == errs.InvalidCredentials {
		return errs.Invalid("password", errs.WrongPassword)
	}
	return err
}
