package passkey

import (
	"context"
	"encoding/json"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// BeginRegistration asks the caller's browser for a new passkey, not one on a device that has one already.
// address is where the request comes from.
func (s *Store) BeginRegistration(ctx context.Context, address string) (Ceremony, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return Ceremony{}, err
	}
	me, err := s.findOwner(ctx, who.ID)
	if err != nil {
		return Ceremony{}, err
	}
	known := make([]protocol.CredentialDescriptor, len(me.credentials))
	for n := range me.credentials {
		known[n] = me.credentials[n].Descriptor()
	}
	options, session, err := s.webauthn.BeginRegistration(me, webauthn.WithExclusions(known))
	if err != nil {
		return Ceremony{}, err
	}
	return s.begin(ctx, who.ID, session, options.Response, address)
}

// Register stores the passkey with which the caller's browser answers, under a name. The problems are
// InvalidToken for the token, Unprocessable for what is no good passkey, and Conflict when there are 20.
func (s *Store) Register(ctx context.Context, token, name string, answer []byte) (Passkey, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return Passkey{}, err
	}
	session, err := s.answer(ctx, who.ID, token)
	if err != nil {
		return Passkey{}, err
	}
	me, err := s.findOwner(ctx, who.ID)
	if err != nil {
		return Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Passkey{}, refused(err)
	}
	credential, err := s.webauthn.CreateCredential(me, session, parsed)
	if err != nil {
		return Passkey{}, refused(err)
	}
	return s.store(ctx, who, me, name, credential)
}

// refused says no more of a credential than that it is none that we take; the cause is for the log.
func refused(err error) error {
	problem := errs.Invalid("credential", errs.WrongFormat)
	problem.Cause = err
	return problem
}

func (s *Store) store(ctx context.Context, who auth.Principal, me owner, name string, credential *webauthn.Credential) (p Passkey, err error) {
	encoded, err := json.Marshal(credential)
	if err != nil {
		return p, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return p, err
	}
	err = s.change(ctx, me, audit.PasskeyAdded, passkeyAdded, func(tx *gorm.DB) error {
		if err := auth.StillIn(tx, who); err != nil {
			return err
		}
		var count int
		if err := tx.Raw(`SELECT count(*) FROM passkeys WHERE account_id = ?`, me.ID).Scan(&count).Error; err != nil {
			return err
		}
		if count >= maxPasskeys {
			return errs.New(errs.Conflict)
		}
		return tx.Raw(`INSERT INTO passkeys (id, account_id, credential_id, credential, name) VALUES (?, ?, ?, ?, ?)
			RETURNING id, name, created_at, last_used_at`, id, me.ID, credential.ID, string(encoded), name).Scan(&p).Error
	})
	return p, err
}

// change does something to somebody's passkeys in one transaction, one at a time, puts it on record and
// tells the owner.
func (s *Store) change(ctx context.Context, me owner, action audit.Action, text notice, do func(tx *gorm.DB) error) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT FROM accounts WHERE id = ? FOR UPDATE`, me.ID).Error; err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return err
		}
		if err := audit.Record(tx, audit.Entry{Actor: me.ID, Action: action, SubjectKind: "account", Subject: me.ID}); err != nil {
			return err
		}
		return s.outbox.Send(tx, text.to(me))
	})
}
