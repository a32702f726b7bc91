package profile_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/profile"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func TestFieldsAreChecked(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store, maja := profile.NewStore(db.Gorm), fixture.Account(t, db, auth.Member)
	long := make([]rune, 121)
	for i := range long {
		long[i] = 'å'
	}
	for _, c := range []struct {
		name  profile.Name
		value string
		want  errs.Code
	}{
		{profile.Website, "http://alvsala.example", errs.WrongFormat},
		{profile.Website, "javascript:alert(1)", errs.WrongFormat},
		{profile.Website, "https://me:secret@alvsala.example", errs.WrongFormat},
		{profile.Website, "https://alvsala.example/?a=<script>", ""},
		{profile.ContactEmail, "maja", errs.WrongFormat},
		{profile.ContactEmail, "maja@alvsala.example", ""},
		{profile.ContactPhone, "ring mig", errs.WrongFormat},
		{profile.ContactPhone, "+46 (0)70-123 45 67", ""},
		{profile.ContactPhone, "12", errs.WrongFormat},
		{profile.FullName, "Maja\nLindqvist", errs.ForbiddenText},
		{profile.FullName, "\u200b", errs.Blank},
		{profile.FullName, string(long), errs.TooLong},
		{profile.Place, "Kvarnholmen", ""},
		{profile.Languages, "svenska, سوري", ""},
		{profile.About, "Rad ett\nrad två", ""},
	} {
		p, err := store.Get(t.Context(), maja)
		if err != nil {
			t.Fatal(err)
		}
		after, err := store.Set(t.Context(), maja, p.Version, []profile.Field{{Name: c.name, Value: c.value, Visibility: profile.Public}})
		if c.want == "" {
			if err != nil || len(after.Fields) != 1 || after.Fields[0].Value != c.value {
				t.Errorf("%s %q: %v, %v", c.name, c.value, after, err)
			}
			continue
		}
		var problem *errs.Error
		if problem, _ = err.(*errs.Error); problem == nil || len(problem.Fields) != 1 || problem.Fields[0].Code != c.want || problem.Fields[0].Name != string(c.name) { //nolint:errorlint // it is not wrapped
			t.Errorf("%s %q: %v, wanted %s", c.name, c.value, err, c.want)
		}
	}
	same := []profile.Field{{profile.Place, "här", profile.Public}, {profile.Place, "där", profile.Public}}
	if _, err := store.Set(t.Context(), maja, 1, same); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("a field twice: %v", err)
	}
}

func TestEditsMeetTheVersionThatWasRead(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store, maja := profile.NewStore(db.Gorm), fixture.Account(t, db, auth.Member)
	done := make(chan error, 20)
	for range cap(done) {
		go func() {
			_, err := store.Set(t.Context(), maja, 1, []profile.Field{{profile.Place, "Kvarnholmen", profile.Members}})
			done <- err
		}()
	}
	stored := 0
	for range cap(done) {
		switch err := <-done; {
		case err == nil:
			stored++
		case errs.CodeOf(err) != errs.PreconditionFailed:
			t.Error(err)
		}
	}
	if stored != 1 {
		t.Errorf("%d of %d edits of one version were stored", stored, cap(done))
	}
}

// What the program of before writes while it still serves is not lost.
func TestWhatTheProgramOfBeforeWrites(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store, maja := profile.NewStore(db.Gorm), fixture.Account(t, db, auth.Member)
	exec(t, db, `UPDATE participants SET about = 'Jag bor vid älven.' WHERE id = $1`, maja.ID)
	exec(t, db, `UPDATE participants SET kind = 'researcher', about = about WHERE id = $1`, maja.ID)
	p, err := store.Get(t.Context(), maja)
	if err != nil || len(p.Fields) != 1 || p.Fields[0] != (profile.Field{Name: profile.About, Value: "Jag bor vid älven.", Visibility: profile.Public}) {
		t.Errorf("%v, %v", p, err)
	}
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}
