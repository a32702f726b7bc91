package idea

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
)

// wholeGone is the reason that is given where a merge is undone because what the part belonged to is no longer read. It stands among the
// reasons that people write, in the municipality's language.
const wholeGone = "Idén som den ingick i är inte längre publicerad."

// Parts are the ideas that are part of some others, which are about to leave what everybody reads: whose parts would then be nowhere.
type Parts struct {
	wholes  []uuid.UUID
	merges  []merge
	answers map[uuid.UUID][]Answer // of wholes and parts
}

// merge is one in force.
type merge struct{ ID, IdeaID, IntoID, WholeAuthorID, ProposedBy uuid.UUID }

// HoldParts keeps ideas and those that are part of them as they are until the end of the transaction, in the order of locks: the merges, the
// challenges and the ideas, which come after accounts and before counters. Where one is merged into them at this very moment, the problem is
// PreconditionFailed.
func HoldParts(tx *gorm.DB, wholes ...uuid.UUID) (Parts, error) {
	p := Parts{wholes: wholes}
	err := tx.Raw(`SELECT id, idea_id, into_id, proposed_by FROM idea_merges WHERE into_id = ANY (?) AND state = 'merged' ORDER BY id FOR NO KEY UPDATE`,
		postgres.IDs(wholes)).Scan(&p.merges).Error
	if err != nil {
		return p, err
	}
	if p.answers, err = LockAnswers(tx, p.all()...); err != nil {
		return p, err
	}
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE`, p.all()).Error; err != nil {
		return p, err
	}
	var now int
	err = tx.Raw(`SELECT count(*) FROM idea_merges WHERE into_id = ANY (?) AND state = 'merged'`, postgres.IDs(wholes)).Scan(&now).Error
	if err == nil && now != len(p.merges) {
		err = errs.New(errs.PreconditionFailed)
	}
	return p, err
}

// IDs are the parts.
func (p Parts) IDs() postgres.IDs {
	ids := make(postgres.IDs, len(p.merges))
	for n, m := range p.merges {
		ids[n] = m.IdeaID
	}
	return ids
}

func (p Parts) all() postgres.IDs { return append(p.IDs(), p.wholes...) }

// Free has the parts stand by themselves again, because by takes away what they are part of, and has their authors told, and those asked whose
// votes have moved. It locks the counters, as everybody does.
func (p Parts) Free(tx *gorm.DB, by uuid.UUID) error {
	if len(p.merges) == 0 {
		return nil
	}
	if err := p.holdCounters(tx); err != nil {
		return err
	}
	for _, statement := range []string{
		`UPDATE idea_merges SET state = 'undone', undone_by = @by, undone_reason = @reason, undone_at = now(), version = version + 1 WHERE into_id = ANY (@wholes) AND state = 'merged'`,
		`DELETE FROM merge_roles WHERE idea_id = ANY (@all)`,
	} {
		err := tx.Exec(statement, map[string]any{"by": by, "reason": wholeGone, "wholes": postgres.IDs(p.wholes), "all": p.all()}).Error
		if err != nil {
			return err
		}
	}
	parts, err := Summaries(tx, p.all()...)
	if err != nil {
		return err
	}
	for _, m := range p.merges {
		part := parts[m.IdeaID]
		part.Challenges, m.WholeAuthorID = p.answers[m.IdeaID], parts[m.IntoID].Author.ID
		if err := m.free(tx, part, by); err != nil {
			return err
		}
	}
	return nil
}

// holdCounters locks those of all the ideas, and then of all their challenges, both in the order of their ids.
func (p Parts) holdCounters(tx *gorm.DB) error {
	if err := tx.Exec(`SELECT FROM idea_stats WHERE idea_id = ANY (?) ORDER BY idea_id FOR NO KEY UPDATE`, p.all()).Error; err != nil {
		return err
	}
	var challenges postgres.IDs
	for _, named := range p.answers {
		challenges = append(challenges, idsOf(named)...)
	}
	return tx.Exec(`SELECT FROM challenge_stats WHERE challenge_id = ANY (?) ORDER BY challenge_id FOR NO KEY UPDATE`, challenges).Error
}

func (m merge) free(tx *gorm.DB, part Summary, by uuid.UUID) error {
	postgres.Changed(tx, change.Record(part.ID), change.Record(m.IntoID))
	if err := Part(tx, part); err != nil {
		return err
	}
	subject := notification.Subject{Kind: notification.Idea, ID: part.ID}
	others := slices.DeleteFunc([]uuid.UUID{m.WholeAuthorID, m.ProposedBy}, func(id uuid.UUID) bool { return id == by })
	err := notification.Happened(tx, notification.Event{Kind: notification.MergeDecided, Actor: by, Object: m.ID, Subject: subject, To: others})
	if err != nil {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.VoteMoveAsked, Actor: by, Object: m.ID, Subject: subject})
}
