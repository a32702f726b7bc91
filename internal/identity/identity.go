// Package identity signs people in through OpenID Connect providers: e-identification for residents,
// single sign-on for staff. It knows the protocol and what providers say of people; accounts are the
// account package's.
//
// A personal identity number is read, checked and hashed with the installation's key at once; it is
// neither stored nor logged, and no error holds it.
package identity

import (
	"log/slog"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/account"
)

const (
	// wayLasts is how long somebody may take at a provider.
	wayLasts = 10 * time.Minute
	// arrivalLasts is how long somebody without an account may take to fill in how they want to be seen.
	arrivalLasts = 30 * time.Minute
	// maxWays is how many ways to providers one browser is on at most: one a tab.
	maxWays = 20
)

// Purpose is whom a provider is for.
type Purpose string

// The purposes.
const (
	Everyone Purpose = "everyone"
	Staff    Purpose = "staff" // makes accounts only for those whom its claims give a role
)

// Listed is a provider as people see it.
type Listed struct {
	ID             string
	SV, EN         string // its name
	Purpose        Purpose
	ProvesPerson   bool
	ProvesResident bool // where somebody lives: by its own claim, or by their number in the register
}

// Store signs people in.
type Store struct {
	db        *gorm.DB
	accounts  *account.Store
	log       *slog.Logger
	key       Key
	home      string // code of the installation's municipality; empty where none is set
	providers []*remote
}

// NewStore signs people in by what c says; url is the app's public address, to which providers send
// people back. No provider is asked before somebody wants to go there.
func NewStore(db *gorm.DB, accounts *account.Store, c Config, url string, log *slog.Logger) *Store {
	s := &Store{db: db, accounts: accounts, log: log, key: c.Key, home: c.Municipality}
	for _, p := range c.Providers {
		s.providers = append(s.providers, &remote{Provider: p, back: url + "/login/return/" + p.ID, client: newClient(p.Local)})
	}
	return s
}

// List returns the providers in the order in which they are configured.
func (s *Store) List() []Listed {
	listed := make([]Listed, len(s.providers))
	for n, p := range s.providers {
		person := p.Claims.PersonalNumber != "" || p.Claims.CoordinationNumber != ""
		listed[n] = Listed{ID: p.ID, SV: p.Name.SV, EN: p.Name.EN, Purpose: p.Purpose, ProvesPerson: person, ProvesResident: person && s.home != ""}
	}
	return listed
}

func (s *Store) find(id string) *remote {
	for _, p := range s.providers {
		if p.ID == id {
			return p
		}
	}
	return nil
}
