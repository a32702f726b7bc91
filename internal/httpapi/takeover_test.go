package httpapi_test

import (
	"net/http"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// thiefs is the password that somebody chooses who has got hold of a session and of the password.
const thiefs = "inte din längre, min nu"

// However a change of password and a new one by mail race, the mail wins: who reads it is the owner.
func TestANewPasswordByMailHolds(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for range 5 {
		user := api.User(auth.Member)
		api.Anonymous().Post("/password-reset-requests", map[string]any{"email": user.Email}).Want(202)
		secret := mailed(t, api, user.Email)
		act := make(chan func() int, 3)
		act <- func() int {
			return api.Anonymous().Post("/password-resets", map[string]any{"token": secret, "newPassword": goodPassword}).Status
		}
		for range 2 {
			act <- func() int {
				return api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": thiefs}).Status
			}
		}
		inParallel(3, func() int { return (<-act)() })
		api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": goodPassword}).Want(http.StatusCreated)
		api.As(user).Get("/me").Want(http.StatusUnauthorized)
	}
}

// Whoever has the password cannot void the links in the owner's mail with it.
func TestAChangeOfPasswordLeavesLinksInTheMail(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.Anonymous().Post("/password-reset-requests", map[string]any{"email": user.Email}).Want(202)
	secret := mailed(t, api, user.Email)
	api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": thiefs}).Want(204)
	api.Anonymous().Post("/password-resets", map[string]any{"token": secret, "newPassword": goodPassword}).Want(201)
	api.As(user).Get("/me").Want(http.StatusUnauthorized)
}

// The bound on mail to addresses that somebody asks for is not emptied by what ends what they began.
func TestMailToOtherAddressesStaysBounded(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	for n := range 3 {
		api.As(user).Post("/me/email-changes", map[string]any{"email": "stranger@alvsala.example"}).Want(202)
		if n == 1 {
			api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": thiefs}).Want(204)
		}
	}
	api.As(user).Post("/me/email-changes", map[string]any{"email": "stranger@alvsala.example"}).WantCode(429, "too_many_requests")
}
