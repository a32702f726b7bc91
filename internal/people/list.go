package people

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store looks after people.
type Store struct {
	db     *gorm.DB
	outbox *mail.Outbox
	url    string
	// What depends on somebody who is disabled.
	organisations *organisation.Store
}

// NewStore looks after the accounts in db. url is where the app is, without a slash at the end.
func NewStore(db *gorm.DB, outbox *mail.Outbox, organisations *organisation.Store, url string) *Store {
	return &Store{db: db, outbox: outbox, url: url, organisations: organisations}
}

const suspended = `EXISTS (SELECT FROM suspensions x WHERE x.account_id = a.id AND ` + auth.Running + `)`

// columns are those of [Person], from tables.
const columns = `p.id, p.display_name, p.kind, a.email, a.role, a.created_at,
	CASE WHEN a.disabled_at IS NOT NULL THEN 'disabled' WHEN ` + suspended + ` THEN 'suspended' ELSE 'active' END AS state`

const tables = ` FROM accounts a JOIN participants p ON p.id = a.id `

// Get returns a person.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Person, error) {
	if err := who.Check(permission.SeePeople, 0); err != nil {
		return Person{}, err
	}
	return find(s.db.WithContext(ctx), who, id, "")
}

// find returns a person as who may see them; suffix may lock the account.
func find(db *gorm.DB, who auth.Principal, id uuid.UUID, suffix string) (Person, error) {
	var found []Person
	if err := db.Raw(`SELECT `+columns+tables+`WHERE a.id = ?`+suffix, id).Scan(&found).Error; err != nil {
		return Person{}, err
	}
	if len(found) == 0 {
		return Person{}, errs.New(errs.NotFound)
	}
	return found[0].to(who), nil
}

// to leaves out what who may not see.
func (p Person) to(who auth.Principal) Person {
	if !who.May(permission.SeeAddresses, 0) {
		p.Email = ""
	}
	return p
}

// List returns people, the newest first.
func (s *Store) List(ctx context.Context, who auth.Principal, f Filter, r page.Request) (page.Result[Person], error) {
	if err := who.Check(permission.SeePeople, 0); err != nil {
		return page.Result[Person]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	where, args := f.sql(who)
	idOf := func(p Person) uuid.UUID { return p.ID }
	result, err := page.Read(r, "people", uuid.Max, idOf, func(after uuid.UUID, offset, limit int) ([]Person, error) {
		var items []Person
		err := db.Raw(`SELECT `+columns+tables+`WHERE `+where+` AND a.id < ? ORDER BY a.id DESC OFFSET ? LIMIT ?`,
			append(args, after, offset, limit)...).Scan(&items).Error
		for i := range items {
			items[i] = items[i].to(who)
		}
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, tables+`WHERE `+where, args...)
	return result, err
}

// sql is the conditions of a filter. A name is looked up by itself, so that each of the two indexes serves.
func (f Filter) sql(who auth.Principal) (where string, args []any) {
	where = `true`
	if f.Name != "" {
		where = `a.id IN (SELECT id FROM participants WHERE to_tsvector('simple', display_name) @@ to_tsquery('simple', ?)`
		args = append(args, postgres.Beginnings(f.Name))
		if who.May(permission.SeeAddresses, 0) {
			where += ` UNION SELECT id FROM accounts WHERE email_key LIKE ?`
			args = append(args, likeWords.Replace(strings.ToLower(f.Name))+`%`)
		}
		where += `)`
	}
	if f.Role != "" {
		where += ` AND a.role = ?`
		args = append(args, f.Role)
	}
	switch f.State {
	case Active:
		where += ` AND a.disabled_at IS NULL AND NOT ` + suspended
	case Disabled:
		where += ` AND a.disabled_at IS NOT NULL`
	case Suspended:
		where += ` AND a.disabled_at IS NULL AND a.id IN (SELECT x.account_id FROM suspensions x WHERE ` + auth.Running + `)`
	}
	return where, args
}

// likeWords takes their meaning from the signs that LIKE knows.
var likeWords = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
