package moderation

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// titleNow is the SQL for what the thing of decision d was called. What others wrote an idea about is called as the idea is, which is told no longer once
// the idea is public no more.
const titleNow = `CASE WHEN d.thing_kind IN ('comment', 'commitment') AND NOT EXISTS (SELECT FROM ideas i WHERE i.state IN ('published', 'merged')
	AND i.id = COALESCE((SELECT m.idea_id FROM comments m WHERE m.id = d.thing_id), (SELECT k.idea_id FROM commitments k WHERE k.id = d.thing_id))) THEN '' ELSE d.title END`

const decisionColumns = `d.id, d.case_id, d.thing_kind AS kind, d.thing_id, ` + titleNow + ` AS title, d.author_id,
	` + caseWriters + ` AS writer_ids, d.action, COALESCE(d.ground, '') AS ground, COALESCE(d.rule, '') AS rule,
	d.facts, c.cause, d.automated, d.decided_by, d.decided_at, d.appeal_until, d.ends_at, d.undone_at, d.suspension_id,
	a.id AS appeal_id, a.words AS appeal_words, a.created_at AS appeal_created_at, COALESCE(a.outcome, '') AS appeal_outcome,
	COALESCE(a.reason, '') AS appeal_reason, a.decided_at AS appeal_decided_at, a.version AS appeal_version`

type decisionRow struct {
	Decision
	By *Appeal `gorm:"embedded;embeddedPrefix:appeal_"`
}

// readDecisions reads decisions d with their cases c and appeals a.
func readDecisions(db *gorm.DB, where string, args ...any) ([]Decision, error) {
	var rows []decisionRow
	err := db.Raw(`SELECT `+decisionColumns+` FROM moderation_decisions d JOIN moderation_cases c ON c.id = d.case_id LEFT JOIN appeals a ON a.decision_id = d.id `+where, args...).Scan(&rows).Error
	decisions := make([]Decision, len(rows))
	for n, row := range rows {
		decisions[n] = row.Decision
		if row.By != nil && row.By.ID != uuid.Nil {
			row.By.DecisionID = row.ID
			decisions[n].Appeal = row.By
		}
	}
	return decisions, err
}

func findDecision(db *gorm.DB, id uuid.UUID) (Decision, error) {
	found, err := readDecisions(db, `WHERE d.id = ?`, id)
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return Decision{}, err
	}
	return found[0], nil
}

// Decision returns one with what it is about to whom it is against, and to moderators; to others it is not there.
func (s *Store) Decision(ctx context.Context, who auth.Principal, id uuid.UUID) (Decision, error) {
	if !who.SignedIn() {
		return Decision{}, errs.New(errs.Unauthorized)
	}
	db := s.db.WithContext(ctx)
	d, err := findDecision(db, id)
	if err == nil && !who.May(permission.SeeDecision, who.To(d.AuthorID)) {
		err = errs.New(errs.NotFound)
	}
	if err == nil {
		err = d.readMatter(db, who)
	}
	if err != nil {
		return Decision{}, err
	}
	return d, nil
}

// readMatter reads what d is about, as it is now, for who may read d: to whom it is against while it is theirs. What stands around it is for
// moderators who have no part in it, as the rest of its case.
func (d *Decision) readMatter(db *gorm.DB, who auth.Principal) error {
	t, err := find(db, d.Kind, d.ThingID)
	keeper := who.May(permission.SeeCases, 0)
	switch {
	case errs.CodeOf(err) == errs.NotFound:
		return nil
	case err != nil:
		return err
	case t.Author.ID != d.AuthorID && !keeper, t.Kind == Comment && t.Text == "": // somebody else's by now, or kept for too long
		return nil
	}
	d.Matter = &t
	if !keeper || own(who, d.AuthorID, d.WriterIDs) != 0 {
		return nil
	}
	around := File{Case: Case{Kind: d.Kind, ThingID: d.ThingID}}
	if err := readThread(db, &around); err != nil {
		return err
	}
	err = readPromised(db, &around)
	d.Thread = around.Thread
	return err
}

// Mine returns the decisions about what who wrote, or an organisation that who speaks for, latest first.
func (s *Store) Mine(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Decision], error) {
	if !who.SignedIn() {
		return page.Result[Decision]{Request: r}, errs.New(errs.Unauthorized)
	}
	db := s.db.WithContext(ctx)
	authors := append(postgres.IDs{who.ID}, who.SpeaksFor...)
	idOf := func(d Decision) uuid.UUID { return d.ID }
	result, err := page.Read(r, "my decisions", uuid.Max, idOf, func(after uuid.UUID, offset, limit int) ([]Decision, error) {
		return readDecisions(db, `WHERE d.author_id = ANY (?) AND d.action <> 'keep' AND d.id < ? ORDER BY d.id DESC OFFSET ? LIMIT ?`, authors, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM moderation_decisions WHERE author_id = ANY (?) AND action <> 'keep'`, authors)
	return result, err
}
