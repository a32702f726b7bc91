package account_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const (
	address = "maja@alvsala.example"
	chosen  = "tre renar vid en sjö"
)

func open(t *testing.T) (*postgres.DB, *account.Store) {
	t.Helper()
	db := postgrestest.New(t)
	return db, account.NewStore(db.Gorm, nil, fixture.Passwords(), "https://medskapa.example")
}

// register waits for n confirmations of one address, and returns their secrets.
func register(t *testing.T, db *postgres.DB, n int) []string {
	t.Helper()
	hash, err := fixture.Passwords().Hash(t.Context(), chosen)
	if err != nil {
		t.Fatal(err)
	}
	secrets := make([]string, n)
	for i := range secrets {
		secrets[i] = auth.NewSecret()
		_, err := db.Pool.Exec(t.Context(), `INSERT INTO registrations (token_hash, email, email_key, password_hash, display_name, kind, language, expires_at)
			VALUES ($1, $2, $2, $4, $3, 'company', 'en', now() + interval '1 minute')`, []byte(auth.HashSecret(secrets[i])), address, fmt.Sprint("Maja ", i), hash)
		if err != nil {
			t.Fatal(err)
		}
	}
	return secrets
}

// Three mails to one address, all answered at once: one makes the account, with what its own
// registration says.
func TestConfirmAtOnce(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	secrets := register(t, db, 3)
	problems := make([]errs.Code, len(secrets))
	var all sync.WaitGroup
	for i, secret := range secrets {
		all.Go(func() {
			problems[i] = errs.CodeOf(s.Confirm(t.Context(), account.Confirmation{Token: secret, Password: chosen}))
		})
	}
	all.Wait()
	var name, kind, role, language string
	err := db.Pool.QueryRow(t.Context(), `SELECT display_name, kind, role, language FROM accounts JOIN participants USING (id)`).Scan(&name, &kind, &role, &language)
	if err != nil || kind != string(participant.Company) || role != string(auth.Member) || language != "en" {
		t.Fatalf("%s %s %s: %v", kind, role, language, err)
	}
	for i, problem := range problems {
		want := errs.InvalidToken
		if name == fmt.Sprint("Maja ", i) {
			want = ""
		}
		if problem != want {
			t.Errorf("%d of %s: %q, want %q", i, name, problem, want)
		}
	}
}

// An operator made the account while the mail was on its way.
func TestConfirmOfAnAddressWithAnAccount(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	secret := register(t, db, 1)[0]
	made := account.NewAccount{Email: address, DisplayName: "Maja", Kind: participant.Resident, Language: "sv", Role: auth.Moderator}
	if err := s.Create(t.Context(), made, chosen); err != nil {
		t.Fatal(err)
	}
	if err := s.Confirm(t.Context(), account.Confirmation{Token: secret, Password: chosen}); errs.CodeOf(err) != errs.InvalidToken {
		t.Errorf("confirmed: %v", err)
	}
	if err := s.Create(t.Context(), made, chosen); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("made again: %v", err)
	}
}
