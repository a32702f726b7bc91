package idea

import (
	"context"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/search"
)

// List returns published ideas: one statement, and for some totals a second.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (page.Result[Summary], error) {
	result := page.Result[Summary]{Request: r}
	if err := f.complete(); err != nil {
		return result, err
	}
	name := "ideas " + string(f.Sort)
	p := piece{offset: r.Offset(), limit: r.Limit + 1} // one more tells whether that is all
	if r.ByCursor() {
		p.after = new(place)
		if err := r.After(name, p.after); err != nil {
			return result, err
		}
		f.Seed = p.after.Seed
	}
	db := s.db.WithContext(ctx)
	if f.Query != "" {
		if err := f.search(db); err != nil {
			return result, err
		}
	}
	if !f.plain() {
		db = postgres.Replanned(db)
	}
	rows, err := read(db, f, p, r)
	if err != nil {
		return result, err
	}
	more, err := page.More(r, name, rows, func(row listedIdea) any { return row.place(f.Seed) })
	if err != nil {
		return result, err
	}
	result = page.Map(more, func(row listedIdea) Summary { return row.Summary })
	return result, s.setTotal(db, f, rows, &result)
}

// setTotal adds the total to a page: from its rows, where they bring it, or by counting. A piece by cursor has none.
func (s *Store) setTotal(db *gorm.DB, f Filter, rows []listedIdea, result *page.Result[Summary]) error {
	if result.Request.ByCursor() || result.CountLast() {
		return nil
	}
	if len(rows) > 0 && rows[0].Total != nil {
		result.SetTotal(*rows[0].Total)
		return nil
	}
	n, err := s.count(db, f)
	result.SetTotal(n)
	if f.found != nil {
		result.TotalExact = n < search.MaxFound
	}
	return err
}

// listedIdea is an idea with its place and, where the database keeps it, how many there are.
type listedIdea struct {
	Summary
	Place place `gorm:"embedded;embeddedPrefix:place_"`
	Total *int
}

func (i listedIdea) place(seed int32) any {
	i.Place.ID, i.Place.Seed = i.ID, seed
	return i.Place
}

// read reads a piece. Only ids and keys are sorted and skipped; the texts, authors and challenges
// are joined to what is left.
func read(db *gorm.DB, f Filter, p piece, r page.Request) ([]listedIdea, error) {
	if r.Beyond() {
		return nil, nil
	}
	total := sql(`NULL::integer`)
	if f.ChallengeID != nil && f.narrowedBy() == (Filter{ChallengeID: f.ChallengeID}) {
		total = sql(`(SELECT idea_count FROM challenge_stats WHERE challenge_id = ?)`, f.ChallengeID)
	}
	q := join(sql(`WITH listed AS MATERIALIZED (`), f.listed(p), sql(`)
		SELECT `+columns+`, `+settingColumns+`, `+dutyColumns+`, `+answerColumns+`, l.key AS `+orderOf(f.Sort).column+`, `), total, sql(` AS total
		FROM listed l JOIN ideas i ON i.id = l.idea_id `+joined+` ORDER BY l.key DESC, l.idea_id DESC, c.title, c.id`))
	return readAnswered[listedIdea](db, q, func(row *listedIdea) *Summary { return &row.Summary })
}
