package identity_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/medskapa/medskapa/internal/apitest"
)

// falseProvider is a provider that answers as a test wants it to: what an attacker would run, or
// somebody who has not read the specification.
type falseProvider struct {
	*httptest.Server
	key      *ecdsa.PrivateKey
	away     atomic.Bool
	names    bool // itself in its answers (RFC 9207)
	userInfo bool

	mu     sync.Mutex
	nonces map[string]string // by code
	bend   func(claims jwt.MapClaims)
	sign   func(claims jwt.MapClaims) string
	info   map[string]any
}

func newFalseProvider(t *testing.T) *falseProvider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	f := &falseProvider{key: key, nonces: map[string]string{}, bend: func(jwt.MapClaims) {}}
	f.sign = f.signWith(key)
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", f.describe)
	mux.HandleFunc("/keys", f.keys)
	mux.HandleFunc("/token", f.token)
	mux.HandleFunc("/info", func(w http.ResponseWriter, _ *http.Request) { answer(w, f.info) })
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.away.Load() {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) // who does not hear it asks again
}

func (f *falseProvider) describe(w http.ResponseWriter, _ *http.Request) {
	d := map[string]any{"issuer": f.URL, "authorization_endpoint": f.URL + "/authorize", "token_endpoint": f.URL + "/token", "jwks_uri": f.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"ES256", "HS256", "none"}, "authorization_response_iss_parameter_supported": f.names}
	if f.userInfo {
		d["userinfo_endpoint"] = f.URL + "/info"
	}
	answer(w, d)
}

func (f *falseProvider) keys(w http.ResponseWriter, _ *http.Request) {
	point, err := f.key.PublicKey.Bytes()
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	encode := base64.RawURLEncoding.EncodeToString
	answer(w, map[string]any{"keys": []any{map[string]any{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "1",
		"x": encode(point[1:33]), "y": encode(point[33:])}}})
}

// token takes a code once.
func (f *falseProvider) token(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	code := r.FormValue("code")
	nonce, known := f.nonces[code]
	delete(f.nonces, code)
	if !known || r.FormValue("code_verifier") == "" {
		w.WriteHeader(http.StatusBadRequest)
		answer(w, map[string]any{"error": "invalid_grant"})
		return
	}
	claims := jwt.MapClaims{"iss": f.URL, "aud": "medskapa", "sub": "somebody", "nonce": nonce, "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	f.bend(claims)
	answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": f.sign(claims)})
}

func (f *falseProvider) signWith(key crypto.PrivateKey) func(jwt.MapClaims) string {
	return func(claims jwt.MapClaims) string {
		token := jwt.NewWithClaims(jwt.SigningMethodES256, claims)
		token.Header["kid"] = "1"
		signed, err := token.SignedString(key)
		if err != nil {
			panic(err) // the key is made above
		}
		return signed
	}
}

// grant is what the provider gives to bring back to somebody who was sent to address.
func (f *falseProvider) grant(t *testing.T, address string) map[string]any {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("nonce")) != 43 || q.Get("response_type") != "code" {
		t.Errorf("asked by %s", address)
	}
	code := rand.Text()
	f.mu.Lock()
	f.nonces[code] = q.Get("nonce")
	f.mu.Unlock()
	return map[string]any{"providerId": "e-legitimation", "state": q.Get("state"), "code": code}
}

func (f *falseProvider) yaml() string { return fmt.Sprintf(eID, f.URL) }

// arrive takes somebody new all the way, with the provider bent for it.
func (f *falseProvider) arrive(t *testing.T, api *apitest.API, bend func(jwt.MapClaims)) *apitest.Answer {
	t.Helper()
	p := newPerson(t, api, api.Anonymous())
	back := f.grant(t, p.depart("e-legitimation"))
	f.mu.Lock()
	f.bend = bend
	f.mu.Unlock()
	return p.Post("/identity-returns", back)
}

