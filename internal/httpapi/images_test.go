package httpapi_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

func TestImageOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	leader := api.As(api.User(auth.ProjectLeader)).With("Content-Type", "image/png").With("Idempotency-Key", "a-key-of-mine")
	made := leader.Post("/images", file.Bytes()).Want(201)
	if made.At("width") != 30.0 || made.At("height") != 20.0 || made.Header.Get("Location") != made.String("url") {
		t.Fatalf("%v %s", made.Header, made.Body)
	}
	if again := leader.Post("/images", file.Bytes()).Want(201); again.String("id") != made.String("id") {
		t.Fatalf("%s and %s", made.Body, again.Body)
	}
	path := strings.TrimPrefix(made.String("url"), api.URL+"/api/v1")
	got := api.Anonymous().Get(path).Want(200)
	for name, value := range map[string]string{"Content-Type": "image/jpeg", "Cache-Control": "private, max-age=31536000, immutable",
		"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"} {
		if got.Header.Get(name) != value {
			t.Errorf("%s: %q, want %q", name, got.Header.Get(name), value)
		}
	}
	if !bytes.HasPrefix(got.Body, []byte("\xff\xd8\xff")) {
		t.Errorf("%q", got.Body)
	}
	unchanged := api.Anonymous().With("If-None-Match", got.Header.Get("ETag")).Get(path).Want(304)
	if unchanged.Header.Get("Cache-Control") != "private, max-age=31536000, immutable" {
		t.Errorf("%v", unchanged.Header)
	}
}

func TestImageRefusedOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	leader := api.As(api.User(auth.ProjectLeader))
	leader.With("Content-Type", "image/png").Post("/images", "<svg/>").WantField(422, "body", "not_an_image")
	leader.With("Content-Type", "image/svg+xml").Post("/images", "<svg/>").WantCode(415, "unsupported_media_type")
	leader.With("Content-Type", "image/").Post("/images", "x").WantCode(415, "unsupported_media_type")
	leader.With("Content-Type", "image/png").Post("/images", bytes.Repeat([]byte{'x'}, 10<<20+1)).WantCode(413, "content_too_large")
	api.Anonymous().With("Content-Type", "image/png").Post("/images", "x").WantCode(401, "unauthorized")
	leader.Get("/images/0190a000-0000-7000-8000-000000000000?width=x").WantCode(400, "bad_request")
	api.Anonymous().Get("/images/0190a000-0000-7000-8000-000000000000").WantCode(404, "not_found")
}

// An idea shows its writer's own pictures, described in words, and they go out of sight with it.
func TestPicturesOfAnIdea(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja, other := api.As(api.User(auth.Member)), api.As(api.User(auth.Member))
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 600, 20))); err != nil {
		t.Fatal(err)
	}
	sent := maja.With("Content-Type", "image/png").Post("/images", file.Bytes()).Want(201)
	path := strings.TrimPrefix(sent.String("url"), api.URL+"/api/v1")
	words := func(body string) map[string]any {
		return map[string]any{"title": "Lyktor", "body": body, "challengeIds": []string{}, "state": "published"}
	}
	shown := "Här: ![En stig](image:" + sent.String("id") + ")"
	maja.Post("/ideas", words("![](image:"+sent.String("id")+")")).WantField(422, "body", "alt_required")
	maja.Post("/ideas", words("![Stig](image:0190a000-0000-7000-8000-000000000000)")).WantField(422, "body", "picture_unknown")
	other.Post("/ideas", words(shown)).WantField(422, "body", "picture_unknown")
	idea := maja.Post("/ideas", words(shown)).Want(201)
	for _, part := range []string{`src="` + sent.String("url") + `"`, `alt="En stig"`, `width="600"`, sent.String("srcset")} {
		if !strings.Contains(idea.String("bodyHtml"), part) {
			t.Errorf("%s is not in %s", part, idea.String("bodyHtml"))
		}
	}
	where := "/ideas/" + idea.String("id")
	if got := api.Anonymous().Get(where).Want(200); got.String("bodyHtml") != idea.String("bodyHtml") {
		t.Errorf("%s", got.Body)
	}
	api.Anonymous().Get(path + "?width=480").Want(200)
	api.Anonymous().Get(path+"?width=960").WantCode(404, "not_found")
	api.Exec(`UPDATE ideas SET state = 'hidden' WHERE id = $1`, idea.String("id"))
	api.Anonymous().Get(path).WantCode(404, "not_found")
	api.Exec(`UPDATE ideas SET state = 'published' WHERE id = $1`, idea.String("id"))
	maja.With("If-Match", idea.Header.Get("ETag")).Patch(where, map[string]any{"body": "Utan bild."}).Want(200)
	if n := api.Count(`SELECT count(*) FROM idea_images`); n != 0 {
		t.Errorf("%d pictures are still shown", n)
	}
}
