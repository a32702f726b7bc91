package httpapi_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/httpapi"
)

// atom is what a feed reader reads.
type atom struct {
	XMLName xml.Name  `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string    `xml:"id"`
	Title   string    `xml:"title"`
	Updated time.Time `xml:"updated"`
	Author  string    `xml:"author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID      string    `xml:"id"`
		Title   string    `xml:"title"`
		Updated time.Time `xml:"updated"`
		Content string    `xml:"content"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func (a atom) titles() (all string) {
	for _, e := range a.Entries {
		all += e.Title + "|" + e.Content + "\n"
	}
	return all
}

func feedAt(t *testing.T, api *apitest.API, path string) atom {
	t.Helper()
	answer := api.Anonymous().Get(path).Want(200)
	if got := answer.Header.Get("Content-Type"); !strings.HasPrefix(got, "application/atom+xml") {
		t.Errorf("%s is %s", path, got)
	}
	api.Anonymous().With("If-None-Match", answer.Header.Get("ETag")).Get(path).Want(304)
	var a atom
	if err := xml.Unmarshal(answer.Body, &a); err != nil {
		t.Fatalf("%s: %v\n%s", path, err, answer.Body)
	}
	if !strings.HasPrefix(a.ID, "tag:") || a.Updated.IsZero() || a.Title == "" || a.Author == "" || len(a.Links) != 2 || a.Links[0].Rel != "self" {
		t.Errorf("%s: %+v", path, a)
	}
	return a
}

// outside asks for something beside the interface.
func outside(api *apitest.API, path string) *apitest.Answer {
	client := api.Anonymous()
	return client.Send(client.Request(http.MethodGet, path, nil))
}

const hostile = `<script>alert(1)</script> ]]> & "x"`

// scattered makes public things, and beside each something that is not: a word that no feed, sitemap, card or code may tell.
func scattered(t *testing.T, api *apitest.API) (challenge, public uuid.UUID, secret []uuid.UUID) {
	t.Helper()
	author := fixture.Account(t, api.DB, auth.Member)
	challenge, hidden := fixture.Challenge(t, api.DB, "support"), fixture.Challenge(t, api.DB, "support")
	api.Exec(`UPDATE challenges SET state = 'draft', title = 'Hemlig' WHERE id = $1`, hidden)
	public = fixture.Idea(t, api.DB, author, challenge)
	api.Exec(`UPDATE ideas SET title = $2, excerpt = $2 WHERE id = $1`, public, hostile)
	tell(t, api, public, author.ID, hostile)
	for _, state := range []string{"hidden", "withdrawn", "draft", "waiting"} {
		id := fixture.Idea(t, api.DB, author, challenge)
		api.Exec(`UPDATE ideas SET state = $2::text, title = 'Hemlig', body = 'Hemlig', excerpt = 'Hemlig', published_at = CASE WHEN $2::text NOT IN ('draft', 'waiting') THEN published_at END WHERE id = $1`, id, state)
		if state == "draft" || state == "waiting" {
			api.Exec(`DELETE FROM idea_stats WHERE idea_id = $1`, id)
		}
		tell(t, api, id, author.ID, "Hemlig")
		secret = append(secret, id)
	}
	merged := fixture.Idea(t, api.DB, author, challenge) // which is there to read at its address
	api.Exec(`UPDATE ideas SET title = 'Hemlig', body = 'Hemlig', excerpt = 'Hemlig' WHERE id = $1`, merged)
	fixture.Merge(t, api.DB, merged, public)
	tell(t, api, merged, author.ID, "Hemlig")
	for _, state := range []string{"deleted-by-moderator", "deleted-by-author"} {
		api.Exec(`INSERT INTO comments (id, idea_id, author_id, body, state) VALUES ($1, $2, $3, '', $4)`, uuid.Must(uuid.NewV7()), public, author.ID, state)
	}
	for _, refused := range []bool{false, true} {
		api.Exec(`INSERT INTO held_comments (id, idea_id, author_id, account_id, kind, body, refused_at) VALUES ($1, $2, $3, $3, 'comment', 'Hemlig', CASE WHEN $4 THEN now() END)`,
			uuid.Must(uuid.NewV7()), public, author.ID, refused)
	}
	return challenge, public, append(secret, hidden)
}

// tell has an idea answered, decided and commented on.
func tell(t *testing.T, api *apitest.API, id, by uuid.UUID, words string) {
	t.Helper()
	api.Exec(`INSERT INTO official_answers (id, idea_id, number, decision, body, by_id, department) VALUES ($1, $2, 1, 'accepted', $3, $4, 'Parken')`, uuid.Must(uuid.NewV7()), id, words, by)
	api.Exec(`INSERT INTO idea_steps (idea_id, number, from_stage, to_stage, reason, by_id, capacity) VALUES ($1, 1, 'published', 'accepted', $3, $2, 'leader')`, id, by, words)
	api.Exec(`INSERT INTO comments (id, idea_id, author_id, body) VALUES ($1, $2, $3, $4)`, uuid.Must(uuid.NewV7()), id, by, words)
}

// Every feed is valid, the same when asked for again, bounded, and tells what everybody may read and nothing else.
func TestFeeds(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	challenge, public, secret := scattered(t, api)
	for path, words := range map[string]string{
		"/feeds/ideas": hostile, "/feeds/ideas?challengeId=" + challenge.String(): hostile, "/feeds/ideas?standalone=true": "", "/feeds/ideas?stage=done": "",
		"/feeds/challenges": challenge.String(), "/feeds/ideas/" + public.String() + "/comments": hostile, "/feeds/official-answers": hostile, "/feeds/decisions": hostile,
	} {
		a := feedAt(t, api, path)
		public := min(1, len(words)) // of each kind there is one thing to tell, and none where nothing fits
		if told := a.titles(); strings.Contains(told, "Hemlig") || !strings.Contains(told, words) || len(a.Entries) != public {
			t.Errorf("%s tells %d things:\n%s", path, len(a.Entries), told)
		}
		for _, e := range a.Entries {
			if !strings.HasPrefix(e.ID, "tag:") || e.Updated.IsZero() || e.Updated.After(a.Updated) {
				t.Errorf("%s: %+v", path, e)
			}
		}
	}
	for _, id := range secret {
		api.Anonymous().Get("/feeds/ideas/" + id.String() + "/comments").Want(404)
	}
	for path, status := range map[string]int{"/feeds/ideas?stage=x": 400, "/feeds/ideas?challengeId=x": 400, "/feeds/ideas?sort=newest": 400, "/feeds/ideas?topic=okant": 400,
		"/feeds/ideas?challengeId=" + secret[len(secret)-1].String(): 404, "/feeds/users": 404} {
		if got := api.Anonymous().Get(path); got.Status != status {
			t.Errorf("%s: %d %s", path, got.Status, got.Body)
		}
	}
}

// A feed is named in the language asked for, leads to itself in it, and pages name the feeds in the reader's.
func TestFeedLanguage(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for path, title := range map[string]string{"/feeds/ideas": "Idéer", "/feeds/ideas?lang=sv": "Idéer", "/feeds/ideas?lang=en": "Ideas", "/feeds/challenges?lang=en": "Challenges",
		"/feeds/official-answers?lang=en": "Answers from the municipality", "/feeds/decisions?lang=en": "Decisions about ideas", "/feeds/needs?kind=tools&lang=en": "Needs",
		"/feeds/offers?lang=en": "Offers", "/feeds/workshops?lang=en": "Workshops"} {
		a := feedAt(t, api, path)
		if !strings.HasPrefix(a.Title, title+" · ") || !strings.HasSuffix(a.Links[0].Href, strings.TrimSuffix(path, "?lang=sv")) {
			t.Errorf("%s: %+v", path, a)
		}
	}
	api.Anonymous().Get("/feeds/ideas?lang=xx").Want(400)
	for page, feed := range map[string]string{"/needs": "/feeds/needs?lang=en", "/workshops": "/feeds/workshops?lang=en", "/ideas": "/feeds/decisions?lang=en"} {
		client := api.Anonymous().With("Accept-Language", "en").With("Accept", "text/html")
		if told := string(client.Send(client.Request(http.MethodGet, page, nil)).Want(200).Body); !strings.Contains(told, feed+`"`) {
			t.Errorf("%s does not name %s: %s", page, feed, told)
		}
	}
}

