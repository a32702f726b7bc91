package linkpreview_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"code.dny.dev/ssrf"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/linkpreview"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const installation = "https://medskapa.example"

// here lets a fetcher reach this machine.
func here() []ssrf.Option {
	return []ssrf.Option{ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("127.0.0.0/8"))}
}

// pages is a site whose paths answer with a media type and a text.
func pages(t *testing.T, asked *atomic.Int32, of map[string][2]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if to, found := strings.CutPrefix(r.URL.Path, "/to/"); found {
			http.Redirect(w, r, r.URL.Query().Get(to), http.StatusFound)
			return
		}
		page, found := of[r.URL.Path]
		if !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", page[0])
		_, _ = fmt.Fprint(w, page[1]) // the client may have gone
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestFetch(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	site := pages(t, &asked, map[string][2]string{
		"/og":    {"text/html; charset=utf-8", `<head><title>Sidans namn</title><meta name="title" property="og:title" content="Bänkar  vid &#228;lven"><meta name=description content="Var de står"></head>`},
		"/title": {"text/html; charset=iso-8859-1", "<title>Br\xe5dg\xe5rden</title><p>Brödtext"},
		"/late":  {"text/html", `<body><title>Ingen rubrik</title>`},
		"/long":  {"text/html", "<title>" + strings.Repeat("ord ", 100) + "</title>" + strings.Repeat("x", 1<<20)},
		"/bad":   {"text/html", "<title>Vänd\u202eom</title>"},
		"/image": {"image/png", "<title>Bild</title>"},
	})
	f := linkpreview.NewFetcher(installation, here()...)
	for path, want := range map[string]linkpreview.Page{
		"/og": {Title: "Bänkar vid älven", Description: "Var de står"}, "/title": {Title: "Brådgården"}, "/late": {}, "/bad": {},
		"/to/og?og=/og": {Title: "Bänkar vid älven", Description: "Var de står"},
	} {
		if got, err := f.Fetch(t.Context(), site+path); err != nil || got != want {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	if got, err := f.Fetch(t.Context(), site+"/long"); err != nil || len(got.Title) > 150 || !strings.HasSuffix(got.Title, "…") {
		t.Errorf("%+v, %v", got, err)
	}
	for _, url := range []string{site + "/image", site + "/nowhere", site + "/to/x?x=/to/x%3Fx=/to/x", "ftp://127.0.0.1/", site + "/to/x?x=file:///etc/passwd"} {
		if got, err := f.Fetch(t.Context(), url); err == nil {
			t.Errorf("%s: %+v", url, got)
		}
	}
}

// What is inside is not reached: by number, by name, or by way of a redirect.
func TestNothingInsideIsReached(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	site := pages(t, &asked, map[string][2]string{"/": {"text/html", "<title>Hemligt</title>"}})
	_, port, err := net.SplitHostPort(strings.TrimPrefix(site, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	f := linkpreview.NewFetcher(installation)
	for _, url := range []string{site, "http://localhost:" + port, "http://[::1]:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port,
		"http://localhost", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/"} {
		if got, err := f.Fetch(t.Context(), url); err == nil {
			t.Errorf("%s: %+v", url, got)
		} else if !errors.Is(err, ssrf.ErrProhibitedIP) && !errors.Is(err, ssrf.ErrProhibitedPort) {
			t.Errorf("%s: %v", url, err)
		}
	}
	if asked.Load() != 0 {
		t.Errorf("%d reached it", asked.Load())
	}
	// A page that may be reached leads to one that may not.
	first := linkpreview.NewFetcher(installation, ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("127.0.0.1/32")))
	if got, err := first.Fetch(t.Context(), site+"/to/x?x=http://127.0.0.2:"+port+"/"); !errors.Is(err, ssrf.ErrProhibitedIP) {
		t.Errorf("%+v, %v", got, err)
	}
}

// A preview that is deleted while somebody writes a link to it is fetched again: whichever comes first, no link stays without.
func TestNoLinkLosesItsPreview(t *testing.T) {
	t.Parallel()
	const url = "https://example.se/park"
	db := postgrestest.New(t)
	s := linkpreview.NewStore(db.Gorm, linkpreview.NewFetcher(installation))
	ideas := idea.NewStore(db.Gorm, markdown.NewAt(installation))
	author, admin := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Administrator)
	body := "Se " + url
	for name, race := range map[string]struct {
		first string // what is under way, and not committed yet
		then  func(id uuid.UUID) error
	}{
		"deleted first": {`DELETE FROM link_previews`, func(id uuid.UUID) error {
			_, err := ideas.Update(t.Context(), author, id, 1, idea.Edit{Body: &body})
			return err
		}},
		"written first": {`WITH p AS (SELECT url FROM link_previews FOR SHARE) INSERT INTO idea_links (idea_id, position, url, previewed) SELECT $1, 1, url, true FROM p`, func(uuid.UUID) error {
			now, err := s.Settings(t.Context())
			if err == nil {
				_, err = s.SetSettings(t.Context(), admin, now.Version, false)
			}
			return err
		}},
	} {
		id := fixture.Idea(t, db, author)
		exec := func(tx interface {
			Exec(context.Context, string, ...any) (pgconn.CommandTag, error)
		}, sql string, args ...any) {
			t.Helper()
			if _, err := tx.Exec(t.Context(), sql, args...); err != nil {
				t.Fatal(err)
			}
		}
		exec(db.Pool, `INSERT INTO link_previews (url, title, description, read_again_at) VALUES ($1, 'Parken', '', now() + interval '1 day')`, url)
		tx, err := db.Pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		exec(tx, race.first, []any{id}[:strings.Count(race.first, "$1")]...)
		done := make(chan error, 1)
		go func() { done <- race.then(id) }()
		for waits := false; !waits && len(done) == 0; {
			if err := db.Pool.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`).Scan(&waits); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(tx.Commit(t.Context()), <-done); err != nil {
			t.Fatal(err)
		}
		var links, lost int
		err = db.Pool.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE previewed) FROM idea_links WHERE idea_id = $1 AND NOT EXISTS (SELECT FROM link_previews)`, id).Scan(&links, &lost)
		if err != nil || links != 1 || lost != 0 {
			t.Errorf("%s: %d links, %d of them lost: %v", name, links, lost, err)
		}
	}
}

func TestPreviewsOfAnIdea(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	site := pages(t, &asked, map[string][2]string{"/a": {"text/html", "<title>Parken</title>"}, "/b": {"text/html", "<title>Kajen</title>"}})
	db := postgrestest.New(t)
	s := linkpreview.NewStore(db.Gorm, linkpreview.NewFetcher(installation, here()...))
	ideas := idea.NewStore(db.Gorm, markdown.NewAt(installation))
	author, admin := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Administrator)
	id := fixture.Idea(t, db, author)
	set := func(version int, on bool) {
		t.Helper()
		if now, err := s.SetSettings(t.Context(), admin, version, on); err != nil || now.Previews != on {
			t.Fatalf("%+v, %v", now, err)
		}
	}
	fetch := func() {
		t.Helper()
		if err := s.Fetch(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	write := func(body string) {
		t.Helper()
		i, err := ideas.Get(t.Context(), author, id)
		if err == nil {
			_, err = ideas.Update(t.Context(), author, id, i.Version, idea.Edit{Body: &body})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	titles := func() (all []string) {
		t.Helper()
		i, err := ideas.Get(t.Context(), auth.Principal{}, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range i.Links {
			all = append(all, l.Title)
		}
		return all
	}
	body := "Se [parken](" + site + "/a#karta), [igen](" + site + "/a), [hos oss](" + installation + "/ideas) och <" + site + "/b>, [ingen](" + site + "/c), [fjärde](" + site + "/d)"
	write(body)
	if fetch(); asked.Load() != 0 || titles() != nil {
		t.Errorf("off, %d pages were asked", asked.Load())
	}
	if _, err := s.SetSettings(t.Context(), author, 1, true); errs.CodeOf(err) != errs.Forbidden {
		t.Error(err)
	}
	set(1, true)
	if _, err := s.SetSettings(t.Context(), admin, 1, false); errs.CodeOf(err) != errs.PreconditionFailed {
		t.Error(err)
	}
	fetch()
	if got := titles(); fmt.Sprint(got) != "[Parken Kajen]" || asked.Load() != 3 {
		t.Errorf("%q after %d", got, asked.Load())
	}
	fetch() // nothing waits
	if write("Bara <" + site + "/b>"); asked.Load() != 3 || fmt.Sprint(titles()) != "[Kajen]" {
		t.Errorf("%q after %d", titles(), asked.Load())
	}
	if _, err := db.Pool.Exec(t.Context(), `UPDATE link_previews SET read_again_at = now()`); err != nil {
		t.Fatal(err)
	}
	if fetch(); asked.Load() != 4 || fmt.Sprint(titles()) != "[Kajen]" {
		t.Errorf("%q after %d: it is not read anew", titles(), asked.Load())
	}
	set(2, false)
	if titles() != nil {
		t.Error("turned off, previews are shown")
	}
}
