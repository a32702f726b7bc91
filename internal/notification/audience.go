package notification

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// audience is whom an event is told, all but their names.
type audience struct {
	targets    []Subject // whose followers are told, and what each is told it is about
	supporters bool      // of the idea that it is about
	movers     uuid.UUID // the undone merge for which votes have moved, whose owners are told; nil: none
	named      postgres.IDs
	only       *postgres.IDs // who may know of it, where not everybody may
	not        postgres.IDs
}

// audienceOf finds out whom e is told. It asks anew with every piece of them: an idea that is hidden
// half-way is told no further.
func audienceOf(tx *gorm.DB, e event) (audience, error) {
	r := ruleOf(e.Kind)
	var a audience
	to, err := scopeOf(tx, e)
	if err != nil || !to.there {
		return a, err
	}
	if a.named, err = accountsOf(tx, e.Named); err != nil {
		return a, err
	}
	if r.authors {
		a.named = append(a.named, to.insiders...)
	}
	if !to.public && !r.demanded {
		a.only = &to.insiders
	}
	a.supporters = r.supporters
	if a.not, err = namedElsewhere(tx, e); err != nil {
		return a, err
	}
	if e.Kind == VoteMoveAsked || e.Kind == MergeDecided {
		if r.followers, err = a.concerned(tx, e); err != nil {
			return a, err
		}
	}
	if !r.followers {
		return a, nil
	}
	a.targets, err = targetsOf(tx, e)
	return a, err
}

// concerned says whom a merge concerns as it is now: whose votes are asked for, and whether followers of the part are told. Of what was
// proposed and came to nothing only those learn who were asked.
func (a *audience) concerned(tx *gorm.DB, e event) (followers bool, err error) {
	var states []string
	if err := tx.Raw(`SELECT state FROM idea_merges WHERE id = ?`, e.ObjectID).Scan(&states).Error; err != nil {
		return false, err
	}
	merged, undone := slices.Contains(states, "merged"), slices.Contains(states, "undone")
	a.supporters = a.supporters && merged
	if undone && e.Kind == VoteMoveAsked {
		a.movers = e.ObjectID
	}
	return e.Kind == MergeDecided && (merged || undone), nil
}

// scope is who may know of the subject.
type scope struct {
	there, public bool
	insiders      postgres.IDs // accounts: the author and the co-authors of an idea, or who speaks for the organisations that are
}

func scopeOf(tx *gorm.DB, e event) (scope, error) {
	var found []struct {
		Public  bool
		Authors postgres.IDs `gorm:"type:uuid[]"`
	}
	const none = `'{}'::uuid[] AS authors`
	queries := map[SubjectKind]string{
		Idea:         `SELECT state IN ('published', 'merged') AS public, author_id || ARRAY(SELECT participant_id FROM idea_coauthors WHERE idea_id = ideas.id AND state = 'accepted') AS authors FROM ideas WHERE id = ?`,
		Challenge:    `SELECT state <> 'draft' AS public, ` + none + ` FROM challenges WHERE id = ?`,
		Workshop:     `SELECT state <> 'draft' AS public, ` + none + ` FROM workshops WHERE id = ?`,
		Organisation: `SELECT former_at IS NULL AS public, ` + none + ` FROM participants WHERE id = ? AND organisation`,
		Person:       `SELECT former_at IS NULL AS public, ` + none + ` FROM participants WHERE id = ? AND NOT organisation`,
	}
	query, known := queries[e.SubjectKind]
	if !known {
		return scope{}, nil
	}
	if err := tx.Raw(query, e.SubjectID).Scan(&found).Error; err != nil || len(found) == 0 {
		return scope{}, err
	}
	insiders, err := accountsOf(tx, found[0].Authors)
	if err != nil {
		return scope{}, err
	}
	deleted, err := objectDeleted(tx, e)
	return scope{there: !deleted, public: found[0].Public, insiders: insiders}, err
}

// objectDeleted reports whether e tells of a comment that is no longer there to read.
func objectDeleted(tx *gorm.DB, e event) (deleted bool, err error) {
	if e.ObjectID == uuid.Nil || ruleOf(e.Kind).demanded {
		return false, nil
	}
	err = tx.Raw(`SELECT EXISTS (SELECT FROM comments WHERE id = ? AND state <> 'published')`, e.ObjectID).Scan(&deleted).Error
	return deleted, err
}

// accountsOf are the accounts among participants, and those who speak for the organisations among them.
func accountsOf(tx *gorm.DB, participants postgres.IDs) (postgres.IDs, error) {
	if len(participants) == 0 {
		return nil, nil
	}
	return ids(tx, `SELECT id FROM accounts WHERE id = ANY (?)
		UNION SELECT account_id FROM organisation_members WHERE organisation_id = ANY (?) AND mandate IN ('owner', 'representative')`, participants, participants)
}

// namedElsewhere are those whom another event of the same comment names: who is told that they are
// replied to or mentioned is not told of the same comment as a follower.
func namedElsewhere(tx *gorm.DB, e event) (postgres.IDs, error) {
	if e.ObjectID == uuid.Nil || e.Kind != Comment && e.Kind != OfficialReply {
		return nil, nil
	}
	named, err := ids(tx, `SELECT DISTINCT unnest(named) AS id FROM notification_events WHERE object_id = ? AND id <> ? AND kind IN ('reply', 'mention')`, e.ObjectID, e.ID)
	if err != nil {
		return nil, err
	}
	return accountsOf(tx, named)
}

// targetsOf are the things whose followers are told, the most particular first: who follows several is
// told of the first.
func targetsOf(tx *gorm.DB, e event) (targets []Subject, err error) {
	if e.Kind != IdeaPublished {
		return []Subject{{e.SubjectKind, e.SubjectID}}, nil
	}
	err = tx.Raw(`SELECT 'challenge' AS kind, challenge_id AS id FROM challenge_ideas WHERE idea_id = ?
		UNION ALL SELECT CASE WHEN p.organisation THEN 'organisation' ELSE 'person' END, p.id FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = ?
		UNION ALL SELECT 'topic', topic_id FROM idea_topics WHERE idea_id = ?
		UNION ALL SELECT 'district', district_id FROM ideas WHERE id = ? AND district_id IS NOT NULL`,
		e.SubjectID, e.SubjectID, e.SubjectID, e.SubjectID).Scan(&targets).Error
	return targets, err
}

// ids runs a query of one column.
func ids(tx *gorm.DB, query string, args ...any) (postgres.IDs, error) {
	var rows []struct{ ID uuid.UUID }
	err := tx.Raw(query, args...).Scan(&rows).Error
	found := make(postgres.IDs, len(rows))
	for n, row := range rows {
		found[n] = row.ID
	}
	return found, err
}
