package account

import (
	"bytes"
	"context"
	"crypto/subtle"
	"image/png"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// step is how long a code of an authenticator app holds, as RFC 6238 has it; clocks may differ by one.
const step = 30 * time.Second

// qrSide is the side of the picture in pixels.
const qrSide = 240

// Enrolment is what an authenticator app needs to know, as a picture for its camera and as text.
type Enrolment struct {
	Secret string // base32
	URI    string // otpauth:
	QR     []byte // PNG
}

// Enrol makes a new secret for the caller's authenticator app, which counts once [Store.Activate] has
// seen a code of it. The problem is Conflict where one is in force.
func (s *Store) Enrol(ctx context.Context, issuer string) (Enrolment, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return Enrolment{}, err
	}
	me, err := s.Get(ctx, who.ID)
	if err != nil {
		return Enrolment{}, err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: me.Email})
	if err != nil {
		return Enrolment{}, err
	}
	stored := s.db.WithContext(ctx).Exec(`INSERT INTO authenticators (account_id, secret) VALUES (?, ?)
		ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = now() WHERE authenticators.confirmed_at IS NULL`, who.ID, key.Secret())
	if stored.Error != nil {
		return Enrolment{}, stored.Error
	}
	if stored.RowsAffected == 0 {
		return Enrolment{}, errs.New(errs.Conflict)
	}
	picture, err := key.Image(qrSide, qrSide)
	if err != nil {
		return Enrolment{}, err
	}
	var qr bytes.Buffer
	err = png.Encode(&qr, picture)
	return Enrolment{Secret: key.Secret(), URI: key.URL(), QR: qr.Bytes()}, err
}

// Activate puts the caller's authenticator app in force, proved by a code of it, and returns ten
// recovery codes. Every other session ends. address is where the request comes from.
func (s *Store) Activate(ctx context.Context, code, address string) (codes []string, err error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	var secret string
	good, err := s.count(ctx, codesFor(who.ID, address), func() (bool, error) {
		secret, err = s.useStep(ctx, who.ID, code, `confirmed_at IS NULL`)
		return secret != "", err
	})
	if err != nil {
		return nil, err
	}
	if !good {
		return nil, errs.Invalid("code", errs.WrongCode)
	}
	err = s.factorChange(ctx, who, audit.AuthenticatorAdded, authenticatorAdded, func(tx *gorm.DB) error {
		// Of the very secret that made the code: another one may be in its place by now, or in force.
		confirmed := tx.Exec(`UPDATE authenticators SET confirmed_at = now() WHERE account_id = ? AND secret = ? AND confirmed_at IS NULL`, who.ID, secret)
		if confirmed.Error != nil {
			return confirmed.Error
		}
		if confirmed.RowsAffected == 0 {
			return errs.Invalid("code", errs.WrongCode)
		}
		codes, err = newRecoveryCodes(tx, who.ID)
		if err != nil {
			return err
		}
		return auth.EndOthers(tx, who.ID, who.SessionID)
	})
	return codes, err
}

// Deactivate takes the caller's authenticator app and recovery codes away; none is no error.
func (s *Store) Deactivate(ctx context.Context) error {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return err
	}
	had, err := exists(s.db.WithContext(ctx), `SELECT FROM authenticators WHERE account_id = ? AND confirmed_at IS NOT NULL`, who.ID)
	if err != nil || !had {
		return err
	}
	return s.factorChange(ctx, who, audit.AuthenticatorRemoved, authenticatorRemoved, func(tx *gorm.DB) error {
		if err := tx.Exec(`DELETE FROM authenticators WHERE account_id = ?`, who.ID).Error; err != nil {
			return err
		}
		return auth.Weaken(tx, who.ID)
	})
}

// factorChange changes somebody's second factor in one transaction, puts it on record and tells the owner.
func (s *Store) factorChange(ctx context.Context, who auth.Principal, action audit.Action, text notice, do func(tx *gorm.DB) error) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := lockMe(tx, who)
		if err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return err
		}
		if err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: action, SubjectKind: "account", Subject: who.ID}); err != nil {
			return err
		}
		return s.outbox.Send(tx, text.to(me))
	})
}

// useCode reports whether code is one that somebody's authenticator app shows now and that was not used.
func (s *Store) useCode(ctx context.Context, account uuid.UUID, code string) (bool, error) {
	secret, err := s.useStep(ctx, account, code, `confirmed_at IS NOT NULL`)
	return secret != "", err
}

// useStep uses up the time step of a code and returns the secret that made it, "" for none. Of several at
// once one wins.
func (s *Store) useStep(ctx context.Context, account uuid.UUID, code, state string) (secret string, err error) {
	db := s.db.WithContext(ctx)
	var secrets []string
	if err := db.Raw(`SELECT secret FROM authenticators WHERE account_id = ? AND `+state, account).Scan(&secrets).Error; err != nil || len(secrets) == 0 {
		return "", err
	}
	shown, err := stepOf(secrets[0], code, time.Now())
	if err != nil || shown == 0 {
		return "", err
	}
	used := db.Exec(`UPDATE authenticators SET last_step = ? WHERE account_id = ? AND secret = ? AND last_step < ?`, shown, account, secrets[0], shown)
	if used.Error != nil || used.RowsAffected == 0 {
		return "", used.Error
	}
	return secrets[0], nil
}

// stepOf returns the time step at which an app with the secret shows code, around now; 0 when it does not.
func stepOf(secret, code string, now time.Time) (uint64, error) {
	current := uint64(now.Unix()) / uint64(step/time.Second)
	for candidate := current - 1; candidate <= current+1; candidate++ {
		want, err := hotp.GenerateCodeCustom(secret, candidate, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return candidate, nil
		}
	}
	return 0, nil
}
