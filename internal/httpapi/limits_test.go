package httpapi_test

import (
	"fmt"
	"net"
	"strconv"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/auth"
)

// knock is an unauthenticated write that is refused for its content: refusals count too.
func knock(c *apitest.Client) *apitest.Answer {
	return c.Post("/password-resets", map[string]any{"token": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "newPassword": goodPassword})
}

func TestAnAddressKnocksSoOftenOnly(t *testing.T) {
	t.Parallel()
	api := apitest.NewWith(t, func(o *app.Options) { o.AddressWrites = 10 })
	maja := api.User(auth.Member)
	statuses := inParallel(40, func() int { return knock(api.Anonymous()).Status })
	if statuses[422] > 10 || statuses[429] < 30 {
		t.Errorf("statuses %v", statuses)
	}
	for i := range 20 { // whatever a client says of where it comes from
		refused := knock(api.Anonymous().With("X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i)).With("X-Real-Ip", "203.0.113.9")).WantCode(429, "too_many_requests")
		if wait, err := strconv.Atoi(refused.Header.Get("Retry-After")); err != nil || wait < 1 || wait > 60 {
			t.Errorf("Retry-After %q", refused.Header.Get("Retry-After"))
		}
	}
	api.Anonymous().Get("/ideas").Want(200)                                                                       // reading is free
	api.As(maja).Post("/ideas", newIdea("Lyktor i tunneln")).Want(201)                                            // who is signed in is not counted by address
	api.Anonymous().With("Cookie", "__Host-medskapa=x").Post("/access-tokens", nil).WantCode(401, "unauthorized") // nor is renewing a session
}

func TestAnAccountWritesSoOftenOnly(t *testing.T) {
	t.Parallel()
	api := apitest.NewWith(t, func(o *app.Options) { o.AccountWrites = 10 })
	maja, other := api.User(auth.Member), api.User(auth.Member)
	statuses := inParallel(30, func() int { return api.As(maja).Delete("/me/closure").Status })
	if statuses[204] > 11 || statuses[429] < 19 {
		t.Errorf("statuses %v", statuses)
	}
	api.As(other).Delete("/me/closure").Want(204)
	api.As(maja).Get("/me").Want(200)
}

// Behind a proxy that is trusted its word counts, a /64 of IPv6 as one.
func TestAddressesBehindATrustedProxy(t *testing.T) {
	t.Parallel()
	_, loopback, err := net.ParseCIDR("127.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	api := apitest.NewWith(t, func(o *app.Options) { o.AddressWrites, o.Proxies = 5, []*net.IPNet{loopback} })
	from := func(address string) int { return knock(api.Anonymous().With("X-Forwarded-For", address)).Status }
	for i := range 5 {
		if got := from(fmt.Sprintf("2001:db8:1:1::%d", i+1)); got != 422 {
			t.Errorf("try %d: %d", i, got)
		}
	}
	for address, want := range map[string]int{
		"2001:db8:1:1:ffff::1":          429,
		"198.51.100.7, 2001:db8:1:1::9": 429, // what stands before what the proxy wrote is the client's own invention
		"2001:db8:1:2::1":               422,
		"192.0.2.1":                     422,
	} {
		if got := from(address); got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
}
