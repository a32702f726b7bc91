package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// columns are the names of every column that the program writes, as SQL and as JSON spell them.
func columns(t *testing.T, api *apitest.API) []string {
	t.Helper()
	rows, err := api.DB.Pool.Query(t.Context(), `SELECT DISTINCT column_name::text FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name !~ '^(river|goose)'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
		if camel := camelCase(name); camel != name {
			names = append(names, camel)
		}
	}
	if err := rows.Err(); err != nil || len(names) < 100 {
		t.Fatalf("%d columns: %v", len(names), err)
	}
	return names
}

func camelCase(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// contents is a fingerprint of all rows of all tables that the program writes.
func contents(t *testing.T, api *apitest.API) string {
	t.Helper()
	rows, err := api.DB.Pool.Query(t.Context(), `SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^(river|goose)' ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintf(`SELECT '%[1]s' AS t, count(*) AS n, md5(string_agg(x::text, '' ORDER BY x::text)) AS h FROM %[1]s x`, table))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	var fingerprint string
	err = api.DB.Pool.QueryRow(t.Context(), `SELECT string_agg(t || ' ' || n || ' ' || COALESCE(left(h, 8), ''), ', ') FROM (`+
		strings.Join(all, " UNION ALL ")+`) counted`).Scan(&fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	return fingerprint
}

// No operation takes a column that its body does not have, however it is spelled.
func TestNoOperationTakesColumns(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin := api.User(auth.Administrator)
	names := columns(t, api)
	before := contents(t, api)
	for _, o := range operationsOf(t) {
		e := expectations[o.id]
		if e.body == "" || slices.Contains(takesForeignMembers(), o.id) {
			continue
		}
		t.Run(o.id, func(t *testing.T) {
			api := api.In(t)
			known := o.operation.RequestBody.Value.Content["application/json"].Schema.Value.Properties
			unknown := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return known[name] != nil })
			for some := range slices.Chunk(unknown, 50) { // an answer names a hundred faults at most
				var body map[string]any
				if err := json.Unmarshal([]byte(e.body), &body); err != nil {
					t.Fatal(err)
				}
				for _, name := range some {
					body[name] = true
				}
				answer := o.call(api.As(admin), o.with(anID), body)
				refused := answer.Want(http.StatusBadRequest).Fields("unknown_field")
				for _, name := range some {
					if !slices.Contains(refused, name) {
						t.Errorf("%s is taken", name)
					}
				}
			}
		})
	}
	if after := contents(t, api); after != before {
		t.Errorf("something was stored:\nbefore %s\nafter  %s", before, after)
	}
}

// takesForeignMembers lists the operations that take GeoJSON as others write it, which may hold members of their
// own (RFC 7946, 6.1). They are not stored.
func takesForeignMembers() []string {
	return []string{"createDistrictPreview", "setDistrictBoundaries"}
}

// No other site makes a browser write here, with or without the cookie.
func TestEveryWriteRefusesOtherSites(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin := api.User(auth.Administrator)
	browser := api.Anonymous()
	browser.Post("/sessions", map[string]any{"email": admin.Email, "password": apitest.Password}).Want(http.StatusCreated)
	before := contents(t, api)
	for _, o := range operationsOf(t) {
		if slices.Contains([]string{http.MethodGet, http.MethodHead}, o.method) {
			continue
		}
		for name, value := range map[string]string{"Origin": "https://evil.example", "origin": "null", "Sec-Fetch-Site": "cross-site", "sec-fetch-site": "same-site"} {
			for _, client := range []*apitest.Client{browser, api.As(admin)} {
				o.call(client.With(name, value), o.with(anID), bodyOf(expectations[o.id])).WantCode(http.StatusForbidden, "foreign_origin")
			}
		}
	}
	if after := contents(t, api); after != before {
		t.Errorf("something was stored:\nbefore %s\nafter  %s", before, after)
	}
}
