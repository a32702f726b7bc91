package image_test

import (
	"bytes"
	"errors"
	stdimage "image"
	"image/jpeg"
	"image/png"
	"io"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func file(t *testing.T, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, stdimage.NewRGBA(stdimage.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCreateAndRead(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s := image.NewStore(db.Gorm)
	for _, role := range []auth.Role{auth.ProjectLeader, auth.Administrator} {
		made, err := s.Create(t.Context(), fixture.Account(t, db, role), nil, "image/png", bytes.NewReader(file(t, 30, 20)))
		if err != nil || made.Width != 30 || made.Height != 20 {
			t.Fatalf("%+v: %v", made, err)
		}
		data, err := s.JPEG(t.Context(), made.ID)
		if err != nil {
			t.Fatal(err)
		}
		if config, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || config.Width != 30 || config.Height != 20 {
			t.Fatalf("%+v: %v", config, err)
		}
	}
	for _, role := range []auth.Role{auth.Member, auth.Moderator} {
		unread := bytes.NewReader(file(t, 1, 1))
		if _, err := s.Create(t.Context(), fixture.Account(t, db, role), nil, "image/png", unread); errs.CodeOf(err) != errs.Forbidden || unread.Len() == 0 {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, err := s.JPEG(t.Context(), uuid.New()); errs.CodeOf(err) != errs.NotFound {
		t.Error(err)
	}
}

// One key makes one picture, however often and at once it is sent; another picture needs another key.
func TestKey(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, leader, key := image.NewStore(db.Gorm), fixture.Account(t, db, auth.ProjectLeader), "a-key"
	made := make([]uuid.UUID, 8)
	var all sync.WaitGroup
	for i := range made {
		all.Go(func() {
			m, err := s.Create(t.Context(), leader, &key, "image/png", bytes.NewReader(file(t, 3, 2)))
			if err != nil {
				t.Error(err)
			}
			made[i] = m.ID
		})
	}
	all.Wait()
	for _, id := range made {
		if id != made[0] {
			t.Fatalf("%v", made)
		}
	}
	if _, err := s.Create(t.Context(), leader, &key, "image/png", bytes.NewReader(file(t, 2, 3))); errs.CodeOf(err) != errs.Unprocessable {
		t.Fatal(err)
	}
	var n int
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM images`).Scan(&n); err != nil || n != 1 {
		t.Fatalf("%d pictures: %v", n, err)
	}
}

// What the body's reader says comes back as it is: it knows why.
func TestBodyFails(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	tooLarge := errors.New("too large")
	body := io.MultiReader(bytes.NewReader(file(t, 1, 1)), iotest.ErrReader(tooLarge))
	_, err := image.NewStore(db.Gorm).Create(t.Context(), fixture.Account(t, db, auth.ProjectLeader), nil, "image/png", body)
	if !errors.Is(err, tooLarge) {
		t.Fatal(err)
	}
}
