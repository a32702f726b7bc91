package httpapi_test

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
)

// Every address of the app that needs no id is a page to the server too, and not one that is missing; so is that of
// anybody and anything to look after and of a decision, which only the app may find out.
func TestEveryRouteOfTheAppIsAPage(t *testing.T) {
	t.Parallel()
	routes, err := os.ReadFile("../../frontend/src/app/routes.ts")
	if err != nil {
		t.Fatal(err)
	}
	api := apitest.New(t)
	for _, route := range regexp.MustCompile(`(?m)^  path: "(.+)"`).FindAllStringSubmatch(string(routes), -1) {
		private := strings.HasPrefix(route[1], "/admin/") || strings.HasPrefix(route[1], "/moderation-decisions/")
		if strings.Contains(route[1], "$") && !private {
			continue
		}
		path := regexp.MustCompile(`\$\w+`).ReplaceAllString(route[1], "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01")
		client := api.Anonymous().With("Accept", "text/html")
		client.Send(client.Request(http.MethodGet, path, nil)).Want(http.StatusOK)
	}
}
