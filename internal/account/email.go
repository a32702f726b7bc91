package account

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// reversalLifetime is how long the address of before can be taken back.
const reversalLifetime = 7 * 24 * time.Hour

// RequestEmail mails a link to an address that the caller wants to have instead of their own; see
// [Store.ConfirmEmail]. Nothing tells the caller whether the address belongs to another account: whoever
// has that is mailed that somebody asked for it. The problems are DisposableAddress, Reauthentication, and
// TooManyRequests after three within half an hour.
func (s *Store) RequestEmail(ctx context.Context, email string) error {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return err
	}
	if err := s.lasting(email); err != nil {
		return err
	}
	defer evenOut(ctx, time.Now())
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := lockMe(tx, who)
		if err != nil {
			return err
		}
		return s.awaitEmail(tx, me, email)
	})
}

// lockMe locks the account of who, whose session must still last.
func lockMe(tx *gorm.DB, who auth.Principal) (Me, error) {
	me, err := one(tx, meColumns+`WHERE a.id = ? FOR UPDATE OF a`, who.ID)
	if err != nil {
		return me, err
	}
	return me, auth.StillIn(tx, who)
}

// awaitEmail stores a change and mails its link, or, where the address is another account's, that somebody
// asked for it. An address that has had enough mail, whoever asked for it, gets no more.
func (s *Store) awaitEmail(tx *gorm.DB, me Me, email string) error {
	const waiting = ` AND created_at > now() - interval '30 minutes' HAVING count(*) >= ?`
	full, err := exists(tx, `SELECT FROM email_changes WHERE account_id = ?`+waiting, me.ID, maxPending)
	if err != nil {
		return err
	}
	if full {
		problem := errs.New(errs.TooManyRequests)
		problem.RetryAfter = linkLifetime
		return problem
	}
	flooded, err := exists(tx, `SELECT FROM email_changes WHERE email_key = ?`+waiting, text.EmailKey(email), maxPending)
	if err != nil {
		return err
	}
	secret := auth.NewSecret()
	err = tx.Exec(`INSERT INTO email_changes (token_hash, account_id, email, email_key, expires_at) VALUES (?, ?, ?, ?, ?)`,
		auth.HashSecret(secret), me.ID, email, text.EmailKey(email), time.Now().Add(linkLifetime)).Error
	if err != nil || flooded {
		return err
	}
	var languages []string // of who has the address
	err = tx.Raw(`SELECT language FROM accounts WHERE email_key = ? AND id <> ?`, text.EmailKey(email), me.ID).Scan(&languages).Error
	if err != nil {
		return err
	}
	if len(languages) > 0 {
		return s.outbox.Send(tx, addressWanted(email, languages[0], s.url))
	}
	return s.outbox.Send(tx, newAddress(me, email, s.link("change-email", secret)))
}

// ConfirmEmail uses up the secret that was mailed to a new address, and gives it to the caller's account.
// Who has the mail must be signed in to the account that asked: else the owner of an address could be made
// to give it to a stranger's. Every other session ends, links that were mailed to the address of before are
// void, and a link that takes it back for a week is mailed there. Of several at once one wins; the others,
// and later ones, get InvalidToken, as does an address that has got another account meanwhile.
func (s *Store) ConfirmEmail(ctx context.Context, secret string) error {
	who, err := auth.Require(ctx)
	if err != nil {
		return err
	}
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := lockMe(tx, who)
		if err != nil {
			return err
		}
		var next []string
		err = tx.Raw(`DELETE FROM email_changes WHERE token_hash = ? AND account_id = ? AND expires_at > now() RETURNING email`,
			auth.HashSecret(secret), me.ID).Scan(&next).Error
		if err != nil {
			return err
		}
		if len(next) == 0 {
			return errs.New(errs.InvalidToken)
		}
		if err := setEmail(tx, me.ID, next[0], who.SessionID); err != nil {
			return err
		}
		return s.offerReversal(tx, me, next[0])
	})
	if errs.CodeOf(err) == errs.Unprocessable { // another account has the address by now
		return errs.Wrap(errs.InvalidToken, err)
	}
	return err
}

// offerReversal puts a change of address on record, and mails the address of before how to undo it.
func (s *Store) offerReversal(tx *gorm.DB, before Me, next string) error {
	secret := auth.NewSecret()
	err := tx.Exec(`INSERT INTO email_reversals (token_hash, account_id, email, email_key, expires_at) VALUES (?, ?, ?, ?, ?)`,
		auth.HashSecret(secret), before.ID, before.Email, text.EmailKey(before.Email), time.Now().Add(reversalLifetime)).Error
	if err != nil {
		return err
	}
	err = audit.Record(tx, audit.Entry{Actor: before.ID, Action: audit.EmailChanged, SubjectKind: "account", Subject: before.ID})
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, addressChanged(before, next, s.link("revert-email", secret)))
}

