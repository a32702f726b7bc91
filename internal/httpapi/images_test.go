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