func TestFalseTokens(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	f.userInfo, f.info = true, map[string]any{"sub": "somebody"}
	api := start(t, f.yaml())
	f.arrive(t, api, func(jwt.MapClaims) {}).Want(http.StatusOK)
	f.arrive(t, api, func(c jwt.MapClaims) { c["aud"], c["azp"] = []string{"another", "medskapa"}, "medskapa" }).Want(http.StatusOK)
	for name, bend := range map[string]func(jwt.MapClaims){
		"another nonce":               func(c jwt.MapClaims) { c["nonce"] = "another" },
		"no nonce":                    func(c jwt.MapClaims) { delete(c, "nonce") },
		"another issuer":              func(c jwt.MapClaims) { c["iss"] = "https://evil.example" },
		"another audience":            func(c jwt.MapClaims) { c["aud"] = "another" },
		"several audiences, no azp":   func(c jwt.MapClaims) { c["aud"] = []string{"another", "medskapa"} },
		"made for another of several": func(c jwt.MapClaims) { c["aud"], c["azp"] = []string{"another", "medskapa"}, "another" },
		"another authorised party":    func(c jwt.MapClaims) { c["azp"] = "another" },
		"expired":                     func(c jwt.MapClaims) { c["exp"] = time.Now().Add(-time.Second).Unix() },
		"no end":                      func(c jwt.MapClaims) { delete(c, "exp") },
		"from the future":             func(c jwt.MapClaims) { c["iat"] = time.Now().Add(time.Hour).Unix() },
		"no subject":                  func(c jwt.MapClaims) { delete(c, "sub") },
		"an endless subject":          func(c jwt.MapClaims) { c["sub"] = string(make([]byte, 300)) },
		"of another access token":     func(c jwt.MapClaims) { c["at_hash"] = "nonsense" },
		"UserInfo of somebody else":   func(c jwt.MapClaims) { c["sub"] = "somebody else" },
	} {
		t.Run(name, func(t *testing.T) { f.arrive(t, api.In(t), bend).WantCode(http.StatusForbidden, "identity_refused") })
	}
	stranger, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signed := func(method jwt.SigningMethod, key any) func(jwt.MapClaims) string {
		return func(c jwt.MapClaims) string {
			token, err := jwt.NewWithClaims(method, c).SignedString(key)
			if err != nil {
				t.Error(err)
			}
			return token
		}
	}
	for name, sign := range map[string]func(jwt.MapClaims) string{
		"signed with another key":         f.signWith(stranger),
		"signed with nothing":             signed(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType),
		"signed with the client's secret": signed(jwt.SigningMethodHS256, []byte("a secret of tests")),
		"no token":                        func(jwt.MapClaims) string { return "nonsense" },
		"a million dots":                  func(jwt.MapClaims) string { return string(make([]byte, 2<<20)) },
	} {
		t.Run(name, func(t *testing.T) {
			f.mu.Lock()
			f.sign = sign
			f.mu.Unlock()
			answer := f.arrive(t, api.In(t), func(jwt.MapClaims) {}).Want(http.StatusForbidden, http.StatusServiceUnavailable)
			if code := answer.String("code"); code != "identity_refused" && code != "provider_unavailable" {
				t.Errorf("got %s", answer.Body)
			}
		})
	}
}

