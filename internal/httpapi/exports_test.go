package httpapi_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// exported asks for an export and returns its id once it is ready.
func exported(t *testing.T, api *apitest.API, user apitest.User) string {
	t.Helper()
	id := api.As(user).Post("/me/exports", nil).Want(201).String("id")
	await(t, "the export is made", func() bool { return api.As(user).Get("/me/exports/"+id).Want(200).String("state") == "ready" })
	return id
}

// unzipped returns the files in an export by name.
func unzipped(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

// payloads are texts that would run, break or leave a page that does not escape them.
var payloads = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</dd></dl><svg onload=alert(1)>`, `javascript:alert(1)`,
	`{{constructor.constructor('alert(1)')()}}`, `'"&<>`, `=1+1`, `<!--<script>`, `]]></style><script>`, "👩‍🌾 سوريا"}

func TestAnExportTellsEverythingAndRunsNothing(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja, other := api.User(auth.Member), api.User(auth.Member)
	for i, p := range payloads {
		made := api.As(maja).Post("/ideas", map[string]any{"title": "Idé " + p, "body": "Text " + p, "state": "published", "challengeIds": []string{}}).Want(201)
		api.As(maja).Post("/ideas/"+made.String("id")+"/comments", map[string]any{"body": "Kommentar " + p}).Want(201)
		api.As(maja).Put("/ideas/"+made.String("id")+"/vote", map[string]any{"choice": "support"}).Want(200)
		api.Exec(`INSERT INTO profile_fields (participant_id, name, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
			maja.ID, []string{"full-name", "about", "place", "languages"}[i%4], p)
	}
	theirs := api.As(other).Post("/ideas", map[string]any{"title": "Någon annans hemlighet", "body": "Hemligt.", "state": "draft", "challengeIds": []string{}}).Want(201)
	api.As(maja).Get("/ideas/" + theirs.String("id")).Want(404)
	id := exported(t, api, maja)
	stale(api)
	api.As(maja).Get("/me/exports/"+id+"/file").WantCode(403, "reauthentication_required")
	api.Exec(`UPDATE sessions SET authenticated_at = now()`)
	answer := api.As(maja).Get("/me/exports/" + id + "/file").Want(200)
	if got := answer.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
	files := unzipped(t, answer.Body)
	page := files["index.html"]
	for _, forbidden := range []string{"<script", "<img", "<svg", "onerror=alert(1)>", "<!--"} {
		if strings.Contains(page, forbidden) {
			t.Errorf("the page holds %q", forbidden)
		}
	}
	all := ""
	for name, content := range files {
		all += content
		if strings.HasSuffix(name, ".json") {
			var rows []map[string]any
			if err := json.Unmarshal([]byte(content), &rows); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	var ideas []struct{ Title string }
	if err := json.Unmarshal([]byte(files["data/ideas.json"]), &ideas); err != nil || len(ideas) != len(payloads) {
		t.Fatalf("%d ideas: %v", len(ideas), err)
	}
	for i, p := range payloads {
		if ideas[i].Title != "Idé "+p {
			t.Errorf("%q came back as %q", p, ideas[i].Title)
		}
	}
	for _, secret := range []string{"Någon annans hemlighet", "$argon2id$", "password_hash", "token_hash", other.Email} {
		if strings.Contains(all, secret) {
			t.Errorf("the export holds %q", secret)
		}
	}
	for _, known := range []string{maja.Email, "Kommentar", "support", "export.requested"} {
		if !strings.Contains(all, known) {
			t.Errorf("the export does not tell %q", known)
		}
	}
	if !strings.Contains(page, "Din profil") || !strings.Contains(page, "default-src &#39;none&#39;") && !strings.Contains(page, "default-src 'none'") {
		t.Error("the page is not in the person's language, or has no policy")
	}
}

func TestAnExportIsItsOwnersAlone(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja, one, two := api.User(auth.Member), api.User(auth.Member), api.User(auth.Administrator)
	id := exported(t, api, maja)
	for _, path := range []string{"/me/exports/" + id, "/me/exports/" + id + "/file"} {
		api.As(maja).Get(path).Want(200)
		api.As(one).Get(path).WantCode(404, "not_found")
		api.As(two).Get(path).WantCode(404, "not_found")
		api.Anonymous().Get(path).WantCode(401, "unauthorized")
	}
	api.As(one).Delete("/me/exports/" + id).Want(204)
	api.As(maja).Get("/me/exports/" + id).Want(200)
	if n := len(api.As(one).Get("/me/exports").Want(200).List("exports")); n != 0 {
		t.Errorf("somebody else sees %d exports", n)
	}
	if secret := mailed(t, api, maja.Email); secret != "" {
		t.Error("the mail holds a secret")
	}
	api.Exec(`UPDATE exports SET expires_at = now()`)
	api.As(maja).Get("/me/exports/" + id + "/file").Want(404)
}

func TestExportsAreFewAndAskForAFreshSignIn(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja := api.User(auth.Member)
	statuses := inParallel(20, func() int { return api.As(maja).Post("/me/exports", nil).Status })
	if made := statuses[201]; made < 1 || made > 3 || made+statuses[409]+statuses[429] != 20 {
		t.Errorf("statuses %v", statuses)
	}
	await(t, "all are made", func() bool { return api.Count(`SELECT count(*) FROM exports WHERE state = 'waiting'`) == 0 })
	for range 3 {
		if a := api.As(maja).Post("/me/exports", nil); a.Status == 201 {
			exportReady := a.String("id")
			await(t, "it is made", func() bool { return api.As(maja).Get("/me/exports/"+exportReady).String("state") == "ready" })
		}
	}
	api.As(maja).Post("/me/exports", nil).WantCode(429, "too_many_requests")
	for _, kept := range api.As(maja).Get("/me/exports").Want(200).List("exports") {
		api.As(maja).Delete("/me/exports/" + kept.(map[string]any)["id"].(string)).Want(204)
	}
	api.As(maja).Post("/me/exports", nil).WantCode(429, "too_many_requests") // also of who deletes them
	stale := api.User(auth.Member)
	api.Exec(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE account_id = $1`, stale.ID)
	api.As(stale).Post("/me/exports", nil).WantCode(403, "reauthentication_required")
}
