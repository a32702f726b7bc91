package passkey

import (
	"context"
	"encoding/json"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

func decode(stored [][]byte) ([]webauthn.Credential, error) {
	credentials := make([]webauthn.Credential, len(stored))
	for n, raw := range stored {
		if err := json.Unmarshal(raw, &credentials[n]); err != nil {
			return nil, err
		}
	}
	return credentials, nil
}

// begin stores what a browser is asked, for account or, where that is uuid.Nil, for whoever answers.
// Those that wait for one place's answer are bounded; the problem is TooManyRequests.
func (s *Store) begin(ctx context.Context, account uuid.UUID, session *webauthn.SessionData, options any, address string) (Ceremony, error) {
	data, err := json.Marshal(session)
	if err != nil {
		return Ceremony{}, err
	}
	c := Ceremony{Token: auth.NewSecret(), Options: options}
	place := auth.HashSecret("passkey " + address)
	return c, postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var waiting int
		if err := tx.Raw(`SELECT count(*) FROM passkey_ceremonies WHERE place = ? AND expires_at > now()`, place).Scan(&waiting).Error; err != nil {
			return err
		}
		if waiting >= maxCeremonies {
			problem := errs.New(errs.TooManyRequests)
			problem.RetryAfter = ceremonyLifetime
			return problem
		}
		return tx.Exec(`INSERT INTO passkey_ceremonies (token_hash, account_id, place, data, expires_at) VALUES (?, ?, ?, ?, ?)`,
			auth.HashSecret(c.Token), uuid.NullUUID{UUID: account, Valid: account != uuid.Nil}, place, string(data), time.Now().Add(ceremonyLifetime)).Error
	})
}

// answer uses up what a browser was asked; the problem is InvalidToken when it was not, was answered
// already or is too old.
func (s *Store) answer(ctx context.Context, account uuid.UUID, token string) (webauthn.SessionData, error) {
	var found []string
	var session webauthn.SessionData
	err := s.db.WithContext(ctx).Raw(`DELETE FROM passkey_ceremonies WHERE token_hash = ? AND account_id IS NOT DISTINCT FROM ? AND expires_at > now()
		RETURNING data::text`, auth.HashSecret(token), uuid.NullUUID{UUID: account, Valid: account != uuid.Nil}).Scan(&found).Error
	if err != nil {
		return session, err
	}
	if len(found) == 0 {
		return session, errs.New(errs.InvalidToken)
	}
	return session, json.Unmarshal([]byte(found[0]), &session)
}