// What is asked for and offered, and what one may come to, is told as long as it stands.
func TestFeedsOfHelpAndWorkshops(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author, helper := api.As(api.User(auth.Member)), api.As(api.User(auth.Member))
	idea := author.Post("/ideas", newIdea("Fågelskådning vid dammen")).Want(201).String("id")
	need := author.Post("/ideas/"+idea+"/needs", newNeed()).Want(201)
	offer := helper.Post("/offers", newOffer()).Want(201)
	workshop := uuid.Must(uuid.NewV7())
	for id, state := range map[uuid.UUID]string{workshop: "cancelled", uuid.Must(uuid.NewV7()): "draft"} {
		api.Exec(`INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, state)
			VALUES ($1, 'Vandring', 'Vi går.', now() + interval '1 day', now() + interval '26 hours', 'Bron', 9, $2)`, id, state)
	}
	for path, want := range map[string][2]string{
		"/feeds/needs": {"Fågelskådning vid dammen", need.String("description")}, "/feeds/offers": {offer.String("title"), offer.String("description")},
		"/feeds/workshops": {"Inställd: Vandring", "plats: Bron"},
	} {
		a := feedAt(t, api, path)
		if len(a.Entries) != 1 || !strings.Contains(a.Entries[0].Title, want[0]) || !strings.Contains(a.Entries[0].Content, want[1]) {
			t.Errorf("%s: %+v", path, a.Entries)
		}
	}
	api.Exec(`UPDATE needs SET withheld = 'hidden'`)
	api.Exec(`UPDATE offers SET withheld = 'hidden'`)
	for _, path := range []string{"/feeds/needs", "/feeds/offers", "/feeds/workshops?challengeId=" + idea} {
		if a := feedAt(t, api, path); len(a.Entries) != 0 {
			t.Errorf("%s: %+v", path, a.Entries)
		}
	}
}

