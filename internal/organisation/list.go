package organisation

import (
	"context"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Filter narrows the list; its zero value is every organisation, by name.
type Filter struct {
	Query    string // the beginnings of words of the name, all of them
	Kind     participant.Kind
	Verified *bool
	Dormant  *bool
	Newest   bool // the latest founded first, instead of by name
}

// matching is the SQL for the participants whose names hold the words asked for. OFFSET keeps the search apart from the order: Postgres
// expects too many matches of a beginning, and would look at every name in the order of the list until enough have turned up.
const matching = `(SELECT * FROM participants WHERE organisation AND to_tsvector('simple', display_name) @@ to_tsquery('simple', ?) OFFSET 0)`

// condition is the SQL for what f lets through, of organisations o and participants p, with its values.
func (f Filter) condition() (sql string, values []any) {
	sql = `FROM organisations o JOIN participants p ON p.id = o.id AND p.organisation WHERE o.hidden_at IS NULL`
	if f.Query != "" {
		sql, values = `FROM organisations o JOIN `+matching+` p ON p.id = o.id WHERE o.hidden_at IS NULL`, []any{beginnings(f.Query)}
	}
	add := func(wanted bool, condition string, args ...any) {
		if wanted {
			sql += ` AND ` + condition
			values = append(values, args...)
		}
	}
	add(f.Kind != "", `p.kind = ?`, f.Kind)
	add(f.Verified != nil && *f.Verified, `o.verified_at IS NOT NULL`)
	add(f.Verified != nil && !*f.Verified, `o.verified_at IS NULL`)
	add(f.Dormant != nil && *f.Dormant, `o.keeper_id IS NULL`)
	add(f.Dormant != nil && !*f.Dormant, `o.keeper_id IS NOT NULL`)
	return sql, values
}

// beginnings turns what people type into a tsquery for names whose words begin so; without a word it finds nothing.
func beginnings(typed string) string {
	words := strings.FieldsFunc(typed, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	for n, word := range words {
		words[n] = word + ":*"
	}
	return strings.Join(words, " & ")
}

// List returns organisations.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (page.Result[Summary], error) {
	db := postgres.Replanned(s.db.WithContext(ctx)) // which index serves depends on the words and the kind
	from, values := f.condition()
	read := listByName
	if f.Newest {
		read = listNewest
	}
	result, err := read(db, r, from, values)
	if err != nil {
		return result, err
	}
	err = result.Count(db, from, values...)
	return result, err
}

type named struct {
	Summary
	Place string // the name as it is ordered
}

func listByName(db *gorm.DB, r page.Request, from string, values []any) (page.Result[Summary], error) {
	place := func(o named) page.Name { return page.Name{Name: o.Place, ID: o.ID} }
	found, err := page.Read(r, "organisations by name", page.Name{}, place, func(after page.Name, offset, limit int) ([]named, error) {
		var rows []named
		err := db.Raw(`SELECT `+columns+`, lower(p.display_name) AS place `+from+` AND (lower(p.display_name), p.id) > (?, ?)
			ORDER BY lower(p.display_name), p.id OFFSET ? LIMIT ?`, append(values, after.Name, after.ID, offset, limit)...).Scan(&rows).Error
		return rows, err
	})
	return page.Map(found, func(o named) Summary { return o.Summary }), err
}

func listNewest(db *gorm.DB, r page.Request, from string, values []any) (page.Result[Summary], error) {
	place := func(o Summary) page.Moment { return page.Moment{At: o.CreatedAt, ID: o.ID} }
	return page.Read(r, "newest organisations", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Summary, error) {
		var rows []Summary
		err := db.Raw(`SELECT `+columns+` `+from+` AND (o.created_at, o.id) < (?, ?) ORDER BY o.created_at DESC, o.id DESC OFFSET ? LIMIT ?`,
			append(values, after.At, after.ID, offset, limit)...).Scan(&rows).Error
		return rows, err
	})
}

// Own is an organisation that one belongs to.
type Own struct {
	Summary
	Mandate Mandate
	Shown   bool
}

type ownNamed struct {
	Own
	Place string
}

// ListMine returns the organisations of who, by name: at most maxMemberships.
func (s *Store) ListMine(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Own], error) {
	if !who.SignedIn() {
		return page.Result[Own]{Request: r}, errs.New(errs.Unauthorized)
	}
	db := s.db.WithContext(ctx)
	place := func(o ownNamed) page.Name { return page.Name{Name: o.Place, ID: o.ID} }
	found, err := page.Read(r, "my organisations", page.Name{}, place, func(after page.Name, offset, limit int) ([]ownNamed, error) {
		var rows []ownNamed
		err := db.Raw(`SELECT `+columns+`, m.mandate, m.shown, lower(p.display_name) AS place
			FROM organisation_members m JOIN organisations o ON o.id = m.organisation_id JOIN participants p ON p.id = o.id
			WHERE m.account_id = ? AND (lower(p.display_name), p.id) > (?, ?) ORDER BY lower(p.display_name), p.id OFFSET ? LIMIT ?`,
			who.ID, after.Name, after.ID, offset, limit).Scan(&rows).Error
		return rows, err
	})
	result := page.Map(found, func(o ownNamed) Own { return o.Own })
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM organisation_members WHERE account_id = ?`, who.ID)
	return result, err
}
