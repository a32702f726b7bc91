package moderation

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// caseColumns are those of a case c, whose taker t is only told while that holds.
const (
	taken       = `(c.taken_by IS NOT NULL AND c.state = 'open' AND c.taken_at > now() - interval '30 minutes')`
	caseColumns = `c.id, c.thing_kind AS kind, c.thing_id, c.author_id, c.cause, c.state, c.report_count, c.spam_score, c.spam_signs::text AS signs, c.opened_at, c.closed_at,
		c.version + ` + thingVersion + ` AS version, ` + caseWriters + ` AS writer_ids,
		t.id AS taker_id, t.display_name AS taker_display_name, t.kind AS taker_kind, t.organisation AS taker_organisation, t.former_at IS NOT NULL AS taker_former,
		CASE c.thing_kind WHEN 'idea' THEN (SELECT title FROM ideas WHERE id = c.thing_id AND state <> 'draft')
			WHEN 'comment' THEN (SELECT CASE WHEN char_length(body) > 120 THEN left(body, 119) || '…' ELSE body END FROM (
				SELECT COALESCE(h.body, m.body) AS body FROM comments m LEFT JOIN hidden_comments h ON h.comment_id = m.id WHERE m.id = c.thing_id
				UNION ALL SELECT body FROM held_comments WHERE id = c.thing_id) said)
			WHEN 'need' THEN (SELECT ` + helpTitle + ` FROM needs WHERE id = c.thing_id)
			WHEN 'offer' THEN (SELECT title FROM offers WHERE id = c.thing_id)
			WHEN 'commitment' THEN (SELECT ` + helpTitle + ` FROM commitments WHERE id = c.thing_id)
			ELSE (SELECT display_name FROM participants WHERE id = c.thing_id) END AS title,
		array_to_string(ARRAY (SELECT reason FROM reports r WHERE r.case_id = c.id GROUP BY reason ORDER BY count(*) DESC, reason), ' ') AS reason_names`
	helpTitle = `CASE WHEN char_length(description) > 120 THEN left(description, 119) || '…' ELSE description END`
	// thingVersion grows with every change of a thing's words, so that who decides does so about those that they read.
	thingVersion = `COALESCE(CASE c.thing_kind WHEN 'idea' THEN (SELECT version FROM ideas WHERE id = c.thing_id)
			WHEN 'organisation' THEN (SELECT version FROM organisations WHERE id = c.thing_id)
			WHEN 'need' THEN (SELECT version FROM needs WHERE id = c.thing_id)
			WHEN 'offer' THEN (SELECT version FROM offers WHERE id = c.thing_id)
			WHEN 'commitment' THEN (SELECT version FROM commitments WHERE id = c.thing_id)
			WHEN 'comment' THEN (SELECT (extract(epoch FROM edited_at - created_at) * 1000)::bigint % 1000000000 FROM comments WHERE id = c.thing_id) END, 0)`
	caseTables = ` FROM moderation_cases c LEFT JOIN participants t ON t.id = c.taken_by AND ` + taken + ` `
)

type caseRow struct {
	Case
	Taker       participant.Ref `gorm:"embedded;embeddedPrefix:taker_"`
	ReasonNames string          // with spaces between
	Signs       string          // as JSON
}

func (r caseRow) whole() Case {
	c := r.Case
	c.Reasons, c.SpamSigns = strings.Fields(r.ReasonNames), screening.ReadSigns(r.Signs)
	if r.Taker.ID != uuid.Nil {
		c.TakenBy = &r.Taker
	}
	return c
}

// List returns the cases that wait, those that wait longest first; or those that are closed, latest first.
func (s *Store) List(ctx context.Context, who auth.Principal, open bool, r page.Request) (page.Result[Case], error) {
	if err := who.Check(permission.SeeCases, 0); err != nil {
		return page.Result[Case]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	if open {
		return listOpen(db, r)
	}
	place := func(c Case) page.Moment { return page.Moment{At: *c.ClosedAt, ID: c.ID} }
	result, err := page.Read(r, "closed cases", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Case, error) {
		return readCases(db, `WHERE c.state = 'closed' AND (c.closed_at, c.id) < (?, ?) ORDER BY c.closed_at DESC, c.id DESC OFFSET ? LIMIT ?`,
			after.At, after.ID, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM moderation_cases WHERE state = 'closed'`)
	return result, err
}

func listOpen(db *gorm.DB, r page.Request) (page.Result[Case], error) {
	place := func(c Case) page.Moment { return page.Moment{At: c.OpenedAt, ID: c.ID} }
	result, err := page.Read(r, "open cases", page.Moment{}, place, func(after page.Moment, offset, limit int) ([]Case, error) {
		return readCases(db, `WHERE c.state = 'open' AND (c.opened_at, c.id) > (?, ?) ORDER BY c.opened_at, c.id OFFSET ? LIMIT ?`,
			after.At, after.ID, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM moderation_cases WHERE state = 'open'`)
	return result, err
}

func readCases(db *gorm.DB, where string, args ...any) ([]Case, error) {
	var rows []caseRow
	err := db.Raw(`SELECT `+caseColumns+caseTables+where, args...).Scan(&rows).Error
	cases := make([]Case, len(rows))
	for n, row := range rows {
		cases[n] = row.whole()
	}
	return cases, err
}

func findCase(db *gorm.DB, id uuid.UUID) (Case, error) {
	found, err := readCases(db, `WHERE c.id = ?`, id)
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return Case{}, err
	}
	return found[0], nil
}

// Get returns a case with what a moderator decides by, who reported among it: to a moderator whose own it is, the problem is Forbidden. A thing
// that its author has deleted meanwhile is empty.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (File, error) {
	if err := who.Check(permission.SeeCases, 0); err != nil {
		return File{}, err
	}
	db := s.db.WithContext(ctx)
	c, err := findCase(db, id)
	if err == nil {
		err = c.checkOthers(who)
	}
	if err != nil {
		return File{}, err
	}
	f := File{Case: c}
	if f.Thing, err = find(db, c.Kind, c.ThingID); err != nil && errs.CodeOf(err) != errs.NotFound {
		return f, err
	}
	for _, part := range []func(*gorm.DB, *File) error{readReports, readThread, readPromised, readHistory, readPosts} {
		if err := part(db, &f); err != nil {
			return f, err
		}
	}
	return f, nil
}

