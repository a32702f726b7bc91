package identity_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/disposable"
	"github.com/medskapa/medskapa/internal/text"
)

// join makes an account for somebody who comes for the first time, and confirms its address.
func join(t *testing.T, api *apitest.API, claims map[string]any, email string) person {
	t.Helper()
	p := newPerson(t, api, api.Anonymous())
	answer := p.as(p.depart("e-legitimation"), claims).Want(http.StatusOK)
	if answer.String("outcome") != "sign-up" || answer.At("emailKnown") != false || answer.At("suggestedName") != nil {
		t.Fatalf("arrived: %s", answer.Body)
	}
	p.Post("/identity-sign-ups", map[string]any{"displayName": "Älvens vän", "kind": "resident", "email": email, "language": "sv"}).Want(http.StatusAccepted)
	confirmation := map[string]any{"token": link(t, api, email)}
	api.Anonymous().Post("/email-confirmations", confirmation).WantField(422, "token", "other_browser") // a stranger's registration
	p.Post("/email-confirmations", confirmation).Want(http.StatusNoContent)
	return p
}

// enter signs in somebody who has an account.
func (p person) enter(claims map[string]any) person {
	p.t.Helper()
	answer := p.as(p.depart("e-legitimation"), claims).Want(http.StatusOK)
	token := answer.String("session", "accessToken")
	if answer.String("outcome") != "signed-in" || token == "" {
		p.t.Fatalf("arrived: %s", answer.Body)
	}
	p.Client = p.With("Authorization", "Bearer "+token)
	return p
}

// An address that is thrown away is refused, and whoever arrived can give another.
func TestSigningUpWithADisposableAddress(t *testing.T) {
	t.Parallel()
	list, err := disposable.Read(strings.NewReader("slask.example\n"))
	if err != nil {
		t.Fatal(err)
	}
	providers := config(t, fmt.Sprintf(eID, oidcProvider(t)))
	api := apitest.NewWith(t, func(o *app.Options) { o.Identity, o.Disposable = providers, list })
	p := newPerson(t, api, api.Anonymous())
	p.as(p.depart("e-legitimation"), map[string]any{"sub": "tolvan", numberClaim: tolvan}).Want(http.StatusOK)
	body := map[string]any{"displayName": "Älvens vän", "kind": "resident", "email": "a@slask.example", "language": "sv"}
	p.Post("/identity-sign-ups", body).WantField(http.StatusUnprocessableEntity, "email", "disposable_address")
	body["email"] = "a@alvsala.example"
	p.Post("/identity-sign-ups", body).Want(http.StatusAccepted)
}

