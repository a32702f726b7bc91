package pace_test

import (
	"bytes"
	stdimage "image"
	"image/png"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/file"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

const atOnce = 30

// Whoever does thirty things at once that are bounded does as many of them as they may.
func TestWhatIsBoundedIsBoundedAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	bucket, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	who, others := fixture.Account(t, db, auth.Member), fixture.Members(t, db, 3)
	challenge := fixture.Challenge(t, db, "support")
	mine, theirs, wholes := make([]uuid.UUID, atOnce), make([]uuid.UUID, atOnce), make([]uuid.UUID, atOnce)
	for n := range atOnce {
		mine[n], theirs[n], wholes[n] = fixture.Idea(t, db, who), fixture.Idea(t, db, others[0], challenge), fixture.Idea(t, db, others[1], challenge)
	}
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`INSERT INTO images (id, owner_id, width, height, stored) SELECT gen_random_uuid(), $1, 1, 1, true FROM generate_series(1, $2)`, who.ID, image.MaxADay-20)
	exec(`WITH p AS (INSERT INTO participants (id, kind, display_name) SELECT gen_random_uuid(), 'resident', 'Någon' FROM generate_series(1, 1000) RETURNING id)
		INSERT INTO blocks (participant_id, blocked_id) SELECT $1, id FROM p LIMIT 980`, who.ID)
	strangers := fixture.Members(t, db, atOnce)
	moderations := moderation.NewStore(db.Gorm, people.NewStore(db.Gorm, nil, nil, ""), markdown.New())
	handovers, merges, helping, coauthors := handover.NewStore(db.Gorm), merge.NewStore(db.Gorm), help.NewStore(db.Gorm), coauthor.NewStore(db.Gorm)
	blobs := blob.NewStore(db.Gorm, bucket)
	images, files := image.NewStore(db.Gorm, blobs), file.NewStore(db.Gorm, blobs)
	var picture bytes.Buffer
	if err := png.Encode(&picture, stdimage.NewRGBA(stdimage.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	for _, id := range wholes[:10] {
		exec(`INSERT INTO reports (id, case_id, thing_id, reporter_id, reason, note) VALUES (gen_random_uuid(), $1, $2, $3, 'spam', '')`,
			aCase(t, moderations, others[2], id), id, who.ID)
	}
	for _, test := range []struct {
		what string
		do   func(n int) error
		want int32
		code errs.Code
	}{
		{"handing over", func(n int) error {
			_, err := handovers.Make(t.Context(), who, idempotency.Key{}, mine[n], nil, "Jag flyttar.")
			return err
		}, 20, errs.TooManyRequests},
		{"proposing to merge", func(n int) error {
			_, err := merges.Propose(t.Context(), who, idempotency.Key{}, theirs[n], wholes[n], "De vill samma sak.")
			return err
		}, 10, errs.TooManyRequests},
		{"reporting", func(n int) error {
			_, err := moderations.Report(t.Context(), who, idempotency.Key{}, moderation.Notice{Kind: "idea", ID: theirs[n], Reason: "spam"})
			return err
		}, 20, errs.TooManyRequests},
		{"inviting", func(n int) error { return coauthors.Invite(t.Context(), who, mine[n], others[0].ID) }, 20, errs.TooManyRequests},
		{"blocking", func(n int) error { return helping.Block(t.Context(), who, strangers[n].ID) }, 20, errs.TooManyOpen},
		{"sending pictures", func(int) error {
			_, err := images.Create(t.Context(), who, nil, "image/png", bytes.NewReader(picture.Bytes()))
			return err
		}, 20, errs.TooManyRequests},
		{"sending files", func(n int) error {
			_, err := files.Create(t.Context(), who, nil, mine[n], "karta.csv", strings.NewReader("a;b"))
			return err
		}, file.MaxADay, errs.TooManyRequests},
		{"sending files and taking them back", func(n int) error {
			f, err := files.Create(t.Context(), others[1], nil, wholes[n], "karta.csv", strings.NewReader("a;b"))
			if err != nil {
				return err
			}
			return files.Delete(t.Context(), others[1], f.ID)
		}, file.MaxADay, errs.TooManyRequests},
	} {
		var through atomic.Int32
		var all sync.WaitGroup
		for n := range atOnce {
			all.Go(func() {
				if err := test.do(n); err == nil {
					through.Add(1)
				} else if errs.CodeOf(err) != test.code {
					t.Errorf("%s: %v", test.what, err)
				}
			})
		}
		if all.Wait(); through.Load() != test.want {
			t.Errorf("%s: %d of %d, want %d", test.what, through.Load(), atOnce, test.want)
		}
	}
	for n := range image.MaxADay + 1 {
		_, err := images.Create(t.Context(), others[0], nil, "image/png", bytes.NewReader([]byte("no picture")))
		if got := errs.CodeOf(err); (n < image.MaxADay) != (got == errs.Unprocessable) || n == image.MaxADay && got != errs.TooManyRequests {
			t.Fatalf("the %d. that is no picture: %v", n+1, err)
		}
	}
}

func aCase(t *testing.T, s *moderation.Store, who auth.Principal, idea uuid.UUID) (id uuid.UUID) {
	t.Helper()
	moderator := who
	moderator.Role = auth.Moderator
	id, err := s.Open(t.Context(), moderator, "idea", idea)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
