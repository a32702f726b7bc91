package blob_test

import (
	"bytes"
	"io"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/rclone/gofakes3"
	"github.com/rclone/gofakes3/s3mem"

	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// openS3 is [open] with a bucket of a server that speaks S3 and checks signatures. It sets the environment, so the test is not parallel.
func openS3(t *testing.T, secret string) *blob.Store {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "nyckel")
	t.Setenv("AWS_SECRET_ACCESS_KEY", secret)
	backend := s3mem.New()
	if err := backend.CreateBucket(t.Context(), "alvsala"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend, gofakes3.WithV4Auth(map[string]string{"nyckel": "hemlighet"})).Server())
	t.Cleanup(server.Close)
	bucket, err := blob.Open(t.Context(), "s3://alvsala?use_path_style=true&region=any&endpoint="+url.QueryEscape(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := bucket.Close(); err != nil {
			t.Error(err)
		}
	})
	return blob.NewStore(postgrestest.New(t).Gorm, bucket)
}

// A bucket answers as a folder does: bytes come back as they are, what is not there is not found, and a folder goes with all that is in it.
func TestBucketThatSpeaksS3(t *testing.T) {
	store := openS3(t, "hemlighet")
	picture := bytes.Repeat([]byte{0, 255, '\n', 'a'}, 3<<20/4)
	err := store.Put(t.Context(), "images/1", blob.Piece{Name: "960.jpg", MediaType: "image/jpeg", Data: picture}, blob.Piece{Name: "a.txt", MediaType: "text/plain", Data: []byte("å")})
	if err != nil {
		t.Fatal(err)
	}
	put(t, store, "images/10") // has the other's name in its beginning
	content, length, err := store.Open(t.Context(), "images/1", "960.jpg")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(content)
	if err != nil || content.Close() != nil || length != int64(len(picture)) || !bytes.Equal(got, picture) {
		t.Errorf("%d bytes of %d came back, said to be %d, %v", len(got), len(picture), length, err)
	}
	if _, err := store.Read(t.Context(), "images/1", "320.jpg"); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("what is not there: %v", err)
	}
	if err := store.Discard(t.Context(), "images/1"); err != nil {
		t.Fatal(err)
	}
	if isThere(t, store, "images/1") || !isThere(t, store, "images/10") {
		t.Error("the folder that was discarded is there, or its neighbour is not")
	}
}

// A bucket that does not let us in is a fault of ours, never something that is not there.
func TestBucketWithAWrongKey(t *testing.T) {
	if _, err := openS3(t, "fel").Read(t.Context(), "images/1", "a.txt"); err == nil || errs.CodeOf(err) == errs.NotFound {
		t.Errorf("reading with a wrong key: %v", err)
	}
}
