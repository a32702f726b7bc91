// Package passkey is signing in with a passkey: a key pair that a device keeps and opens by finger, face
// or PIN (WebAuthn). Passkeys are discoverable, so nobody types an address, and the device verifies its
// owner, so a passkey is as good as a password and a second factor together.
package passkey

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
)

const (
	// ceremonyLifetime is how long a browser may take to answer.
	ceremonyLifetime = 5 * time.Minute
	// maxCeremonies is how many wait for the answer of one place on the network.
	maxCeremonies = 60
	// maxPasskeys is how many one account may have.
	maxPasskeys = 20
)

// Passkey is one of somebody's own.
type Passkey struct {
	ID         uuid.UUID
	Name       string
	CreatedAt  time.Time
	LastUsedAt *time.Time
}

// Ceremony is what a browser is asked, as navigator.credentials takes it, and the token with which its
// answer is sent, once.
type Ceremony struct {
	Token   string
	Options any
}

// Store keeps passkeys.
type Store struct {
	db       *gorm.DB
	outbox   *mail.Outbox
	webauthn *webauthn.WebAuthn
}

// NewStore keeps passkeys in db for the installation at address. Browsers offer them at that very
// address, and only where it has a name: one at a bare IP address has them as localhost.
func NewStore(db *gorm.DB, outbox *mail.Outbox, address string) (*Store, error) {
	at, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	name := at.Hostname()
	if net.ParseIP(name) != nil {
		name = "localhost"
	}
	w, err := webauthn.New(&webauthn.Config{
		RPID: name, RPDisplayName: "Medskapa", RPOrigins: []string{address},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired},
	})
	if err != nil {
		return nil, fmt.Errorf("passkeys for %s: %w", address, err)
	}
	return &Store{db: db, outbox: outbox, webauthn: w}, nil
}

// owner is an account as WebAuthn's library wants it.
type owner struct {
	ID          uuid.UUID
	Email       string
	DisplayName string
	Language    string
	credentials []webauthn.Credential
}

// WebAuthnID is what a passkey remembers of the account.
func (o owner) WebAuthnID() []byte { return o.ID[:] }

// WebAuthnName tells one account from another in the device's own list.
func (o owner) WebAuthnName() string { return o.Email }

// WebAuthnDisplayName is what the device shows.
func (o owner) WebAuthnDisplayName() string { return o.DisplayName }

// WebAuthnCredentials are the passkeys that the account has.
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.credentials }

// findOwner reads an account that is not disabled, and its passkeys.
func (s *Store) findOwner(ctx context.Context, id uuid.UUID) (owner, error) {
	db := s.db.WithContext(ctx)
	var found []owner
	err := db.Raw(`SELECT a.id, a.email, p.display_name, a.language FROM accounts a JOIN participants p ON p.id = a.id
		WHERE a.id = ? AND a.disabled_at IS NULL`, id).Scan(&found).Error
	if err != nil {
		return owner{}, err
	}
	if len(found) == 0 {
		return owner{}, errs.New(errs.NotFound)
	}
	var stored [][]byte
	if err := db.Raw(`SELECT credential::text FROM passkeys WHERE account_id = ?`, id).Scan(&stored).Error; err != nil {
		return owner{}, err
	}
	found[0].credentials, err = decode(stored)
	return found[0], err
}