// A comment's entry leads to the comment. Replies are told as what they reply to is, and the feed has the newest fifty of both.
func TestCommentFeed(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author := fixture.Account(t, api.DB, auth.Member)
	idea, first := fixture.Idea(t, api.DB, author), uuid.Must(uuid.NewV7())
	api.Exec(`INSERT INTO comments (id, idea_id, author_id, body, created_at) VALUES ($1, $2, $3, 'Först', now() - interval '1 day')`, first, idea, author.ID)
	api.Exec(`INSERT INTO comments (id, idea_id, author_id, parent_id, body, created_at)
		SELECT gen_random_uuid(), $2, $3, $1, 'Svar ' || n, now() - n * interval '1 minute' FROM generate_series(1, 60) n`, first, idea, author.ID)
	a := feedAt(t, api, "/feeds/ideas/"+idea.String()+"/comments")
	if len(a.Entries) != 50 {
		t.Fatalf("%d entries", len(a.Entries))
	}
	for n, e := range a.Entries {
		_, id, _ := strings.Cut(e.ID, ":comments/")
		if want := fmt.Sprintf("Svar %d", n+1); e.Content != want || !strings.HasSuffix(e.Link.Href, "/ideas/"+idea.String()+"#comment-"+id) {
			t.Fatalf("number %d is %+v, not %s", n, e, want)
		}
	}
}

