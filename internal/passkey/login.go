package passkey

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/errs"
)

// BeginLogin asks whichever browser it is for a passkey of this installation. address is where the
// request comes from.
func (s *Store) BeginLogin(ctx context.Context, address string) (Ceremony, error) {
	options, session, err := s.webauthn.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Ceremony{}, err
	}
	return s.begin(ctx, uuid.Nil, session, options.Response, address)
}

// Login returns whose passkey answers. The problems are InvalidToken for the token and else
// InvalidCredentials, whatever is wrong. A passkey whose counter went backwards exists twice: it is
// refused, put on record, and its owner is told.
func (s *Store) Login(ctx context.Context, token string, answer []byte) (account uuid.UUID, err error) {
	session, err := s.answer(ctx, uuid.Nil, token)
	if err != nil {
		return uuid.Nil, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return uuid.Nil, errs.Wrap(errs.InvalidCredentials, err)
	}
	var me owner
	find := func(_, handle []byte) (webauthn.User, error) {
		id, err := uuid.FromBytes(handle)
		if err != nil {
			return nil, err
		}
		me, err = s.findOwner(ctx, id)
		return me, err
	}
	_, credential, err := s.webauthn.ValidatePasskeyLogin(find, session, parsed)
	if err != nil {
		return uuid.Nil, errs.Wrap(errs.InvalidCredentials, err)
	}
	if credential.Authenticator.CloneWarning {
		err := s.change(ctx, me, audit.PasskeyCopied, passkeyCopied, func(*gorm.DB) error { return nil })
		return uuid.Nil, errors.Join(errs.New(errs.InvalidCredentials), err)
	}
	return me.ID, s.used(ctx, me, credential)
}

// used stores the counter. Of two answers with one counter the second is a copy's, and refused.
func (s *Store) used(ctx context.Context, me owner, credential *webauthn.Credential) error {
	encoded, err := json.Marshal(credential)
	if err != nil {
		return err
	}
	before := uint32(0)
	for _, known := range me.credentials {
		if bytes.Equal(known.ID, credential.ID) {
			before = known.Authenticator.SignCount
		}
	}
	done := s.db.WithContext(ctx).Exec(`UPDATE passkeys SET credential = ?, last_used_at = now()
		WHERE credential_id = ? AND account_id = ? AND COALESCE((credential #>> '{authenticator,signCount}')::bigint, 0) = ?`, string(encoded), credential.ID, me.ID, before)
	if done.Error == nil && done.RowsAffected == 0 {
		return errs.New(errs.InvalidCredentials)
	}
	return done.Error
}