// RevertEmail uses up the secret that was mailed to the address of before a change, and gives the account
// back to it: whoever changed it is signed out everywhere, the password counts no more, nor does any other
// way to sign in that was added since, and a link for choosing a new password is mailed. Later changes can no longer be undone, earlier ones can. Of several at once
// one wins; the problem of the others is InvalidToken, and Conflict where the address has got another account.
func (s *Store) RevertEmail(ctx context.Context, secret string) error {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := s.owner(tx, `SELECT account_id FROM email_reversals WHERE token_hash = ? AND expires_at > now()`, auth.HashSecret(secret))
		if err != nil {
			return err
		}
		// The account comes first, as everywhere; after the wait the secret may be used up.
		if me, err = one(tx, meColumns+`WHERE a.id = ? FOR UPDATE OF a`, me.ID); err != nil {
			return err
		}
		back, err := useReversal(tx, me.ID, secret)
		if err != nil {
			return err
		}
		if err := withdraw(tx, me.ID, back.CreatedAt); err != nil {
			return err
		}
		if err := s.giveBack(tx, me.ID, back.Email); err != nil {
			return err
		}
		return s.outbox.Send(tx, addressTakenBack(me))
	})
	if errs.CodeOf(err) == errs.Unprocessable {
		return errs.Wrap(errs.Conflict, err)
	}
	return err
}

// reversal is an address, and when the account went from it to another one.
type reversal struct {
	Email     string
	CreatedAt time.Time
	Asked     bool // for
}

// useReversal uses up a secret, with those of later changes, and returns what it brings back.
func useReversal(tx *gorm.DB, account uuid.UUID, secret string) (reversal, error) {
	var found []reversal
	err := tx.Raw(`DELETE FROM email_reversals r WHERE account_id = @account AND r.created_at >=
			(SELECT created_at FROM email_reversals WHERE token_hash = @secret AND expires_at > now())
		RETURNING email, created_at, token_hash = @secret AS asked`,
		map[string]any{"account": account, "secret": auth.HashSecret(secret)}).Scan(&found).Error
	for _, f := range found {
		if f.Asked {
			return f, err
		}
	}
	if err == nil {
		err = errs.New(errs.InvalidToken)
	}
	return reversal{}, err
}

// giveBack gives an account to an address, and to nobody else: it takes a new password by mail.
func (s *Store) giveBack(tx *gorm.DB, account uuid.UUID, email string) error {
	if err := setEmail(tx, account, email, uuid.Nil); err != nil {
		return err
	}
	if err := tx.Exec(`UPDATE accounts SET password_hash = NULL WHERE id = ?`, account).Error; err != nil {
		return err
	}
	if err := audit.Record(tx, audit.Entry{Action: audit.EmailReverted, SubjectKind: "account", Subject: account}); err != nil {
		return err
	}
	me, err := one(tx, meColumns+`WHERE a.id = ?`, account)
	if err != nil {
		return err
	}
	return s.sendLink(tx, me, "password_resets", func(me Me, secret string) mail.Message {
		return resetPassword(me, s.link("reset-password", secret))
	})
}

// setEmail gives an account an address, ends its sessions but keep, and voids what was mailed or begun before.
func setEmail(tx *gorm.DB, account uuid.UUID, email string, keep uuid.UUID) error {
	err := tx.Exec(`UPDATE accounts SET email = ?, email_key = ?, version = version + 1, updated_at = now() WHERE id = ?`,
		email, text.EmailKey(email), account).Error
	if err != nil {
		return err
	}
	if err := voidResets(tx, account); err != nil {
		return err
	}
	return startAnew(tx, account, keep)
}

// voidResets voids the links for a new password that wait in an account's mail.
func voidResets(tx *gorm.DB, account uuid.UUID) error {
	return tx.Exec(`DELETE FROM password_resets WHERE account_id = ?`, account).Error
}

// startAnew ends the sessions of an account but keep, and what was begun with it. Changes of address that are
// void stay until their time is over: they count against the mail that one may cause.
func startAnew(tx *gorm.DB, account, keep uuid.UUID) error {
	if err := auth.EndOthers(tx, account, keep); err != nil {
		return err
	}
	for _, table := range []string{"login_links", "pending_sign_ins"} {
		if err := tx.Exec(`DELETE FROM `+table+` WHERE account_id = ?`, account).Error; err != nil {
			return err
		}
	}
	return tx.Exec(`UPDATE email_changes SET expires_at = now() WHERE account_id = ? AND expires_at > now()`, account).Error
}
