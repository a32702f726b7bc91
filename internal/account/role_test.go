package account_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// A provider takes away what it gave, and nothing that people or another provider did.
func TestAProviderTakesOnlyWhatItGave(t *testing.T) {
	t.Parallel()
	db, s := openWithMail(t)
	for name, c := range map[string]struct {
		by     *string // who gave the role of moderator
		says   auth.Role
		role   string // after that
		unlink string // after unlinking the one that says so
	}{
		"given by hand":                     {nil, "", "moderator", "moderator"},
		"given by hand, another is said":    {nil, auth.ProjectLeader, "moderator", "moderator"},
		"given by hand, and said too":       {nil, auth.Moderator, "moderator", "moderator"},
		"given by another":                  {new("another"), "", "moderator", "moderator"},
		"given by another, another is said": {new("another"), auth.ProjectLeader, "moderator", "moderator"},
		"given by another, and said too":    {new("another"), auth.Moderator, "moderator", "member"},
		"given by the one":                  {new("one"), "", "member", "member"},
		"given by the one, another is said": {new("one"), auth.ProjectLeader, "project-leader", "member"},
	} {
		who := fixture.Account(t, db, auth.Moderator)
		subject := auth.HashSecret(name)
		exec := func(sql string, args ...any) {
			if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
				t.Fatal(err)
			}
		}
		exec(`UPDATE accounts SET role_provider = $2 WHERE id = $1`, who.ID, c.by)
		id := uuid.New()
		exec(`INSERT INTO identities (id, account_id, provider, issuer, subject_hash) VALUES ($1, $2, 'one', 'one', $3)`, id, who.ID, []byte(subject))
		role := func() (role string) {
			if err := db.Pool.QueryRow(t.Context(), `SELECT role FROM accounts WHERE id = $1`, who.ID).Scan(&role); err != nil {
				t.Fatal(err)
			}
			return role
		}
		if _, err := s.EnterBy(t.Context(), account.Identity{Provider: "one", Issuer: "one", Subject: subject, Role: c.says}); err != nil || role() != c.role {
			t.Errorf("%s: %s, %v", name, role(), err)
		}
		if err := s.Unlink(t.Context(), who, id); err != nil || role() != c.unlink {
			t.Errorf("%s, unlinked: %s, %v", name, role(), err)
		}
	}
}
