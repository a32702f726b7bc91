package account

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// PendingLifetime is how long one may take to show a second factor.
const PendingLifetime = 5 * time.Minute

// Pending is what is still asked for before somebody is signed in. Its token opens nothing but the
// next step.
type Pending struct {
	Token   string
	Code    bool // a code of the authenticator app or a recovery code will do
	Passkey bool // signing in with a passkey will do
}

// Next tells what is asked for after a password or a link: nothing, when Token is empty. The problem is
// InvalidCredentials as in [auth.Sessions.Start].
func (s *Store) Next(ctx context.Context, me Me) (Pending, error) {
	m, err := s.Methods(ctx, me.Through(me.Provider).Principal())
	if err != nil || !m.second() {
		return Pending{}, err
	}
	p := Pending{Token: auth.NewSecret(), Code: m.Authenticator, Passkey: m.Passkeys > 0}
	begun := s.db.WithContext(ctx).Exec(`INSERT INTO pending_sign_ins (token_hash, account_id, provider, expires_at)
		SELECT ?, id, NULLIF(?, ''), ? FROM accounts a WHERE id = ? AND disabled_at IS NULL AND `+auth.Credentials+` = ? FOR SHARE`,
		auth.HashSecret(p.Token), me.Provider, time.Now().Add(PendingLifetime), me.ID, me.Matched)
	if begun.Error == nil && begun.RowsAffected == 0 {
		return Pending{}, errs.New(errs.InvalidCredentials)
	}
	return p, begun.Error
}

// Demands reports that the installation wants a second factor of who: of people with a role, and of who leads something.
func (s *Store) Demands(who auth.Principal) bool { return s.StaffSecondFactor && who.Staff() }

// CompleteLogin takes the second step: a code of the authenticator app, or a recovery code, for a
// pending token that it uses up. The problems are InvalidToken for the token, TooManyRequests, and
// Unprocessable with WrongCode. address is where the request comes from.
func (s *Store) CompleteLogin(ctx context.Context, token, code, address string) (me Me, err error) {
	db, hash := s.db.WithContext(ctx), auth.HashSecret(token)
	me, err = s.owner(db, `SELECT account_id FROM pending_sign_ins WHERE token_hash = ? AND expires_at > now()`, hash)
	if err != nil {
		return me, err
	}
	if err := s.ProveByCode(ctx, me.ID, code, address); err != nil {
		return me, err
	}
	var provider []string
	err = db.Raw(`DELETE FROM pending_sign_ins WHERE token_hash = ? AND expires_at > now() RETURNING COALESCE(provider, '')`, hash).Scan(&provider).Error
	if err != nil {
		return me, err
	}
	if len(provider) == 0 {
		return me, errs.New(errs.InvalidToken)
	}
	me.Provider = provider[0]
	return me, nil
}

// ProveByCode checks a code of somebody's authenticator app, or a recovery code, which works once.
func (s *Store) ProveByCode(ctx context.Context, account uuid.UUID, code, address string) error {
	t := codesFor(account, address)
	if err := t.allowed(s.db.WithContext(ctx)); err != nil {
		return err
	}
	good, err := s.useRecoveryCode(ctx, account, code)
	if err != nil || good { // nobody guesses 80 bits, so a right one needs no more counting
		return err
	}
	good, err = s.count(ctx, t, func() (bool, error) { return s.useCode(ctx, account, code) })
	if err == nil && !good {
		return errs.Invalid("code", errs.WrongCode)
	}
	return err
}
