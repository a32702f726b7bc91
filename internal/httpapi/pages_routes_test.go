package httpapi_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
)

// Every address of the app that needs no id is a page to the server too, and not one that is missing; so is that of
// anybody and anything to look after and of a decision, which only the app may find out.
func TestEveryRouteOfTheAppIsAPage(t *testing.T) {
	t.Parallel()
	var routes []byte
	files, err := filepath.Glob("../../frontend/src/app/routes/*.ts")
	for _, file := range files {
		text, fault := os.ReadFile(file)
		routes, err = append(routes, text...), errors.Join(err, fault)
	}
	paths := regexp.MustCompile(`(?m)^    path: "(.+)"`).FindAllStringSubmatch(string(routes), -1)
	if err != nil || len(paths) < 60 {
		t.Fatalf("%d addresses, %v", len(paths), err)
	}
	api := apitest.New(t)
	for _, route := range paths {
		private := strings.HasPrefix(route[1], "/admin/") || strings.HasPrefix(route[1], "/moderation-decisions/")
		if strings.Contains(route[1], "$") && !private {
			continue
		}
		path := regexp.MustCompile(`\$\w+`).ReplaceAllString(route[1], "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01")
		client := api.Anonymous().With("Accept", "text/html")
		client.Send(client.Request(http.MethodGet, path, nil)).Want(http.StatusOK)
	}
}