func readReports(db *gorm.DB, f *File) error {
	return db.Raw(`SELECT r.id, r.reason, r.note, r.created_at, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind,
			p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former
		FROM reports r LEFT JOIN participants p ON p.id = r.reporter_id WHERE r.case_id = ? ORDER BY r.id LIMIT ?`, f.ID, maxShown).Scan(&f.Reports).Error
}

// readThread reads what a comment replies to, and three comments before it and three after it on its level. One that waits has its
// surroundings too.
func readThread(db *gorm.DB, f *File) error {
	if f.Kind != Comment {
		return nil
	}
	return db.Raw(`WITH me AS (SELECT id, idea_id, parent_id, created_at FROM comments WHERE id = @id
			UNION ALL SELECT id, idea_id, parent_id, created_at FROM held_comments WHERE id = @id),
		near AS (
			(SELECT c.* FROM comments c JOIN me ON c.parent_id = me.parent_id OR me.parent_id IS NULL AND c.parent_id IS NULL AND c.idea_id = me.idea_id
				WHERE (c.created_at, c.id) < (me.created_at, me.id) ORDER BY c.created_at DESC, c.id DESC LIMIT 3)
			UNION ALL
			(SELECT c.* FROM comments c JOIN me ON c.parent_id = me.parent_id OR me.parent_id IS NULL AND c.parent_id IS NULL AND c.idea_id = me.idea_id
				WHERE (c.created_at, c.id) > (me.created_at, me.id) ORDER BY c.created_at, c.id LIMIT 3)
			UNION ALL (SELECT c.* FROM comments c JOIN me ON c.id = me.parent_id))
		SELECT n.id, n.body, n.created_at, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind,
			p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former
		FROM near n JOIN participants p ON p.id = n.author_id WHERE n.state = 'published' ORDER BY n.created_at, n.id`,
		map[string]any{"id": f.ThingID}).Scan(&f.Thread).Error
}

// readPromised reads the need that a commitment is about, unless it is withheld itself.
func readPromised(db *gorm.DB, f *File) error {
	if f.Kind != Commitment {
		return nil
	}
	return db.Raw(`SELECT n.id, n.description AS body, n.created_at, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind,
			p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former
		FROM commitments k JOIN needs n ON n.id = k.need_id JOIN ideas i ON i.id = n.idea_id JOIN participants p ON p.id = i.author_id
		WHERE k.id = ? AND n.withheld IS NULL`, f.ThingID).Scan(&f.Thread).Error
}

func readHistory(db *gorm.DB, f *File) (err error) {
	f.History, err = readDecisions(db, `WHERE d.author_id = ? ORDER BY d.id DESC LIMIT ?`, f.AuthorID, maxHistory)
	return err
}

// readPosts counts to a hundred; more is much.
func readPosts(db *gorm.DB, f *File) error {
	return db.Raw(`SELECT p.created_at AS since,
			(SELECT count(*) FROM (SELECT FROM ideas WHERE author_id = p.id AND state <> 'draft' LIMIT 100) i) AS ideas,
			(SELECT count(*) FROM (SELECT FROM comments WHERE author_id = p.id LIMIT 100) c) AS comments
		FROM participants p WHERE p.id = ?`, f.AuthorID).Scan(&f.Posts).Error
}

// Take gives an open case to who, or gives it back, if it still has the given version. CaseTaken while it is
// another's.
func (s *Store) Take(ctx context.Context, who auth.Principal, id uuid.UUID, version int, take bool) (File, error) {
	if err := who.Check(permission.Moderate, 0); err != nil {
		return File{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, err := lockCase(tx, who, id, version)
		if err != nil {
			return err
		}
		if !take && c.TakenBy == nil {
			return nil
		}
		return tx.Exec(`UPDATE moderation_cases SET taken_by = CASE WHEN ? THEN ?::uuid END, taken_at = CASE WHEN ? THEN now() END, version = version + 1 WHERE id = ?`,
			take, who.ID, take, id).Error
	})
	if err != nil {
		return File{}, err
	}
	return s.Get(ctx, who, id)
}

// lockCase takes an open case for a change by who, who has read the given version of it and whose own it is not.
func lockCase(tx *gorm.DB, who auth.Principal, id uuid.UUID, version int) (Case, error) {
	if err := tx.Exec(`SELECT FROM moderation_cases WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Case{}, err
	}
	c, err := findCase(tx, id)
	switch {
	case err != nil:
		return c, err
	case c.Version != version || c.State != "open":
		return c, errs.New(errs.PreconditionFailed)
	case c.TakenBy != nil && c.TakenBy.ID != who.ID:
		return c, errs.New(errs.CaseTaken)
	}
	return c, c.checkOthers(who)
}
