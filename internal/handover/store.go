package handover

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps offers. Its transactions lock the account first, then proposals to merge the idea, the idea, the offer, and the idea's counters.
type Store struct{ db *gorm.DB }

// NewStore keeps offers in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// over is the SQL for whether offer o has run out, also before the job has noted so.
const over = `(o.state = 'offered' AND o.created_at <= now() - interval '30 days')`

const columns = `o.id, o.idea_id, i.author_id, o.kind, CASE WHEN ` + over + ` THEN 'expired' ELSE o.state END AS state, o.capacity, o.reason, o.created_at, o.settled_at, o.version,
	f.id AS from_id, f.display_name AS from_display_name, f.kind AS from_kind, f.organisation AS from_organisation, f.former_at IS NOT NULL AS from_former,
	b.id AS by_id, b.display_name AS by_display_name, b.kind AS by_kind, b.organisation AS by_organisation, b.former_at IS NOT NULL AS by_former,
	COALESCE(t.id, '00000000-0000-0000-0000-000000000000') AS to_id, COALESCE(t.display_name, '') AS to_display_name, COALESCE(t.kind, '') AS to_kind,
	COALESCE(t.organisation, false) AS to_organisation, t.former_at IS NOT NULL AS to_former `

const tables = `FROM idea_handovers o JOIN ideas i ON i.id = o.idea_id JOIN participants f ON f.id = o.from_id JOIN participants b ON b.id = o.offered_by
	LEFT JOIN participants t ON t.id = o.to_id `

func read(db *gorm.DB, rest string, args ...any) ([]Offer, error) {
	rows, err := postgres.Read[struct {
		Offer
		Whom participant.Ref `gorm:"embedded;embeddedPrefix:to_"`
	}](db, `SELECT `+columns+tables+rest, args...)
	offers := make([]Offer, len(rows))
	for n, row := range rows {
		offers[n] = row.Offer
		if row.Whom.ID != uuid.Nil {
			offers[n].To = &row.Whom
		}
	}
	return offers, err
}

// OfIdea returns the offers of an idea, the latest first: to everybody those by which it changed hands, and one that anybody may take;
// to whoever made it or is asked, and to the authors, also what waits for an answer or came to nothing.
func (s *Store) OfIdea(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Offer], error) {
	db := s.db.WithContext(ctx)
	i, err := idea.Readable(db, who, id)
	if err != nil {
		return page.Result[Offer]{Request: r}, err
	}
	mine := append(postgres.IDs{who.ID}, who.SpeaksFor...)
	const where = `o.idea_id = ? AND (o.state = 'accepted' OR o.kind = 'adoption' AND o.state = 'offered' AND NOT ` + over + ` OR ? OR o.offered_by = ANY (?) OR o.to_id = ANY (?))`
	args := []any{id, who.To(i.Author.ID) != 0, mine, mine}
	result, err := page.Read(r, "offers of "+id.String(), uuid.Max, func(o Offer) uuid.UUID { return o.ID }, func(after uuid.UUID, offset, limit int) ([]Offer, error) {
		return read(db, `WHERE `+where+` AND o.id < ? ORDER BY o.id DESC OFFSET ? LIMIT ?`, append(append([]any{}, args...), after, offset, limit)...)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM idea_handovers o WHERE `+where, args...)
	return result, err
}

// Get returns an offer that who may know of.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Offer, error) {
	return find(s.db.WithContext(ctx), who, id)
}

func find(db *gorm.DB, who auth.Principal, id uuid.UUID) (Offer, error) {
	found, err := read(db, `WHERE o.id = ?`, id)
	if err != nil {
		return Offer{}, err
	}
	if len(found) == 0 || !found[0].known(who) {
		return Offer{}, errs.New(errs.NotFound)
	}
	_, err = idea.Readable(db, who, found[0].IdeaID)
	return found[0], err
}

// lock takes an idea, and reads it as who may.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID) (idea.Summary, error) {
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return idea.Summary{}, err
	}
	return idea.Readable(tx, who, id)
}
