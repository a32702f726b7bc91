package account

import (
	"encoding/json"

	"github.com/medskapa/medskapa/internal/auth"
)

// credential is what an account to be is signed in to with: a password or an identity. The latter is
// bound to the browser that it came to.
type credential struct {
	password string // its hash
	identity *Identity
	browser  auth.Hash
}

// columns are what the credential is stored as: NULL for the one that it is not.
func (c credential) columns() (password, identity *string, err error) {
	if c.identity == nil {
		return &c.password, nil, nil
	}
	text, err := json.Marshal(c.identity)
	stored := string(text)
	return nil, &stored, err
}

// bond is a credential as it is stored with a registration.
type bond struct {
	PasswordHash, Identity string
	BrowserHash            []byte
}

func (b bond) credential() (c credential, err error) {
	if b.Identity == "" {
		return credential{password: b.PasswordHash}, nil
	}
	c = credential{identity: new(Identity), browser: b.BrowserHash}
	return c, json.Unmarshal([]byte(b.Identity), c.identity)
}
