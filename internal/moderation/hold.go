package moderation

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
)

// ideaWriters is the SQL for who has a part in the words of idea i: whose it is, who writes it with them, and who has written any wording.
const ideaWriters = `ARRAY(SELECT i.author_id UNION SELECT participant_id FROM idea_coauthors WHERE idea_id = i.id AND state = 'accepted'
	UNION SELECT editor_id FROM idea_revisions WHERE idea_id = i.id)::text`

// caseWriters is the SQL for who has a part in the words that a case c is about, or in those that they answer: its idea's writers in those of
// a need and a comment, and in those of a commitment also whoever promised and whoever said what came of it.
const caseWriters = `CASE c.thing_kind WHEN 'idea' THEN (SELECT ` + ideaWriters + ` FROM ideas i WHERE i.id = c.thing_id)
	WHEN 'comment' THEN (SELECT ` + ideaWriters + ` FROM comments m JOIN ideas i ON i.id = m.idea_id WHERE m.id = c.thing_id)
	WHEN 'need' THEN (SELECT ` + ideaWriters + ` FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE n.id = c.thing_id)
	WHEN 'commitment' THEN (SELECT (` + ideaWriters + `::uuid[] || ` + commitmentWriters + `::uuid[])::text FROM commitments k JOIN ideas i ON i.id = k.idea_id WHERE k.id = c.thing_id) END`

// commitmentWriters is the SQL for who has a part in the words of commitment k.
const commitmentWriters = `array_remove(ARRAY[k.helper_id, k.outcome_by], NULL)::text`

// own is what p is to what an author and others wrote. Nobody judges what they have a part in.
func own(p auth.Principal, author uuid.UUID, others []uuid.UUID) (s permission.Standings) {
	s = p.To(author)
	for _, id := range others {
		s |= p.To(id)
	}
	return s
}

// checkOthers refuses a case to who has a part in what it is about.
func (c Case) checkOthers(who auth.Principal) error {
	if own(who, c.AuthorID, c.WriterIDs) != 0 {
		return errs.New(errs.Forbidden)
	}
	return nil
}

// alone reports whether somebody alone wrote t, as whose it is. Only they are warned or suspended for it: neither who has taken the words of
// another over, nor whose idea others write with them. Whoever wrote what among several is judged in a case about the person.
func (t Thing) alone(writer uuid.UUID) bool { return t.Author.ID == writer && !t.Shared }

// hold keeps the words of a case that is locked as they are until the end of the transaction, and refuses who has read others. Whoever a
// decision may suspend is held before, as accounts come before ideas. What is restored is not edited, and whose suspensions that ends is
// not known yet.
func hold(tx *gorm.DB, c Case, r Ruling) error {
	if r.Action == Restore {
		return nil
	}
	if err := holdThing(tx, c.Kind, c.ThingID, c.AuthorID); err != nil {
		return err
	}
	now, err := findCase(tx, c.ID)
	if err == nil && now.Version != c.Version {
		err = errs.New(errs.PreconditionFailed)
	}
	return err
}

// holdThing keeps somebody's account, and then what is theirs, as they are, where its kind has words that others change at the same time. Both
// come before the decisions about it.
func holdThing(tx *gorm.DB, kind Kind, id, author uuid.UUID) error {
	if err := pace.Hold(tx, author); err != nil {
		return err
	}
	switch kind {
	case Idea:
		return idea.Hold(tx, id)
	case Comment:
		return comment.Hold(tx, id)
	case Need:
		return help.HoldNeed(tx, id)
	case Offer:
		return help.HoldOffer(tx, id)
	case Commitment:
		return help.HoldCommitment(tx, id)
	case Organisation:
		return organisation.Hold(tx, id)
	case Person, heldComment:
	}
	return nil
}
