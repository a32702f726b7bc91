package merge

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/permission"
)

// Store keeps proposals. Its transactions lock the proposal first, and then as those of ideas and votes do.
type Store struct{ db *gorm.DB }

// NewStore keeps proposals in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// columns are those of [Proposal], from idea_merges m and joined.
const columns = `m.id, m.state, m.capacity, m.reason, m.created_at, m.expires_at, m.idea_agreed_at AS part_agreed_at, m.into_agreed_at AS whole_agreed_at,
	m.decided_as, m.decided_reason, m.decided_at, m.undone_reason, m.undone_at, m.version,
	a.id AS part_id, a.title AS part_title, a.author_id AS part_author_id, a.state AS part_state,
	b.id AS whole_id, b.title AS whole_title, b.author_id AS whole_author_id, b.state AS whole_state,
	p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind, p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former`

const joined = ` FROM idea_merges m JOIN ideas a ON a.id = m.idea_id JOIN ideas b ON b.id = m.into_id JOIN participants p ON p.id = m.proposed_by `

// read returns proposals as who may see them.
func read(db *gorm.DB, who auth.Principal, rest string, args ...any) (found []Proposal, err error) {
	err = db.Raw(`SELECT `+columns+joined+rest, args...).Scan(&found).Error
	for n := range found {
		for _, end := range []*End{&found[n].Part, &found[n].Whole} {
			if !idea.MayRead(who, summaryOf(*end)) {
				end.Title = ""
			}
		}
	}
	return found, err
}

func summaryOf(e End) idea.Summary {
	i := idea.Summary{ID: e.ID, State: e.State}
	i.Author.ID = e.AuthorID
	return i
}

// Get returns a proposal to its parties: who proposed it, the authors and leaders of both ideas, and moderators.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Proposal, error) {
	return find(s.db.WithContext(ctx), who, id)
}

func find(db *gorm.DB, who auth.Principal, id uuid.UUID) (Proposal, error) {
	found, err := read(db, who, `WHERE m.id = ?`, id)
	if err != nil {
		return Proposal{}, err
	}
	if len(found) == 0 {
		return Proposal{}, errs.New(errs.NotFound)
	}
	standing, err := standings(db, who, found[0])
	if err == nil && who.ID != found[0].By.ID && !who.May(permission.SeeMerge, standing) {
		err = errs.New(errs.NotFound)
	}
	return found[0], err
}

// standings is what who is to either idea of p.
func standings(db *gorm.DB, who auth.Principal, p Proposal) (all permission.Standings, err error) {
	ideas, err := idea.Answering(db, p.Part.ID, p.Whole.ID)
	if err != nil {
		return 0, err
	}
	for _, i := range ideas {
		s, err := idea.Standings(db, who, i)
		if err != nil {
			return 0, err
		}
		all |= s
	}
	return all, nil
}

// lock takes a proposal for a change by who, who has read the given version.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID, version int, check func(Proposal) error) (Proposal, error) {
	if err := tx.Exec(`SELECT FROM idea_merges WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Proposal{}, err
	}
	p, err := find(tx, who, id)
	if err != nil {
		return p, err
	}
	if err := check(p); err != nil {
		return p, err
	}
	if p.Version != version {
		return p, errs.New(errs.PreconditionFailed)
	}
	return p, nil
}
