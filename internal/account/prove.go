package account

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Methods are the ways in which somebody can sign in.
type Methods struct {
	Password      bool
	Authenticator bool // an app that shows codes, as second factor
	RecoveryCodes int  // that are left
	Passkeys      int
	Demanded      bool // a second factor is demanded of this role
}

// second reports whether a password alone is not enough.
func (m Methods) second() bool { return m.Authenticator || m.Demanded && m.Passkeys > 0 }

// Methods returns the ways in which who can sign in.
func (s *Store) Methods(ctx context.Context, who auth.Principal) (Methods, error) {
	m, err := s.methods(ctx, who.ID)
	m.Demanded = s.Demands(who)
	return m, err
}

func (s *Store) methods(ctx context.Context, account uuid.UUID) (m Methods, err error) {
	err = s.db.WithContext(ctx).Raw(`SELECT
		EXISTS (SELECT FROM accounts WHERE id = @id AND password_hash <> '') AS password,
		EXISTS (SELECT FROM authenticators WHERE account_id = @id AND confirmed_at IS NOT NULL) AS authenticator,
		(SELECT count(*) FROM recovery_codes WHERE account_id = @id AND used_at IS NULL) AS recovery_codes,
		(SELECT count(*) FROM passkeys WHERE account_id = @id) AS passkeys`, map[string]any{"id": account}).Scan(&m).Error
	return m, err
}

// ProveByPassword checks that who knows their password. Failures count as those of signing in do; the
// problem is Unprocessable with WrongPassword, or with SecondFactorMissing where signing in asks for more
// than a password too. address is where the request comes from.
func (s *Store) ProveByPassword(ctx context.Context, who auth.Principal, password, address string) error {
	m, err := s.Methods(ctx, who)
	if err != nil {
		return err
	}
	if m.second() {
		return errs.Invalid("password", errs.SecondFactorMissing)
	}
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
