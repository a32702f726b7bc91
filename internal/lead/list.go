package lead

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// columns are those of [Assignment], from tables.
const columns = `l.id, l.role, l.ends_at, l.granted_at,
	CASE WHEN l.challenge_id IS NOT NULL THEN 'challenge' WHEN l.workshop_id IS NOT NULL THEN 'workshop' ELSE 'focus-area' END AS kind,
	COALESCE(l.challenge_id, l.workshop_id, l.focus_area_id) AS thing_id, COALESCE(c.title, w.title, f.title) AS title,
	p.id AS person_id, p.display_name AS person_display_name, p.kind AS person_kind,
	b.id AS by_id, b.display_name AS by_display_name, b.kind AS by_kind`

const tables = ` FROM lead_assignments l JOIN participants p ON p.id = l.account_id LEFT JOIN participants b ON b.id = l.granted_by
	LEFT JOIN challenges c ON c.id = l.challenge_id LEFT JOIN workshops w ON w.id = l.workshop_id LEFT JOIN focus_areas f ON f.id = l.focus_area_id `

func find(db *gorm.DB, id uuid.UUID) (Assignment, error) { return one(db, `l.id = ?`, id) }

func findOf(db *gorm.DB, t Thing, account uuid.UUID) (Assignment, error) {
	return one(db, `l.`+t.of().column+` = ? AND l.account_id = ?`, t.ID, account)
}

func one(db *gorm.DB, where string, args ...any) (Assignment, error) {
	var found []Assignment
	if err := db.Raw(`SELECT `+columns+tables+`WHERE `+where, args...).Scan(&found).Error; err != nil {
		return Assignment{}, err
	}
	if len(found) == 0 {
		return Assignment{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// ListOf returns the running assignments of a thing, in the order in which they were given.
func (s *Store) ListOf(ctx context.Context, who auth.Principal, t Thing, r page.Request) (page.Result[Assignment], error) {
	if err := check(s.db.WithContext(ctx), who, t, t.of().see); err != nil {
		return page.Result[Assignment]{Request: r}, err
	}
	return s.list(ctx, r, `l.`+t.of().column+` = ? AND `+Running, t.ID)
}

// ListOfPerson returns what somebody leads and has led, to themselves and to administrators.
func (s *Store) ListOfPerson(ctx context.Context, who auth.Principal, account uuid.UUID, r page.Request) (page.Result[Assignment], error) {
	if who.ID != account {
		if err := who.Check(permission.SeeAssignmentsOf, 0); err != nil {
			return page.Result[Assignment]{Request: r}, err
		}
	}
	return s.list(ctx, r, `l.account_id = ?`, account)
}

func (s *Store) list(ctx context.Context, r page.Request, where string, arg any) (page.Result[Assignment], error) {
	db := s.db.WithContext(ctx)
	idOf := func(a Assignment) uuid.UUID { return a.ID }
	result, err := page.Read(r, "lead assignments", uuid.Nil, idOf, func(after uuid.UUID, offset, limit int) ([]Assignment, error) {
		var items []Assignment
		err := db.Raw(`SELECT `+columns+tables+`WHERE `+where+` AND l.id > ? ORDER BY l.id OFFSET ? LIMIT ?`, arg, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM lead_assignments l WHERE `+where, arg)
	return result, err
}

// ListCandidates finds people with an account by the beginning of words of their name, by name.
func (s *Store) ListCandidates(ctx context.Context, who auth.Principal, name string, r page.Request) (page.Result[participant.Ref], error) {
	if err := who.Check(permission.SeeLeadCandidates, 0); err != nil {
		return page.Result[participant.Ref]{Request: r}, err
	}
	const named = `FROM participants p JOIN accounts a ON a.id = p.id
		WHERE to_tsvector('simple', p.display_name) @@ to_tsquery('simple', ?) AND a.disabled_at IS NULL`
	db, words := s.db.WithContext(ctx), postgres.Beginnings(name)
	placeOf := func(p participant.Ref) page.Name { return page.Name{Name: p.DisplayName, ID: p.ID} }
	result, err := page.Read(r, "lead candidates", page.Name{}, placeOf, func(after page.Name, offset, limit int) ([]participant.Ref, error) {
		var items []participant.Ref
		err := db.Raw(`SELECT p.id, p.display_name, p.kind `+named+` AND (p.display_name, p.id) > (?, ?)
			ORDER BY p.display_name, p.id OFFSET ? LIMIT ?`, words, after.Name, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, named, words)
	return result, err
}
