package identity

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/medskapa/medskapa/internal/auth"
)

// Config is what the installation says of providers. The zero value has none.
type Config struct {
	Municipality string // code of four digits; empty: residence is not proven here
	Key          Key
	Providers    []Provider
}

// Provider is one that people may sign in through.
type Provider struct {
	ID      string
	Name    Name
	Issuer  string
	Client  string
	Secret  string
	Scopes  []string
	Claims  Claims
	Purpose Purpose
	// TrustEmail takes the provider's word for an address when a new account is made, and for nothing else.
	TrustEmail bool
	Roles      map[string]auth.Role // by the value of the claim
	ACR        []string             // how people must have been identified; empty: as the provider likes
	MaxAge     time.Duration        // since then; 0: any
	Local      bool                 // may lie on this machine or a private network, without TLS
}

// Name is a provider's name.
type Name struct{ SV, EN string }

// Claims names the claims that are read; an empty one is not.
type Claims struct {
	PersonalNumber     string `yaml:"personalNumber"`
	CoordinationNumber string `yaml:"coordinationNumber"`
	Municipality       string `yaml:"municipality"`
	Name               string `yaml:"name"`
	Email              string `yaml:"email"`
	Roles              string `yaml:"roles"`
}

// Of the OIDC Sweden specification.
const (
	scopeNumber       = "https://id.oidc.se/scope/naturalPersonNumber"
	claimPersonal     = "https://id.oidc.se/claim/personalIdentityNumber"
	claimCoordination = "https://id.oidc.se/claim/coordinationNumber"
)

// file is what the operator writes.
type file struct {
	Municipality string     `yaml:"municipality"`
	KeyFile      string     `yaml:"keyFile"`
	KeyEnv       string     `yaml:"keyEnv"`
	Providers    []provider `yaml:"providers"`
}

type provider struct {
	ID   string `yaml:"id"`
	Name struct {
		SV string `yaml:"sv"`
		EN string `yaml:"en"`
	} `yaml:"name"`
	Issuer           string               `yaml:"issuer"`
	ClientID         string               `yaml:"clientId"`
	ClientSecretFile string               `yaml:"clientSecretFile"`
	ClientSecretEnv  string               `yaml:"clientSecretEnv"`
	Scopes           []string             `yaml:"scopes"`
	Claims           Claims               `yaml:"claims"`
	Purpose          Purpose              `yaml:"purpose"`
	TrustEmail       bool                 `yaml:"trustEmail"`
	Roles            map[string]auth.Role `yaml:"roles"`
	ACRValues        []string             `yaml:"acrValues"`
	MaxAge           time.Duration        `yaml:"maxAge"`
	AllowLocal       bool                 `yaml:"allowLocal"`
}

// FileErrors is everything that is wrong with a configuration or a register, a line each.
type FileErrors []string

// Error joins the lines.
func (f FileErrors) Error() string { return strings.Join(f, "\n") }

func (f *FileErrors) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

// Load reads the file at path, in YAML or JSON; "" has no providers. Secrets come from files or variables
// that it names. The error is [FileErrors], of which no line holds a secret.
func Load(path string) (Config, error) {
	if path == "" {
		return Config{}, nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return Config{}, FileErrors{fmt.Sprintf("MEDSKAPA_OIDC_FILE: %v", err)}
	}
	var f file
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return Config{}, FileErrors{fmt.Sprintf("MEDSKAPA_OIDC_FILE %s: %s", path, strings.Join(strings.Fields(err.Error()), " "))}
	}
	var faults FileErrors
	c := f.config(&faults)
	for n, fault := range faults {
		faults[n] = "MEDSKAPA_OIDC_FILE " + path + ": " + fault
	}
	if len(faults) > 0 {
		return Config{}, faults
	}
	return c, nil
}

var (
	municipalityCode = regexp.MustCompile(`^[0-9]{4}$`)
	providerID       = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
)

