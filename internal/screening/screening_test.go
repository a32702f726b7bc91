package screening_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/screening"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func number(t *testing.T, db *postgres.DB, sql string) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func screen(t *testing.T, db *postgres.DB, who auth.Principal, text string) screening.Finding {
	t.Helper()
	f, err := screening.Screen(db.Gorm.WithContext(t.Context()), who, screening.Post{Kind: screening.Comment, ID: uuid.New(), Author: who.ID, Text: text, Again: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// old is somebody who has been here for a month.
func old(t *testing.T, db *postgres.DB, role auth.Role) auth.Principal {
	t.Helper()
	who := fixture.Account(t, db, role)
	exec(t, db, `UPDATE participants SET created_at = now() - interval '30 days' WHERE id = $1`, who.ID)
	return who
}

// Each sign adds its points, an ordinary text has none, and one sign alone makes nothing suspect.
func TestSigns(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	maja, fresh := old(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	idea := fixture.Idea(t, db, maja)
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, body) VALUES (gen_random_uuid(), $1, $2, 'Köp här')`, idea, maja.ID)
	for text, want := range map[string]int{
		"Vi behöver en bänk vid bussen, se https://a.example och www.b.example": 0,
		strings.Repeat("https://a.example/x ", 4):                               20,
		strings.Repeat("https://a.example/x ", 40):                              60, // and one word over and over
		"Köp här": 40,
		strings.Repeat("billigt ", 19) + "erbjudande i dag bara": 20,
	} {
		if got := screen(t, db, maja, text); got.Score != want {
			t.Errorf("%q: %+v, want %d", text[:min(30, len(text))], got, want)
		}
	}
	if got := screen(t, db, fresh, "Hej"); got.Score != 10 || got.Hold || got.Suspect() {
		t.Errorf("a newcomer: %+v", got)
	}
}

// The filter says nothing before it has learnt; then it tells what was taken for spam from what was not, says by which words, and unlearns.
func TestFilter(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	maja := old(t, db, auth.Member)
	tx := db.Gorm.WithContext(t.Context())
	const spam, ham = "Vinn pengar snabbt på vårt casino utan insättning", "Bygg en cykelväg längs ån till skolan i Björkliden"
	for n := range 8 {
		if n == 4 && len(screen(t, db, maja, spam).Signs) != 0 {
			t.Error("it judges by four texts")
		}
		for text, is := range map[string]bool{spam: true, ham: false} {
			if err := screening.Learn(tx, text, is); err != nil {
				t.Fatal(err)
			}
		}
	}
	caught, fine := screen(t, db, maja, "Casino: vinn pengar i dag utan insättning"), screen(t, db, maja, "En cykelväg till skolan, tack")
	if caught.Score < 50 || len(caught.Signs) != 1 || len(caught.Signs[0].Words) == 0 {
		t.Errorf("spam: %+v", caught)
	}
	if fine.Score != 0 || fine.Signs[0].Points > -20 {
		t.Errorf("no spam: %+v", fine)
	}
	if got := screen(t, db, maja, "Något helt annat om himlen"); got.Score != 0 {
		t.Errorf("words that nobody has seen: %+v", got)
	}
	for range 8 {
		if err := screening.Unlearn(tx, spam, true); err != nil {
			t.Fatal(err)
		}
	}
	if got := screen(t, db, maja, spam); got.Score != 0 {
		t.Errorf("unlearnt: %+v", got)
	}
	if n := number(t, db, `SELECT count(*) FROM spam_words`); n != 6 {
		t.Errorf("%d words are kept, want those of the other text", n)
	}
}

// A text of any length teaches a bounded number of words, and no text stands in the table.
func TestBounded(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	var b strings.Builder
	for n := range 5000 {
		b.WriteString("ord" + strings.Repeat("a", n%20) + string(rune('a'+n%26)) + uuid.NewString()[:8] + " ")
	}
	if err := screening.Learn(db.Gorm.WithContext(t.Context()), b.String(), true); err != nil {
		t.Fatal(err)
	}
	if n := number(t, db, `SELECT count(*) FROM spam_words`); n != 150 {
		t.Errorf("%d words", n)
	}
}

// The first posts of an account wait where a municipality says so, and those of whoever looks after the site never do.
func TestFirstPosts(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	maja := old(t, db, auth.Member)
	exec(t, db, `INSERT INTO moderation_settings (first_posts) VALUES (2)`)
	if !screen(t, db, maja, "Hej").Hold || screen(t, db, old(t, db, auth.ProjectLeader), "Hej").Hold {
		t.Error("the first posts of members wait, and no others")
	}
	idea := fixture.Idea(t, db, maja)
	if !screen(t, db, maja, "Hej").Hold {
		t.Error("the second waits too")
	}
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, body) VALUES (gen_random_uuid(), $1, $2, 'Bra')`, idea, maja.ID)
	if screen(t, db, maja, "Hej").Hold {
		t.Error("the third waits")
	}
	long := strings.Repeat("https://a.example/x ", 40)
	if f := screen(t, db, maja, long); f.Hold || !f.Suspect() {
		t.Errorf("what is suspect waits only if it is said so: %+v", f)
	}
	exec(t, db, `UPDATE moderation_settings SET hold_spam = true`)
	if !screen(t, db, maja, long).Hold {
		t.Error("what is suspect waits")
	}
}
