package identity_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/identity"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const (
	numberClaim       = "https://id.oidc.se/claim/personalIdentityNumber"
	coordinationClaim = "https://id.oidc.se/claim/coordinationNumber"
	tolvan            = "191212121212"
	other             = "199001162388"
	coordination      = "197010632391"
	key               = "c29tZSB0aGlydHktdHdvIHJhbmRvbSBieXRlcyBpbiBiYXNlNjQ="
)

// config writes a file of providers, with its secrets beside it, and reads it.
func config(t *testing.T, providers string) identity.Config {
	t.Helper()
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := fmt.Sprintf("municipality: \"2180\"\nkeyFile: %s\nproviders:\n%s", file("key", key),
		strings.ReplaceAll(providers, "SECRET", file("secret", "a secret of tests\n")))
	c, err := identity.Load(file("providers.yaml", text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// eID is a provider of e-identification as people write it down.
const eID = `
  - id: e-legitimation
    name: {sv: E-legitimation, en: E-identification}
    issuer: %s
    clientId: medskapa
    clientSecretFile: SECRET
    scopes: [openid, email, municipality, "https://id.oidc.se/scope/naturalPersonInfo", "https://id.oidc.se/scope/naturalPersonNumber"]
    claims: {municipality: municipality}
    allowLocal: true
`

// start runs the program with providers.
func start(t *testing.T, providers string) *apitest.API {
	t.Helper()
	return startWith(t, config(t, providers))
}

func startWith(t *testing.T, c identity.Config) *apitest.API {
	t.Helper()
	return apitest.NewWith(t, func(o *app.Options) { o.Identity = c })
}

// oidcProvider runs npm's oidc-provider and returns its issuer.
func oidcProvider(t *testing.T) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "node", "e2e/oidc-provider.mjs")
	command.Dir = "../../frontend"
	in, err := command.StdinPipe() // it ends when this is closed
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	command.Stderr = &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	issuer, err := bufio.NewReader(out).ReadString('\n')
	t.Cleanup(func() {
		_ = in.Close()
		_ = command.Wait() // it was told to end, however it did
	})
	if err != nil {
		t.Fatalf("oidc-provider did not start; npm ci --prefix frontend installs it: %v\n%s", err, said.String())
	}
	return strings.TrimSpace(issuer)
}

// person is somebody with a browser: with one side towards the program, the other towards providers.
type person struct {
	*apitest.Client
	t       *testing.T
	browser *http.Client
	home    string
}

func newPerson(t *testing.T, api *apitest.API, client *apitest.Client) person {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	home := api.URL + "/login/return/"
	return person{Client: client, t: t, home: home, browser: &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), home) {
			return http.ErrUseLastResponse
		}
		return nil
	}}}
}

// depart returns where the person is sent to.
func (p person) depart(provider string) string {
	p.t.Helper()
	return p.Post("/identity-requests", map[string]any{"providerId": provider}).Want(http.StatusOK).String("authorizationUrl")
}

// departToLink is where who is signed in is sent to, to link the e-identification.
func (p person) departToLink() string {
	p.t.Helper()
	return p.Post("/me/identity-requests", map[string]any{"providerId": "e-legitimation", "intent": "link"}).Want(http.StatusOK).String("authorizationUrl")
}

var form = regexp.MustCompile(`<form[^>]*action="([^"]*)"`)

// signIn goes to a provider and fills in its form, whatever its fields are called; it returns what the
// provider gives to bring back.
func (p person) signIn(address string, fields url.Values) map[string]any {
	p.t.Helper()
	response, err := p.browser.Get(address)
	if err != nil {
		p.t.Fatal(err)
	}
	for response.StatusCode == http.StatusOK {
		page, err := io.ReadAll(response.Body)
		if err != nil {
			p.t.Fatal(err)
		}
		_ = response.Body.Close() // it has been read
		found := form.FindSubmatch(page)
		if found == nil {
			p.t.Fatalf("no form in %s", page)
		}
		for _, hidden := range regexp.MustCompile(`type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(string(page), -1) {
			fields.Set(hidden[1], html.UnescapeString(hidden[2]))
		}
		to, err := response.Request.URL.Parse(html.UnescapeString(string(found[1])))
		if err != nil {
			p.t.Fatal(err)
		}
		if response, err = p.browser.PostForm(to.String(), fields); err != nil {
			p.t.Fatal(err)
		}
	}
	defer response.Body.Close() //nolint:errcheck // nothing in it is of interest
	return p.back(response.Header.Get("Location"))
}

// back takes apart the address that a provider sends somebody back to.
func (p person) back(location string) map[string]any {
	p.t.Helper()
	u, err := url.Parse(location)
	if err != nil || !strings.HasPrefix(location, p.home) {
		p.t.Fatalf("sent to %q: %v", location, err)
	}
	body := map[string]any{"providerId": strings.TrimPrefix(location[:len(location)-len(u.RawQuery)-1], p.home)}
	for parameter, name := range map[string]string{"state": "state", "code": "code", "iss": "issuer", "error": "error"} {
		if value := u.Query().Get(parameter); value != "" {
			body[name] = value
		}
	}
	return body
}

// as signs in at oidc-provider with these claims and comes back.
func (p person) as(address string, claims map[string]any) *apitest.Answer {
	p.t.Helper()
	login, err := json.Marshal(claims)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.Post("/identity-returns", p.signIn(address, url.Values{"login": {string(login)}, "password": {"x"}}))
}

// link is the secret of the newest mail to an address.
func link(t *testing.T, api *apitest.API, address string) string {
	t.Helper()
	for {
		var body string
		err := api.DB.Pool.QueryRow(t.Context(), `SELECT COALESCE(max(body), '') FROM mailbox_messages WHERE recipient = $1`, address).Scan(&body)
		if err != nil { // also when the test's time is over
			t.Fatal(err)
		}
		if _, secret, ok := strings.Cut(body, "#"); ok {
			return strings.Fields(secret)[0]
		}
	}
}