// What search engines are told: everything public once, nothing else, in stretches that stay.
func TestSitemaps(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	challenge, public, secret := scattered(t, api)
	owner, workshop, before := fixture.Account(t, api.DB, auth.Member), uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	club, gone := fixture.Organisation(t, api.DB, owner), fixture.Organisation(t, api.DB, owner)
	api.Exec(`UPDATE organisations SET hidden_at = now() WHERE id = $1`, gone)
	for id, state := range map[uuid.UUID]string{workshop: "published", before: "draft"} {
		api.Exec(`INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, state)
			VALUES ($1, 'Vandring', 'Vi går.', now() + interval '1 day', now() + interval '26 hours', 'Bron', 9, $2)`, id, state)
	}
	secret = append(secret, gone, before)
	var index struct {
		Maps []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal(outside(api, "/sitemap.xml").Want(200).Body, &index); err != nil || len(index.Maps) != 2 {
		t.Fatalf("%+v %v", index, err)
	}
	all := ""
	for _, at := range index.Maps {
		_, name, _ := strings.Cut(at, "/sitemaps/")
		path := "/sitemaps/" + name
		answer := outside(api, path).Want(200)
		var urls struct {
			URLs []struct {
				Loc     string `xml:"loc"`
				LastMod string `xml:"lastmod"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal(answer.Body, &urls); err != nil || len(urls.URLs) == 0 {
			t.Fatalf("%s: %v", path, err)
		}
		all += string(answer.Body)
		client := api.Anonymous().With("If-None-Match", answer.Header.Get("ETag"))
		client.Send(client.Request(http.MethodGet, path, nil)).Want(304)
	}
	for _, id := range []uuid.UUID{challenge, public, workshop, club} {
		if n := strings.Count(all, id.String()); n != 1 {
			t.Errorf("%s stands there %d times", id, n)
		}
	}
	for _, id := range append(secret, uuid.Nil) {
		if strings.Contains(all, id.String()) {
			t.Errorf("%s is told", id)
		}
	}
	if robots := string(outside(api, "/robots.txt").Want(200).Body); !strings.Contains(robots, "/sitemap.xml") || !strings.Contains(robots, "Disallow: /admin") {
		t.Error(robots)
	}
	for _, path := range []string{"/sitemaps/ideas-.xml", "/sitemaps/ideas-x-y.xml", "/sitemaps/people.xml", fmt.Sprintf("/sitemaps/ideas-%d-%s.xml", int64(1)<<62, public)} {
		outside(api, path).Want(404)
	}
}

// Cards may be framed and do nothing else; they are of public things, in the language asked for, and nothing in them is markup of ours.
func TestCards(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	challenge, public, secret := scattered(t, api)
	for path, word := range map[string]string{"/embed/ideas/" + public.String() + "?lang=en": "Read more and vote", "/embed/challenges/" + challenge.String() + "?lang=sv": "Läs mer och var med"} {
		answer := outside(api, path).Want(200)
		policy := answer.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "frame-ancestors *") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %s", path, policy)
		}
		body := string(answer.Body)
		if !strings.Contains(body, word) || strings.Contains(body, "<script") || strings.Contains(body, "ZgotmplZ") || answer.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %s", path, body)
		}
	}
	for _, id := range append(secret, uuid.New()) {
		for _, kind := range []string{"ideas", "challenges"} {
			if body := string(outside(api, "/embed/"+kind+"/"+id.String()).Want(404).Body); strings.Contains(body, "Hemlig") {
				t.Error(body)
			}
			api.Anonymous().Get("/" + kind + "/" + id.String() + "/qr-code").Want(404)
		}
	}
	outside(api, "/embed/ideas/x").Want(404)
	outside(api, "/embed/ideas/"+public.String()+"?lang=xx").Want(400)
	if page := outside(api, "/ideas/"+public.String()); !strings.Contains(page.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") || !strings.Contains(string(page.Body), "application/atom+xml") {
		t.Error("the app may be framed, or does not name its feed")
	}
	if code := api.Anonymous().Get("/ideas/" + public.String() + "/qr-code").Want(200); !strings.HasPrefix(string(code.Body), "<svg ") || code.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%s", code.Body)
	}
}

// Who may frame cards can be chosen; nothing else gets into the policy.
func TestEmbedders(t *testing.T) {
	t.Parallel()
	for _, origin := range []string{"http://a.se", "https://", "https://a.se/x", "https://*.se", "https://a.se; script-src *", "'self'", "*"} {
		if _, err := httpapi.NewEmbedders([]string{origin}); err == nil {
			t.Errorf("%q is taken", origin)
		}
	}
	for _, origins := range [][]string{nil, {"none"}, {"https://a.se", "https://b.se:8443"}} {
		if _, err := httpapi.NewEmbedders(origins); err != nil {
			t.Error(err)
		}
	}
}
