package httpapi_test

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
)

// Every address of the app that needs no id is a page to the server too, and not one that is missing.
func TestEveryRouteOfTheAppIsAPage(t *testing.T) {
	t.Parallel()
	routes, err := os.ReadFile("../../frontend/src/app/routes.ts")
	if err != nil {
		t.Fatal(err)
	}
	api := apitest.New(t)
	for _, route := range regexp.MustCompile(`(?m)^  path: "(.+)"`).FindAllStringSubmatch(string(routes), -1) {
		if strings.Contains(route[1], "$") {
			continue
		}
		client := api.Anonymous().With("Accept", "text/html")
		client.Send(client.Request(http.MethodGet, route[1], nil)).Want(http.StatusOK)
	}
}
