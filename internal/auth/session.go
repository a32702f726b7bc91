package auth

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// How long a session lasts at most (OWASP ASVS 5.0, 7.3).
const (
	memberSession = 30 * 24 * time.Hour
	staffSession  = 12 * time.Hour
)

// Sessions keeps who is signed in. Every access token is checked against its session, so ending
// one takes effect at once.
type Sessions struct {
	db     *gorm.DB
	tokens *Tokens
	good   *good
}

// NewSessions keeps sessions in db and signs their access tokens with tokens.
func NewSessions(db *gorm.DB, tokens *Tokens) *Sessions {
	return &Sessions{db: db, tokens: tokens, good: newGood(change.Of(db))}
}

// Grant is what a client gets when it signs in or refreshes.
type Grant struct {
	AccountID    uuid.UUID
	AccessToken  string
	RefreshToken string
	Expires      time.Time // of the session
	Strong       bool      // see [SignIn]
	Provider     string    // see [SignIn]
	keys         *keys     // read before the transaction: within it, reading would wait for a second connection
}

// SignIn is how somebody has just signed in.
type SignIn struct {
	Account uuid.UUID
	Device  string // see [Device]
	Strong  bool   // more than a password or a link was shown: a second factor, or a passkey that knows its owner
	// Provider is who vouched for them; empty for nobody.
	Provider string
	// Matched is the [Credentials] of the account as it was when they were let in; nil asks for none.
	Matched Hash
}

// Credentials is the SQL for a fingerprint of the address and the password of account a. What changes
// either ends the sessions there are.
const Credentials = `sha256(convert_to(a.email_key || ' ' || COALESCE(a.password_hash, ''), 'UTF8'))`

// Start opens a session. The problem is InvalidCredentials when the address or the password has been
// changed, or the account disabled, since it was looked at: that ends sessions, and this would be one that
// it missed. Whoever gives the account a role meanwhile waits, or is waited for: the session is one of staff.
func (s *Sessions) Start(ctx context.Context, in SignIn) (Grant, error) {
	grant := Grant{AccountID: in.Account, Strong: in.Strong, Provider: in.Provider, keys: s.tokens.current(ctx, keysLast)}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := hold(tx, in); err != nil {
			return err
		}
		now := time.Now()
		lasts, err := lifetime(tx, in.Account)
		if err != nil {
			return err
		}
		grant.Expires = now.Add(lasts)
		session, err := uuid.NewV7()
		if err != nil {
			return err
		}
		err = tx.Exec(`INSERT INTO sessions (id, account_id, expires_at, device, strong, provider) VALUES (?, ?, ?, ?, ?, NULLIF(?, ''))`,
			session, in.Account, grant.Expires, in.Device, in.Strong, in.Provider).Error
		if err != nil {
			return err
		}
		return s.issue(tx, session, &grant, now)
	})
	return grant, err
}

// hold keeps the account of a sign-in as it is until the transaction ends, if it may still be signed in to.
func hold(tx *gorm.DB, in SignIn) error {
	held := tx.Exec(`SELECT FROM accounts a WHERE id = ? AND disabled_at IS NULL AND (? OR `+Credentials+` = ?) FOR SHARE`,
		in.Account, in.Matched == nil, in.Matched)
	if held.Error == nil && held.RowsAffected == 0 {
		return errs.New(errs.InvalidCredentials)
	}
	return held.Error
}

// lifetime is how long a session of account lasts at most.
func lifetime(tx *gorm.DB, account uuid.UUID) (time.Duration, error) {
	isStaff, err := IsStaff(tx, account)
	if isStaff {
		return staffSession, err
	}
	return memberSession, err
}

// IsStaff reports whether account has any role beyond member or leads something at present.
func IsStaff(db *gorm.DB, account uuid.UUID) (is bool, err error) {
	err = db.Raw(`SELECT `+staff+` FROM accounts a WHERE a.id = ?`, account).Scan(&is).Error
	return is, err
}

// LimitSessions has the open sessions of account, who becomes staff, last no longer than those of staff. It
// holds the account, so that one that is about to begin is open by then, or begins as one of staff.
func LimitSessions(tx *gorm.DB, account uuid.UUID) error {
	postgres.Changed(tx, change.Account(account))
	if err := tx.Exec(`SELECT FROM accounts WHERE id = ? FOR NO KEY UPDATE`, account).Error; err != nil {
		return err
	}
	limit := time.Now().Add(staffSession)
	return tx.Exec(`UPDATE sessions SET expires_at = ? WHERE account_id = ? AND ended_at IS NULL AND expires_at > ?`, limit, account, limit).Error
}

// issue adds a fresh refresh token and an access token to the grant.
func (s *Sessions) issue(tx *gorm.DB, session uuid.UUID, grant *Grant, now time.Time) (err error) {
	grant.RefreshToken = NewSecret()
	if err := tx.Exec(`INSERT INTO refresh_tokens (token_hash, session_id) VALUES (?, ?)`, HashSecret(grant.RefreshToken), session).Error; err != nil {
		return err
	}
	grant.AccessToken, err = grant.keys.sign(s.tokens.issuer, grant.AccountID, session, now)
	return err
}

// refreshable is a refresh token with what decides whether it is good.
type refreshable struct {
	SessionID uuid.UUID
	AccountID uuid.UUID
	Used      bool
	Lasts     bool
	Strong    bool
	Provider  string
	ExpiresAt time.Time
}