// A code that is handed in fifty times at once is taken once, and never again, in no other browser and
// under no other provider's name.
func TestOneReturn(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, f.yaml())
	p := newPerson(t, api, api.Anonymous())
	back := f.grant(t, p.depart("e-legitimation"))
	newPerson(t, api, api.Anonymous()).Post("/identity-returns", back).WantCode(http.StatusUnprocessableEntity, "identity_expired")
	var all sync.WaitGroup
	var taken, refused atomic.Int32
	barrier := make(chan struct{})
	for range 50 {
		all.Go(func() {
			<-barrier
			switch p.Post("/identity-returns", back).Status {
			case http.StatusOK:
				taken.Add(1)
			case http.StatusUnprocessableEntity:
				refused.Add(1)
			}
		})
	}
	close(barrier)
	all.Wait()
	if taken.Load() != 1 || refused.Load() != 49 {
		t.Errorf("taken %d times, refused %d times", taken.Load(), refused.Load())
	}
	first, second := f.grant(t, p.depart("e-legitimation")), f.grant(t, p.depart("e-legitimation"))
	first["code"], second["code"] = second["code"], first["code"]
	p.Post("/identity-returns", first).WantCode(http.StatusForbidden, "identity_refused")
	p.Post("/identity-returns", second).WantCode(http.StatusForbidden, "identity_refused")
	wrong := f.grant(t, p.depart("e-legitimation"))
	wrong["state"] = "another"
	p.Post("/identity-returns", wrong).WantCode(http.StatusUnprocessableEntity, "identity_expired")
	api.Exec(`UPDATE identity_requests SET expires_at = now()`)
	p.Post("/identity-returns", f.grant(t, p.depart("e-legitimation"))).Want(http.StatusOK)
	late := f.grant(t, p.depart("e-legitimation"))
	api.Exec(`UPDATE identity_requests SET expires_at = now()`)
	p.Post("/identity-returns", late).WantCode(http.StatusUnprocessableEntity, "identity_expired")
}

func TestMixedUpProviders(t *testing.T) {
	t.Parallel()
	honest, evil := newFalseProvider(t), newFalseProvider(t)
	honest.names = true
	api := start(t, honest.yaml()+fmt.Sprintf(`
  - {id: evil, name: {sv: Ond, en: Evil}, issuer: %s, clientId: medskapa, clientSecretFile: SECRET, allowLocal: true}
`, evil.URL))
	p := newPerson(t, api, api.Anonymous())
	for name, bend := range map[string]func(back map[string]any){
		"comes back as the other's": func(back map[string]any) { back["providerId"], back["issuer"] = "evil", honest.URL },
		"names the other":           func(back map[string]any) { back["issuer"] = evil.URL },
		"does not name itself":      func(map[string]any) {},
	} {
		t.Run(name, func(t *testing.T) {
			back := honest.grant(t, p.depart("e-legitimation"))
			bend(back)
			p.Post("/identity-returns", back).WantCode(http.StatusForbidden, "identity_refused")
		})
	}
	good := honest.grant(t, p.depart("e-legitimation"))
	good["issuer"] = honest.URL
	p.Post("/identity-returns", good).Want(http.StatusOK)
}

func TestProviderDown(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	f.away.Store(true)
	api := start(t, f.yaml())
	p := newPerson(t, api, api.Anonymous())
	answer := p.Post("/identity-requests", map[string]any{"providerId": "e-legitimation"}).WantCode(http.StatusServiceUnavailable, "provider_unavailable")
	if answer.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	p.Get("/identity-providers").Want(http.StatusOK)

	other := newFalseProvider(t)
	api = start(t, other.yaml())
	p = newPerson(t, api, api.Anonymous())
	back := other.grant(t, p.depart("e-legitimation"))
	other.away.Store(true)
	p.Post("/identity-returns", back).WantCode(http.StatusServiceUnavailable, "provider_unavailable")
	p.depart("e-legitimation") // what it said of itself is known still
	for name, c := range map[string]struct {
		error, code string
		status      int
	}{
		"turned back": {"access_denied", "identity_cancelled", 422}, "busy": {"temporarily_unavailable", "provider_unavailable", 503},
		"refused": {"invalid_scope", "identity_refused", 403},
	} {
		t.Run(name, func(t *testing.T) {
			back := other.grant(t, p.depart("e-legitimation"))
			delete(back, "code")
			back["error"] = c.error
			p.Post("/identity-returns", back).WantCode(c.status, c.code)
		})
	}
}

// Without the word of the operator no provider may lie on a private network.
func TestNoPrivateNetworks(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	c := config(t, f.yaml())
	c.Providers[0].Local = false
	api := startWith(t, c)
	newPerson(t, api, api.Anonymous()).Post("/identity-requests", map[string]any{"providerId": "e-legitimation"}).
		WantCode(http.StatusServiceUnavailable, "provider_unavailable")
}
