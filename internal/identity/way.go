package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"

	"github.com/medskapa/medskapa/internal/auth"
)

// way is one way to a provider and back: the state in the address, and the secret of the browser that
// set out, which only that browser has. Nonce and verifier follow from both, so neither is stored.
type way struct{ browser, state string }

func newWay(browser string) way { return way{browser: browser, state: auth.NewSecret()} }

func (w way) nonce() string { return w.derive("nonce") }

// verifier is that of PKCE: 43 characters of 256 bits.
func (w way) verifier() string { return w.derive("verifier") }

func (w way) derive(what string) string {
	mac := hmac.New(sha256.New, []byte(w.browser))
	mac.Write([]byte(what + " " + w.state))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
