package idea

import (
	"context"
	"strconv"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// List returns published ideas.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (page.Result[Summary], error) {
	result := page.Result[Summary]{Request: r}
	if err := f.complete(); err != nil {
		return result, err
	}
	name := "ideas " + string(f.Sort)
	var from *place
	if r.ByCursor() {
		from = new(place)
		if err := r.After(name, from); err != nil {
			return result, err
		}
		f.Seed = from.Seed
	}
	db := s.db.WithContext(ctx)
	if !f.plain() {
		db = postgres.Replanned(db)
	}
	inChallenge, err := countIn(db, f.ChallengeID)
	if err != nil {
		return result, err
	}
	f.few = inChallenge <= fewIdeas
	rows, err := read(db, f, from, r)
	if err != nil {
		return result, err
	}
	more, err := page.More(r, name, rows, func(p placed) any { return p.place(f.Seed) })
	if err != nil {
		return result, err
	}
	result = page.Map(more, func(p placed) Summary { return p.Summary })
	if err := addAnswers(db, result.Items); err != nil || r.ByCursor() {
		return result, err
	}
	err = s.count(db, f, inChallenge, &result)
	return result, err
}

// read reads one record more than r asks for. Only ids and keys are sorted and skipped; the texts
// and authors are joined to what is left.
func read(db *gorm.DB, f Filter, from *place, r page.Request) ([]placed, error) {
	if r.Beyond() {
		return nil, nil
	}
	o, k := orderOf(f.Sort), f.keyed()
	after, args := ``, k.args
	if from != nil {
		after, args = `WHERE (`+o.key+`, s.idea_id) < (?::`+o.typ+`, ?)`, append(args, o.value(*from), from.ID)
	}
	skip := ``
	if r.Offset() > 0 {
		skip, args = ` OFFSET ?`, append(args, r.Offset())
	}
	// The limit stands in the text: of one that it does not know, Postgres expects a tenth of the
	// table, and would plan anew each time, which takes longer than reading.
	limit := strconv.Itoa(r.Limit + 1)
	var rows []placed
	err := db.Raw(`WITH listed AS MATERIALIZED (SELECT s.*, `+o.key+` AS `+o.column+` FROM (`+k.sql+`) s `+after+`
			ORDER BY `+o.key+` DESC, s.idea_id DESC`+skip+` LIMIT `+limit+`)
		SELECT `+columns+`, s.`+o.column+` FROM listed s JOIN ideas i ON i.id = s.idea_id JOIN participants p ON p.id = i.author_id
		ORDER BY s.`+o.column+` DESC, s.idea_id DESC`, args...).Scan(&rows).Error
	return rows, err
}

// addAnswers gives every idea of a list its challenges.
func addAnswers(db *gorm.DB, items []Summary) error {
	if len(items) == 0 {
		return nil
	}
	ids := make([]uuid.UUID, len(items))
	for n, item := range items {
		ids[n] = item.ID
	}
	found, err := Answers(db, ids...)
	for n := range items {
		items[n].Challenges = found[items[n].ID]
	}
	return err
}