func TestEIdentification(t *testing.T) {
	t.Parallel()
	api := start(t, fmt.Sprintf(eID, oidcProvider(t)))
	lives := map[string]any{"sub": "tolvan", numberClaim: tolvan, "municipality": "2180", "name": "Tolvan Tolvansson", "email": "legal@alvsala.example", "email_verified": true}

	maja := join(t, api, lives, "maja@alvsala.example").enter(lives)
	own := maja.Get("/me/identities").Want(http.StatusOK)
	if own.At("personProven") != true || own.String("residenceVerifiedUntil") == "" || len(own.List("identities")) != 1 {
		t.Errorf("proven: %s", own.Body)
	}
	if me := maja.Get("/me").Want(http.StatusOK); me.String("displayName") != "Älvens vän" || me.String("email") != "maja@alvsala.example" {
		t.Errorf("the provider's name or address is taken: %s", me.Body)
	}
	maja.Post("/sessions", map[string]any{"email": "maja@alvsala.example", "password": apitest.Password}).WantCode(http.StatusUnauthorized, "invalid_credentials")

	t.Run("who moves away is no resident any more", func(t *testing.T) {
		lives["municipality"] = "0180"
		moved := newPerson(t, api, api.Anonymous()).enter(lives)
		if own := moved.Get("/me/identities").Want(http.StatusOK); own.At("residenceVerifiedUntil") != nil || own.At("personProven") != true {
			t.Errorf("proven: %s", own.Body)
		}
	})
	t.Run("the only way to sign in stays", func(t *testing.T) {
		id := maja.Get("/me/identities").List("identities")[0].(map[string]any)["id"].(string)
		maja.Delete("/me/identities/"+id).WantCode(http.StatusConflict, "last_sign_in")
	})
	t.Run("one person has one account", func(t *testing.T) {
		second := newPerson(t, api, api.Anonymous())
		second.as(second.depart("e-legitimation"), map[string]any{"sub": "another name", numberClaim: tolvan}).WantCode(http.StatusConflict, "person_has_account")
	})
	t.Run("an address is not what anybody is known by", func(t *testing.T) {
		known := api.User(auth.Administrator)
		thief := newPerson(t, api, api.Anonymous())
		answer := thief.as(thief.depart("e-legitimation"), map[string]any{"sub": "thief", "email": known.Email, "email_verified": true}).Want(http.StatusOK)
		if answer.String("outcome") != "sign-up" || answer.At("emailKnown") != false {
			t.Fatalf("arrived: %s", answer.Body)
		}
		thief.Post("/identity-sign-ups", map[string]any{"displayName": "Tjuv", "kind": "resident", "email": known.Email, "language": "sv"}).Want(http.StatusAccepted)
		if n := api.Count(`SELECT count(*) FROM identities WHERE account_id = $1`, known.ID); n != 0 {
			t.Errorf("linked %d", n)
		}
	})
	t.Run("a coordination number is a number", func(t *testing.T) {
		p := newPerson(t, api, api.Anonymous())
		p.as(p.depart("e-legitimation"), map[string]any{"sub": "c", coordinationClaim: coordination}).Want(http.StatusOK)
	})
	t.Run("of the young the 18th birthday is kept, of others no birthday", func(t *testing.T) {
		year, month, day := text.Local(time.Now()).Date()
		birthday := time.Date(year+1, month, day, 0, 0, 0, 0, time.UTC)
		claims := map[string]any{"sub": "young", numberClaim: born(birthday.AddDate(-18, 0, 0))}
		join(t, api, claims, "ung@alvsala.example").enter(claims)
		for email, want := range map[string]string{"ung@alvsala.example": birthday.Format(time.DateOnly), "maja@alvsala.example": time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)} {
			if n := api.Count(`SELECT count(*) FROM accounts WHERE email = $1 AND of_age_on = $2::date`, email, want); n != 1 {
				t.Errorf("%s is not of age on %s", email, want)
			}
		}
	})
	for name, claims := range map[string]map[string]any{
		"a wrong check digit":           {"sub": "x", numberClaim: "191212121213"},
		"a day that is not there":       {"sub": "x", numberClaim: "199002302385"},
		"ten digits":                    {"sub": "x", numberClaim: "1212121212"},
		"a hyphen":                      {"sub": "x", numberClaim: "19121212-1212"},
		"a number and no text":          {"sub": "x", numberClaim: 191212121212},
		"the other kind":                {"sub": "x", coordinationClaim: tolvan},
		"the other kind, the other way": {"sub": "x", numberClaim: coordination},
		"both kinds":                    {"sub": "x", numberClaim: tolvan, coordinationClaim: coordination},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, api.In(t), api.In(t).Anonymous())
			p.as(p.depart("e-legitimation"), claims).WantCode(http.StatusForbidden, "identity_refused")
		})
	}
	t.Run("no number anywhere", func(t *testing.T) { nowhere(t, api, tolvan, coordination, "Tolvansson") })
}

// born is a personal identity number of somebody born on a day.
func born(on time.Time) string {
	for check := range 10 {
		if n := fmt.Sprintf("%s001%d", on.Format("20060102"), check); text.Luhn(n[2:]) {
			return n
		}
	}
	return ""
}

// nowhere looks for texts in every column of every table, the queue of mail included.
func nowhere(t *testing.T, api *apitest.API, texts ...string) {
	t.Helper()
	rows, err := api.DB.Pool.Query(t.Context(), `SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	if len(tables) < 30 {
		t.Fatalf("%d tables: %v", len(tables), rows.Err())
	}
	for _, table := range tables {
		for _, text := range texts {
			if n := api.Count(`SELECT count(*) FROM `+table+` x WHERE x::text LIKE '%' || $1 || '%'`, text); n > 0 {
				t.Errorf("%s has %q in %d rows", table, text, n)
			}
		}
	}
}
