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
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/postgres"
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

// stored is a store of pictures whose bytes lie in a folder of the test.
func stored(t *testing.T, db *postgres.DB) (*image.Store, *blob.Store) {
	t.Helper()
	bucket, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	blobs := blob.NewStore(db.Gorm, bucket)
	return image.NewStore(db.Gorm, blobs), blobs
}

func number(t *testing.T, db *postgres.DB, sql string) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func TestCreateAndRead(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, _ := stored(t, db)
	for _, role := range []auth.Role{auth.Member, auth.ProjectLeader} {
		made, err := s.Create(t.Context(), fixture.Account(t, db, role), nil, "image/png", bytes.NewReader(file(t, 30, 20)))
		if err != nil || made.Width != 30 || made.Height != 20 {
			t.Fatalf("%+v: %v", made, err)
		}
		data, err := s.JPEG(t.Context(), made.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		if config, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || config.Width != 30 || config.Height != 20 {
			t.Fatalf("%+v: %v", config, err)
		}
	}
	unread := bytes.NewReader(file(t, 1, 1))
	if _, err := s.Create(t.Context(), auth.Principal{}, nil, "image/png", unread); err == nil || unread.Len() == 0 {
		t.Error(err)
	}
	if _, err := s.JPEG(t.Context(), uuid.New(), nil); errs.CodeOf(err) != errs.NotFound {
		t.Error(err)
	}
}

// One key makes one picture, however often and at once it is sent; another picture needs another key.
func TestKey(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, blobs := stored(t, db)
	leader, key := fixture.Account(t, db, auth.ProjectLeader), "a-key"
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
	if n := number(t, db, `SELECT count(*) FROM images`); n != 1 {
		t.Fatalf("%d pictures", n)
	}
	// What the others had written goes, and nothing else.
	exec(t, db, `UPDATE loose_blobs SET due_at = now()`)
	if err := blobs.Sweep(t.Context()); err != nil || number(t, db, `SELECT count(*) FROM loose_blobs`) != 0 {
		t.Fatal(err)
	}
	if _, err := s.JPEG(t.Context(), made[0], nil); err != nil {
		t.Fatal(err)
	}
}

// A picture that is deleted is gone from the folder too, in all sizes.
func TestDeleted(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, blobs := stored(t, db)
	made, err := s.Create(t.Context(), fixture.Account(t, db, auth.Member), nil, "image/png", bytes.NewReader(file(t, 500, 20)))
	if err != nil {
		t.Fatal(err)
	}
	folder := "images/" + made.ID.String()
	if _, err := blobs.Read(t.Context(), folder, "480.jpg"); err != nil {
		t.Fatal(err)
	}
	exec(t, db, `DELETE FROM images`)
	if err := blobs.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"480.jpg", "500.jpg"} {
		if _, err := blobs.Read(t.Context(), folder, name); errs.CodeOf(err) != errs.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Pictures of an earlier version are answered before they move and after, and move once.
func TestMove(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, _ := stored(t, db)
	owner, ids := fixture.Account(t, db, auth.ProjectLeader), []uuid.UUID{uuid.New(), uuid.New()}
	var old bytes.Buffer
	if err := jpeg.Encode(&old, stdimage.NewRGBA(stdimage.Rect(0, 0, 700, 30)), nil); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		exec(t, db, `INSERT INTO images (id, owner_id, width, height, jpeg) VALUES ($1, $2, 700, 30, $3)`, id, owner.ID, old.Bytes())
	}
	narrow, none := 480, 481
	for range 2 {
		for _, id := range ids {
			if data, err := s.JPEG(t.Context(), id, nil); err != nil || !bytes.Equal(data, old.Bytes()) {
				t.Fatalf("%d bytes: %v", len(data), err)
			}
			if _, err := s.JPEG(t.Context(), id, &narrow); err != nil {
				t.Fatal(err)
			}
			if _, err := s.JPEG(t.Context(), id, &none); errs.CodeOf(err) != errs.NotFound {
				t.Fatal(err)
			}
		}
		if err := s.Move(t.Context()); err != nil || number(t, db, `SELECT count(*) FROM images WHERE NOT stored`) != 0 {
			t.Fatal(err)
		}
	}
}

// A picture that cannot be read is told of and holds up none behind it.
func TestMovePastABadOne(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, _ := stored(t, db)
	owner := fixture.Account(t, db, auth.ProjectLeader)
	var good bytes.Buffer
	if err := jpeg.Encode(&good, stdimage.NewRGBA(stdimage.Rect(0, 0, 30, 30)), nil); err != nil {
		t.Fatal(err)
	}
	const insert = `INSERT INTO images (id, owner_id, width, height, jpeg) VALUES ($1, $2, 30, 30, $3)`
	exec(t, db, insert, "00000000-0000-7000-8000-000000000001", owner.ID, []byte("no picture"))
	exec(t, db, insert, "00000000-0000-7000-8000-000000000002", owner.ID, good.Bytes())
	if err := s.Move(t.Context()); err == nil {
		t.Error("nothing is told of the bad one")
	}
	if n := number(t, db, `SELECT count(*) FROM images WHERE stored`); n != 1 {
		t.Errorf("%d are moved, want the one behind the bad one", n)
	}
}

// Nobody fills the folder within a day, and what is refused costs nothing to read.
func TestPace(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, _ := stored(t, db)
	maja := fixture.Account(t, db, auth.Member)
	exec(t, db, `INSERT INTO images (id, owner_id, width, height, stored) SELECT gen_random_uuid(), $1, 1, 1, true FROM generate_series(1, $2)`, maja.ID, image.MaxADay)
	if _, err := s.Create(t.Context(), maja, nil, "image/png", bytes.NewReader(file(t, 1, 1))); errs.CodeOf(err) != errs.TooManyRequests {
		t.Fatal(err)
	}
	exec(t, db, `UPDATE images SET created_at = now() - interval '25 hours'`)
	if _, err := s.Create(t.Context(), maja, nil, "image/png", bytes.NewReader(file(t, 1, 1))); err != nil {
		t.Fatal(err)
	}
}

// A picture goes out of sight with the ideas that show it.
func TestHidden(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, _ := stored(t, db)
	maja := fixture.Account(t, db, auth.Member)
	made, err := s.Create(t.Context(), maja, nil, "image/png", bytes.NewReader(file(t, 1, 1)))
	if err != nil {
		t.Fatal(err)
	}
	idea := fixture.Idea(t, db, maja)
	exec(t, db, `INSERT INTO idea_images (idea_id, image_id) VALUES ($1, $2)`, idea, made.ID)
	for state, want := range map[string]errs.Code{"published": "", "draft": "", "hidden": errs.NotFound, "withdrawn": errs.NotFound} {
		exec(t, db, `UPDATE ideas SET state = $2, published_at = CASE WHEN $2 <> 'draft' THEN now() END WHERE id = $1`, idea, state)
		if _, err := s.JPEG(t.Context(), made.ID, nil); errs.CodeOf(err) != want {
			t.Errorf("%s: %v", state, err)
		}
	}
	exec(t, db, `UPDATE ideas SET state = 'published', published_at = now() WHERE id = $1`, idea)
	fixture.Merge(t, db, idea, fixture.Idea(t, db, maja))
	if _, err := s.JPEG(t.Context(), made.ID, nil); err != nil {
		t.Errorf("merged: %v", err)
	}
}

// Whoever shows a picture that a moderator took down in another idea of theirs does not bring it back; in an idea that has passed to
// another author it stays.
func TestHiddenStaysHidden(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, _ := stored(t, db)
	maja := fixture.Account(t, db, auth.Member)
	made, err := s.Create(t.Context(), maja, nil, "image/png", bytes.NewReader(file(t, 1, 1)))
	if err != nil {
		t.Fatal(err)
	}
	hidden, other := fixture.Idea(t, db, maja), fixture.Idea(t, db, maja)
	exec(t, db, `INSERT INTO idea_images (idea_id, image_id) VALUES ($1, $3), ($2, $3)`, hidden, other, made.ID)
	for state, want := range map[string]errs.Code{"withdrawn": "", "hidden": errs.NotFound} {
		exec(t, db, `UPDATE ideas SET state = $2 WHERE id = $1`, hidden, state)
		if _, err := s.JPEG(t.Context(), made.ID, nil); errs.CodeOf(err) != want {
			t.Errorf("%s: %v", state, err)
		}
	}
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, hidden)
	exec(t, db, `UPDATE ideas SET author_id = $2 WHERE id = $1`, other, fixture.Account(t, db, auth.Member).ID)
	if _, err := s.JPEG(t.Context(), made.ID, nil); err != nil {
		t.Error(err)
	}
}

// What the body's reader says comes back as it is: it knows why.
func TestBodyFails(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	tooLarge := errors.New("too large")
	body := io.MultiReader(bytes.NewReader(file(t, 1, 1)), iotest.ErrReader(tooLarge))
	s, _ := stored(t, db)
	_, err := s.Create(t.Context(), fixture.Account(t, db, auth.ProjectLeader), nil, "image/png", body)
	if !errors.Is(err, tooLarge) {
		t.Fatal(err)
	}
}