var errReused = errors.New("refresh token used twice")

// Refresh exchanges a refresh token for a new grant. A token works once: one that comes a second
// time was stolen or copied, and ends the session for whoever holds it. The problem is always
// Unauthorized.
func (s *Sessions) Refresh(ctx context.Context, refreshToken string) (Grant, error) {
	grant := Grant{keys: s.tokens.current(ctx, keysLast)}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		t, err := findRefreshable(tx, refreshToken)
		if err != nil {
			return err
		}
		if t.Used {
			return errReused
		}
		if !t.Lasts {
			return errs.New(errs.Unauthorized)
		}
		grant.AccountID, grant.Expires, grant.Strong, grant.Provider = t.AccountID, t.ExpiresAt, t.Strong, t.Provider
		if err := tx.Exec(`UPDATE refresh_tokens SET used_at = now() WHERE token_hash = ?`, HashSecret(refreshToken)).Error; err != nil {
			return err
		}
		if err := tx.Exec(`UPDATE sessions SET last_used_at = now() WHERE id = ?`, t.SessionID).Error; err != nil {
			return err
		}
		return s.issue(tx, t.SessionID, &grant, time.Now())
	})
	if errors.Is(err, errReused) {
		return Grant{}, errors.Join(errs.Wrap(errs.Unauthorized, err), s.End(ctx, refreshToken))
	}
	return grant, err
}

// findRefreshable locks the token's row, so that of two refreshes at once one comes second.
func findRefreshable(tx *gorm.DB, refreshToken string) (refreshable, error) {
	var found []refreshable
	err := tx.Raw(`SELECT r.session_id, s.account_id, `+lasts+` AS lasts, r.used_at IS NOT NULL AS used, s.strong, COALESCE(s.provider, '') AS provider, s.expires_at
		FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id JOIN accounts a ON a.id = s.account_id
		WHERE r.token_hash = ? FOR UPDATE OF r`, HashSecret(refreshToken)).Scan(&found).Error
	if err != nil {
		return refreshable{}, err
	}
	if len(found) == 0 {
		return refreshable{}, errs.New(errs.Unauthorized)
	}
	return found[0], nil
}

// End ends the session that a refresh token belongs to, used or not; none is no error.
func (s *Sessions) End(ctx context.Context, refreshToken string) error {
	db := s.db.WithContext(ctx)
	var ended []uuid.UUID
	err := db.Raw(`UPDATE sessions SET ended_at = now()
		WHERE ended_at IS NULL AND id = (SELECT session_id FROM refresh_tokens WHERE token_hash = ?) RETURNING id`, HashSecret(refreshToken)).Scan(&ended).Error
	for _, id := range ended {
		postgres.Changed(db, change.Session(id))
	}
	return err
}

// EndOthers ends every session of account but keep (uuid.Nil ends all), inside the caller's transaction.
func EndOthers(tx *gorm.DB, account, keep uuid.UUID) error {
	postgres.Changed(tx, change.Account(account))
	return tx.Exec(`UPDATE sessions SET ended_at = now() WHERE account_id = ? AND id <> ? AND ended_at IS NULL`, account, keep).Error
}

// Proved notes that the holder of a session has just proved who they are, strongly or not.
func (s *Sessions) Proved(ctx context.Context, who Principal, strong bool) error {
	db := s.db.WithContext(ctx)
	err := db.Exec(`UPDATE sessions SET authenticated_at = now(), strong = strong OR ? WHERE id = ? AND ended_at IS NULL`, strong, who.SessionID).Error
	postgres.Changed(db, change.Session(who.SessionID))
	return err
}

// CameThrough notes that the holder of a session has come through a provider, so that the role it gave counts there.
func (s *Sessions) CameThrough(ctx context.Context, who Principal, provider string) error {
	db := s.db.WithContext(ctx)
	err := db.Exec(`UPDATE sessions SET provider = ? WHERE id = ? AND ended_at IS NULL`, provider, who.SessionID).Error
	postgres.Changed(db, change.Session(who.SessionID))
	return err
}

// StillIn demands that the session of who, which was good when the request began, is so still, in a
// transaction that has locked the account: whoever ended it meanwhile meant what is under way as well. The
// problem is Unauthorized.
func StillIn(tx *gorm.DB, who Principal) error {
	var live []bool
	err := tx.Raw(`SELECT true FROM sessions WHERE id = ? AND account_id = ? AND ended_at IS NULL AND expires_at > now()`, who.SessionID, who.ID).Scan(&live).Error
	if err == nil && len(live) == 0 {
		err = errs.New(errs.Unauthorized)
	}
	return err
}

// Weaken makes every session of account one without a second factor, once the last one is gone.
func Weaken(tx *gorm.DB, account uuid.UUID) error {
	postgres.Changed(tx, change.Account(account))
	return tx.Exec(`UPDATE sessions SET strong = false WHERE account_id = ? AND ended_at IS NULL AND strong
		AND NOT EXISTS (SELECT FROM authenticators WHERE account_id = sessions.account_id AND confirmed_at IS NOT NULL)
		AND NOT EXISTS (SELECT FROM passkeys WHERE account_id = sessions.account_id)`, account).Error
}
