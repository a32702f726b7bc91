package identity

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/medskapa/medskapa/internal/errs"
)

const (
	knownFor   = time.Hour        // how long what a provider says of itself is taken for true
	staleFor   = 24 * time.Hour   // how long at most, while it cannot be asked again
	retryAfter = 30 * time.Second // how long a provider that did not answer is left alone
)

// remote is a provider, and what is known of it by asking.
type remote struct {
	Provider
	back   string // where it sends people back
	client *http.Client

	mu    sync.Mutex
	known *metadata
	tried time.Time // when it was last asked in vain
}

// metadata is what a provider says of itself, by OpenID Connect Discovery.
type metadata struct {
	*oidc.Provider
	AuthMethods  []string `json:"token_endpoint_auth_methods_supported"`
	Algorithms   []string `json:"id_token_signing_alg_values_supported"`
	JWKS         string   `json:"jwks_uri"`
	NamesItself  bool     `json:"authorization_response_iss_parameter_supported"` // RFC 9207
	AuthorizeURL string   `json:"authorization_endpoint"`
	TokenURL     string   `json:"token_endpoint"`
	UserInfoURL  string   `json:"userinfo_endpoint"`
	asked        time.Time
}

// algorithms are those that an ID token may be signed with.
var algorithms = []string{oidc.RS256, oidc.ES256, oidc.PS256, oidc.EdDSA}

// discover returns what is known of the provider, asking it when that is nothing or old. The problem is
// ProviderUnavailable when it cannot be asked and nothing is known.
func (r *remote) discover(ctx context.Context) (*metadata, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if r.known != nil && now.Sub(r.known.asked) < knownFor {
		return r.known, nil
	}
	if now.Sub(r.tried) < retryAfter {
		return r.stale(now, errors.New("it did not answer a moment ago"))
	}
	found, err := r.ask(ctx)
	if err != nil {
		if ctx.Err() == nil { // who asked is still there, so it was the provider that failed
			r.tried = now
		}
		return r.stale(now, err)
	}
	r.known, r.tried = found, time.Time{}
	return found, nil
}

// stale is what was known, while that is not too old.
func (r *remote) stale(now time.Time, err error) (*metadata, error) {
	if r.known != nil && now.Sub(r.known.asked) < staleFor {
		return r.known, nil
	}
	return nil, r.unavailable(err)
}

func (r *remote) unavailable(err error) error {
	problem := errs.Wrap(errs.ProviderUnavailable, fmt.Errorf("provider %s: %w", r.ID, err))
	problem.RetryAfter = retryAfter
	return problem
}

func (r *remote) ask(ctx context.Context) (*metadata, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, r.client), r.Issuer)
	if err != nil {
		return nil, fmt.Errorf("discovery: %.300s", err.Error())
	}
	m := &metadata{Provider: provider, asked: time.Now()}
	if err := provider.Claims(m); err != nil {
		return nil, fmt.Errorf("discovery: %w", err)
	}
	for _, endpoint := range []string{m.AuthorizeURL, m.TokenURL, m.JWKS, m.UserInfoURL} {
		u, err := url.Parse(endpoint)
		if err != nil || endpoint != "" && u.Scheme != "https" && (!r.Local || u.Scheme != "http") {
			return nil, errors.New("discovery: an endpoint is not at https")
		}
	}
	if m.AuthorizeURL == "" || m.TokenURL == "" || m.JWKS == "" {
		return nil, errors.New("discovery: an endpoint is missing")
	}
	return m, nil
}

func (r *remote) oauth(m *metadata) *oauth2.Config {
	endpoint := m.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader // never both in turn: the first try would use up the code
	if len(m.AuthMethods) > 0 && !slices.Contains(m.AuthMethods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &oauth2.Config{ClientID: r.Client, ClientSecret: r.Secret, Endpoint: endpoint, RedirectURL: r.back, Scopes: r.Scopes}
}

// address is where the person goes to be identified.
func (r *remote) address(m *metadata, w way, intent Intent) string {
	options := []oauth2.AuthCodeOption{oidc.Nonce(w.nonce()), oauth2.S256ChallengeOption(w.verifier())}
	if len(r.ACR) > 0 {
		options = append(options, oauth2.SetAuthURLParam("acr_values", strings.Join(r.ACR, " ")))
	}
	if intent == Prove {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	} else if r.MaxAge > 0 {
		options = append(options, oauth2.SetAuthURLParam("max_age", fmt.Sprint(int(r.MaxAge.Seconds()))))
	}
	return r.oauth(m).AuthCodeURL(w.state, options...)
}
