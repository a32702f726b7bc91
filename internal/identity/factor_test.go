package identity_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// A provider that identifies people by one factor does not stand in for the second one of the account.
func TestAWeakProviderIsOneFactor(t *testing.T) {
	t.Parallel()
	api := start(t, fmt.Sprintf(eID, oidcProvider(t)))
	weak := map[string]any{"sub": "weak"}
	maja := join(t, api, weak, "maja@alvsala.example").enter(weak)
	secret := maja.Post("/me/authenticator", nil).Want(http.StatusCreated).String("secret")
	code := func(at time.Time) string {
		shown, err := totp.GenerateCode(secret, at)
		if err != nil {
			t.Fatal(err)
		}
		return shown
	}
	maja.Put("/me/authenticator", map[string]any{"code": code(time.Now().Add(-30 * time.Second))}).Want(http.StatusOK)

	again := newPerson(t, api, api.Anonymous())
	answer := again.as(again.depart("e-legitimation"), weak).Want(http.StatusOK)
	if answer.String("outcome") != "second-factor" || answer.At("session") != nil {
		t.Fatalf("arrived: %s", answer.Body)
	}
	again.Post("/access-tokens", nil).Want(http.StatusUnauthorized)
	next := map[string]any{"token": answer.String("pending", "token"), "code": code(time.Now())}
	again.Post("/second-factor-sessions", next).Want(http.StatusCreated)
}

func TestAnAddressThatTheProviderDoesNotVouchForIsNotTaken(t *testing.T) {
	t.Parallel()
	api := start(t, fmt.Sprintf(eID+"    trustEmail: true\n", oidcProvider(t)))
	for vouched, taken := range map[any]bool{true: true, "true": true, false: false, "false": false} {
		p := newPerson(t, api, api.Anonymous())
		claims := map[string]any{"sub": fmt.Sprintf("%T %v", vouched, vouched), "email": "maja@alvsala.example", "email_verified": vouched}
		if answer := p.as(p.depart("e-legitimation"), claims).Want(http.StatusOK); answer.At("emailKnown") != taken {
			t.Errorf("%#v: %s", vouched, answer.Body)
		}
	}
}
