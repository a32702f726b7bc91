package identity

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Departure is where somebody goes to be identified.
type Departure struct {
	URL     string
	Browser string // the secret that the browser keeps until it is back
}

// Intent is what somebody sets out for.
type Intent string

// The intents.
const (
	Enter Intent = "enter" // sign in, or sign up
	Link  Intent = "link"  // let one's account sign in by the provider
	Prove Intent = "prove" // show that it is still oneself
)

// Depart sets out for a provider from a browser, whose secret is browser if it has one. Who only enters
// is nobody yet: account is uuid.Nil.
func (s *Store) Depart(ctx context.Context, provider, browser string, intent Intent, account uuid.UUID) (Departure, error) {
	p := s.find(provider)
	if p == nil {
		return Departure{}, errs.Invalid("providerId", errs.UnknownID)
	}
	m, err := p.discover(ctx)
	if err != nil {
		return Departure{}, err
	}
	if len(browser) != len(auth.NewSecret()) {
		browser = auth.NewSecret()
	}
	w := newWay(browser)
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		err := tx.Exec(`DELETE FROM identity_requests WHERE state_hash IN (SELECT state_hash FROM identity_requests
			WHERE browser_hash = ? ORDER BY expires_at DESC OFFSET ?)`, auth.HashSecret(browser), maxWays-1).Error
		if err != nil {
			return err
		}
		return tx.Exec(`INSERT INTO identity_requests (state_hash, browser_hash, provider, intent, account_id, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
			auth.HashSecret(w.state), auth.HashSecret(browser), p.ID, intent, uuid.NullUUID{UUID: account, Valid: account != uuid.Nil},
			time.Now().Add(wayLasts)).Error
	})
	return Departure{URL: p.address(m, w, intent), Browser: browser}, err
}

// Return is what a provider gives somebody to bring back.
type Return struct {
	Provider string // that the address of the return names
	State    string
	Code     string
	Issuer   string // RFC 9207; empty where the provider does not name itself
	Error    string // instead of a code
}

// Arrived is how a return ended. Me is who is signed in now; nil for who has no account yet.
type Arrived struct {
	Intent   Intent
	Me       *account.Me
	Strong   bool   // the provider identified the person by more than one factor
	HasEmail bool   // for who has no account: the provider's word on the address is taken
	Name     string // for who has no account: a suggestion
}

// Arrive ends a way to a provider. It works once, in the browser that set out. The problems are
// IdentityExpired, IdentityCancelled, IdentityRefused, ProviderUnavailable and those of the account.
func (s *Store) Arrive(ctx context.Context, who auth.Principal, browser string, r Return) (Arrived, error) {
	w := way{browser: browser, state: r.State}
	d, err := s.redeem(ctx, w)
	if err != nil {
		return Arrived{}, err
	}
	if d.AccountID.Valid && who.ID != d.AccountID.UUID { // signed out meanwhile, or somebody else by now
		return Arrived{}, errs.New(errs.Unauthorized)
	}
	found, err := s.identify(ctx, w, d, r)
	if err != nil {
		s.tell(ctx, d.Provider, err)
		return Arrived{}, err
	}
	arrived := Arrived{Intent: d.Intent, Strong: found.strong}
	switch d.Intent {
	case Link:
		return arrived, s.accounts.Link(ctx, who, found.Identity)
	case Prove:
		return arrived, s.prove(ctx, who, found.Identity)
	case Enter:
	}
	return s.enter(ctx, browser, found, arrived)
}

// prove makes sure that it is who is signed in.
func (s *Store) prove(ctx context.Context, who auth.Principal, i account.Identity) error {
	me, err := s.accounts.EnterBy(ctx, i)
	if errs.CodeOf(err) == errs.NotFound || err == nil && me.ID != who.ID {
		return errs.New(errs.OtherPerson)
	}
	return err
}

// departed is what is known of a way that was set out on.
type departed struct {
	Provider  string
	Intent    Intent
	AccountID uuid.NullUUID
}

// redeem uses up a way: of several at once one gets it.
func (s *Store) redeem(ctx context.Context, w way) (departed, error) {
	var found []departed
	err := s.db.WithContext(ctx).Raw(`DELETE FROM identity_requests WHERE state_hash = ? AND browser_hash = ? AND expires_at > now()
		RETURNING provider, intent, account_id`, auth.HashSecret(w.state), auth.HashSecret(w.browser)).Scan(&found).Error
	if err != nil {
		return departed{}, err
	}
	if len(found) == 0 {
		return departed{}, errs.New(errs.IdentityExpired)
	}
	return found[0], nil
}

// identify finds out who came back.
func (s *Store) identify(ctx context.Context, w way, d departed, r Return) (arrival, error) {
	p := s.find(d.Provider)
	if p == nil {
		return arrival{}, errs.New(errs.IdentityExpired) // it is no longer configured
	}
	m, err := p.discover(ctx)
	if err != nil {
		return arrival{}, err
	}
	if r.Provider != p.ID || r.Issuer != "" && r.Issuer != p.Issuer || r.Issuer == "" && m.NamesItself {
		return arrival{}, refuse("the answer is another provider's")
	}
	if err := p.refused(r.Error); err != nil {
		return arrival{}, err
	}
	told, err := p.exchange(ctx, m, w, r.Code)
	if err != nil {
		return arrival{}, err
	}
	if d.Intent == Prove && !anew(told.claims) {
		return arrival{}, refuse("the person was not asked anew")
	}
	return p.read(told, s.key, s.home)
}

// refused is what a provider's own error means to who came back.
func (p *remote) refused(code string) error {
	switch code {
	case "":
		return nil
	case "access_denied":
		return errs.New(errs.IdentityCancelled)
	case "server_error", "temporarily_unavailable":
		return p.unavailable(errors.New("it says so itself"))
	default:
		return refuse("the provider refused the request")
	}
}

// tell lets the operator know why a provider's answer was not taken.
func (s *Store) tell(ctx context.Context, provider string, err error) {
	var reason refusal
	if errors.As(err, &reason) {
		s.log.WarnContext(ctx, "identity refused", slog.String("provider", provider), slog.String("reason", string(reason)))
	}
}

// enter signs in who has an account, and notes who has none.
func (s *Store) enter(ctx context.Context, browser string, a arrival, arrived Arrived) (Arrived, error) {
	me, err := s.accounts.EnterBy(ctx, a.Identity)
	if errs.CodeOf(err) != errs.NotFound {
		arrived.Me = &me
		return arrived, err
	}
	if p := s.find(a.Provider); p.Purpose == Staff && a.Role == "" {
		return Arrived{}, errs.New(errs.Forbidden)
	}
	arrived.HasEmail, arrived.Name = a.email != "", a.name
	return arrived, s.note(ctx, browser, a)
}