func (f file) config(faults *FileErrors) Config {
	c := Config{Municipality: f.Municipality}
	if f.Municipality != "" && !municipalityCode.MatchString(f.Municipality) {
		faults.add("municipality must be a municipality code of four digits in quotes, such as \"0180\"")
	}
	key, err := readSecret(f.KeyFile, f.KeyEnv)
	if err == nil {
		c.Key, err = newKey(key)
	}
	if err != nil {
		faults.add("keyFile or keyEnv must name the key that people are hashed with: %v", err)
	}
	seen := map[string]bool{}
	for n, p := range f.Providers {
		where := fmt.Sprintf("provider %d (%s)", n+1, p.ID)
		if seen[p.ID] {
			faults.add("%s: the id is taken by another provider", where)
		}
		seen[p.ID] = true
		c.Providers = append(c.Providers, p.check(func(format string, args ...any) { faults.add("%s: "+format, append([]any{where}, args...)...) }))
	}
	return c
}

// check returns a provider as the program uses it, and tells fault what is wrong with it.
func (p provider) check(fault func(format string, args ...any)) Provider {
	secret, err := readSecret(p.ClientSecretFile, p.ClientSecretEnv)
	if err != nil {
		fault("clientSecretFile or clientSecretEnv must name the client's secret: %v", err)
	}
	if !providerID.MatchString(p.ID) {
		fault("id must be 1 to 40 of a-z, 0-9 and -")
	}
	if p.Name.SV == "" || p.Name.EN == "" {
		fault("name needs sv and en")
	}
	if p.ClientID == "" {
		fault("clientId is missing")
	}
	checkIssuer(p.Issuer, p.AllowLocal, fault)
	if p.Purpose == "" {
		p.Purpose = Everyone
	}
	if p.Purpose != Everyone && p.Purpose != Staff {
		fault("purpose must be everyone or staff")
	}
	p.checkRoles(fault)
	if p.MaxAge < 0 {
		fault("maxAge must be a length of time such as 1h")
	}
	return Provider{ID: p.ID, Name: Name(p.Name), Issuer: p.Issuer, Client: p.ClientID, Secret: secret, Scopes: p.scopes(), Claims: p.claims(),
		Purpose: p.Purpose, TrustEmail: p.TrustEmail, Roles: p.Roles, ACR: p.ACRValues, MaxAge: p.MaxAge, Local: p.AllowLocal}
}

func checkIssuer(issuer string, local bool, fault func(format string, args ...any)) {
	u, err := url.Parse(issuer)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || len(issuer) > 500:
		fault("issuer must be the provider's address, such as https://login.example")
	case u.Scheme != "https" && (u.Scheme != "http" || !local):
		fault("issuer must begin with https://")
	}
}

func (p provider) checkRoles(fault func(format string, args ...any)) {
	for _, value := range slices.Sorted(maps.Keys(p.Roles)) {
		if role := p.Roles[value]; !role.Staff() || !slices.Contains(auth.Roles(), role) {
			fault("roles: %q must be project-leader, moderator or administrator", value)
		}
	}
	if (len(p.Roles) > 0) != (p.Claims.Roles != "") {
		fault("roles and claims.roles belong together")
	}
	if p.Purpose == Staff && len(p.Roles) == 0 {
		fault("a provider for staff needs roles")
	}
}

// scopes always ask for an ID token.
func (p provider) scopes() []string {
	if slices.Contains(p.Scopes, "openid") {
		return p.Scopes
	}
	return append([]string{"openid"}, p.Scopes...)
}

// claims are as written, and where numbers are asked for as the specification says.
func (p provider) claims() Claims {
	c := p.Claims
	if slices.Contains(p.Scopes, scopeNumber) && c.PersonalNumber == "" && c.CoordinationNumber == "" {
		c.PersonalNumber, c.CoordinationNumber = claimPersonal, claimCoordination
	}
	if c.Email == "" {
		c.Email = "email"
	}
	return c
}

// readSecret reads a secret from the file or the variable that is named.
func readSecret(path, variable string) (string, error) {
	switch {
	case path != "" && variable != "":
		return "", errors.New("both are given")
	case path != "":
		content, err := os.ReadFile(path)
		if err == nil && len(bytes.TrimSpace(content)) == 0 {
			err = fmt.Errorf("%s is empty", path)
		}
		return string(bytes.TrimSpace(content)), err
	case variable != "" && os.Getenv(variable) != "":
		return strings.TrimSpace(os.Getenv(variable)), nil
	case variable != "":
		return "", fmt.Errorf("%s is not set", variable)
	}
	return "", errors.New("neither is given")
}
