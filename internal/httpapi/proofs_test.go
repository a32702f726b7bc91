package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/disposable"
)

func TestRegisteringTakesWork(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	lazy := registration(api, "lat@alvsala.example")
	delete(lazy, "proofOfWork")
	api.Anonymous().Post("/accounts", lazy).WantField(http.StatusBadRequest, "proofOfWork", "required")
	wrong := registration(api, "lat@alvsala.example")
	wrong["proofOfWork"].(map[string]any)["number"] = 1 << 20
	api.Anonymous().Post("/accounts", wrong).WantField(http.StatusUnprocessableEntity, "proofOfWork", "proof_refused")
	for _, table := range []string{"registrations", "spent_proofs"} {
		if n := api.Count(`SELECT count(*) FROM ` + table); n != 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
}

// The proof of a registration that was refused for something else is used up too.
func TestAProofWorksOnce(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	weak := registration(api, "ny@alvsala.example")
	weak["password"] = "password1234"
	api.Anonymous().Post("/accounts", weak).WantField(http.StatusUnprocessableEntity, "password", "common_password")
	weak["password"] = goodPassword
	api.Anonymous().Post("/accounts", weak).WantField(http.StatusUnprocessableEntity, "proofOfWork", "proof_refused")
	if n := api.Count(`SELECT count(*) FROM registrations`); n != 0 {
		t.Errorf("%d registrations", n)
	}
}

func TestAProofWorksOnceOfFifty(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	body := registration(api, "ny@alvsala.example")
	statuses := inParallel(50, func() int { return api.Anonymous().Post("/accounts", body).Status })
	if statuses[202] != 1 || statuses[422] != 49 {
		t.Errorf("statuses %v", statuses)
	}
	if n := api.Count(`SELECT count(*) FROM registrations`); n != 1 {
		t.Errorf("%d registrations", n)
	}
}

// A proof is remembered for at least as long as its puzzle can be answered.
func TestAProofIsRememberedLongEnough(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	body := registration(api, "ny@alvsala.example")
	asked := time.Now()
	api.Anonymous().Post("/accounts", body).Want(http.StatusAccepted)
	if n := api.Count(`SELECT count(*) FROM spent_proofs WHERE expires_at >= $1`, asked.Add(10*time.Minute)); n != 1 {
		t.Errorf("%d proofs are remembered for ten minutes", n)
	}
}

func TestDisposableAddresses(t *testing.T) {
	t.Parallel()
	list, err := disposable.Read(strings.NewReader("slask.example\n"))
	if err != nil {
		t.Fatal(err)
	}
	api := apitest.NewWith(t, func(o *app.Options) { o.Disposable = list })
	api.As(api.User(auth.Member)).Post("/me/email-changes", map[string]any{"email": "a@slask.example"}).WantField(http.StatusUnprocessableEntity, "email", "disposable_address")
	api.Anonymous().Post("/accounts", registration(api, "a@brev.Slask.example")).WantField(http.StatusUnprocessableEntity, "email", "disposable_address")
	api.Anonymous().Post("/accounts", registration(api, "a@alvsala.example")).Want(http.StatusAccepted)
	if n := api.Count(`SELECT count(*) FROM registrations`); n != 1 {
		t.Errorf("%d registrations", n)
	}
}
