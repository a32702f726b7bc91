package comment

import (
	"cmp"
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Fields is what is written. Shapes and lengths are the contract's.
type Fields struct {
	Body     string     // plain text
	Kind     Kind       // empty: a plain one
	Official bool       // on behalf of the municipality, in one's own name; not together with OrganisationID
	ParentID *uuid.UUID // the first-level comment replied to
	// OrganisationID is in whose name it is written; nil: in one's own.
	OrganisationID *uuid.UUID
}

// Create writes a comment by who, or by an organisation for which who must speak, under a published idea:
// at the first level, or as a reply to a first-level comment of the same idea. What is to be read first waits, see waiting.go.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, ideaID uuid.UUID, f Fields) (Comment, error) {
	if err := who.Check(permission.CreateComment, 0); err != nil {
		return Comment{}, err
	}
	author, err := who.As(f.OrganisationID)
	if err != nil {
		return Comment{}, err
	}
	if err := checkOfficial(s.db.WithContext(ctx), who, ideaID, f); err != nil {
		return Comment{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Comment{}, err
	}
	var made []Comment
	first, err := idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) (err error) {
		made, err = create(tx, who, author, id, ideaID, f)
		return err
	})
	if err != nil {
		return Comment{}, err
	}
	if first != id {
		return s.again(ctx, who, first)
	}
	return made[0], nil
}

// again returns a comment that who wrote before, which may wait.
func (s *Store) again(ctx context.Context, who auth.Principal, id uuid.UUID) (Comment, error) {
	waiting, err := readWaiting(s.db.WithContext(ctx), `WHERE c.id = ? AND c.author_id = ANY (?)`, id, voices(who))
	if err != nil || len(waiting) > 0 {
		return append(waiting, Comment{})[0], err
	}
	return s.Get(ctx, who, id)
}

// create writes the comment with its mentions and tells whom it concerns.
func create(tx *gorm.DB, who auth.Principal, author, id, ideaID uuid.UUID, f Fields) (made []Comment, err error) {
	parent, ids := f.ParentID, mentioned(f.Body)
	if err := checkMentions(tx, who, ideaID, ids); err != nil {
		return nil, err
	}
	found, err := screened(tx, who, post(id, author, f.Body), f.Official)
	if err != nil {
		return nil, err
	}
	err = tx.Raw(creating, author, who.ID, ideaID, author == who.ID, parent, parent, parent, id, author, parent, f.Body,
		cmp.Or(f.Kind, Plain), f.Official).Scan(&made).Error
	if err == nil && len(made) == 0 {
		err = refusal(tx, who, author, ideaID, parent)
	}
	if err != nil {
		return nil, err
	}
	if err := found.OpenCase(tx); err != nil {
		return nil, err
	}
	if found.Hold {
		return made, withhold(tx, who, &made[0])
	}
	tellNew(tx, ideaID, parent)
	if err := notify(tx, who, made[0]); err != nil {
		return nil, err
	}
	if err := mention(tx, who, made[0], ids); err != nil {
		return nil, err
	}
	return made, name(tx, made)
}

// screened is what is found of a comment that is about to be written. What is said for the municipality does not wait.
func screened(tx *gorm.DB, who auth.Principal, p screening.Post, official bool) (screening.Finding, error) {
	found, err := screening.Screen(tx, who, p)
	if err != nil {
		return found, err
	}
	found.Hold = found.Hold && !official
	return found, found.CheckRoom(tx, who)
}

// checkOfficial refuses to speak for the municipality to who does not lead a challenge that the idea answers.
func checkOfficial(db *gorm.DB, who auth.Principal, ideaID uuid.UUID, f Fields) error {
	if !f.Official {
		return nil
	}
	if f.OrganisationID != nil {
		return errs.Invalid("official", errs.NotTogether, "organisationId")
	}
	ideas, err := idea.Answering(db, ideaID)
	if err == nil && !idea.MayFind(who, ideas[ideaID]) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return err
	}
	to, err := idea.Standings(db, who, ideas[ideaID])
	if err != nil {
		return err
	}
	return who.Check(permission.CommentOfficially, to)
}

// tellNew tells that there is one more comment under an idea, or one more reply to a comment.
func tellNew(db *gorm.DB, ideaID uuid.UUID, parent *uuid.UUID) {
	postgres.Changed(db, change.Tally(ideaID))
	if parent == nil {
		postgres.Changed(db, change.Comments(ideaID))
		return
	}
	postgres.Changed(db, change.Record(*parent), change.Comments(*parent))
}

// creating writes a comment and counts it in one statement. The lock on the counters keeps the idea
// published; they come before the comment that is replied to. If the idea is not published or not open for comments, or that
// comment not there to reply to, or the author an organisation that the account does not speak for, it
// writes nothing and returns nothing.
const creating = `
	WITH ` + organisation.Voice + `,
	idea AS MATERIALIZED (
		SELECT s.idea_id FROM idea_stats s WHERE s.idea_id = ? AND s.listed AND NOT s.locked AND (? OR EXISTS (SELECT FROM voice)) AND ` + idea.TakesComments + ` FOR NO KEY UPDATE),
	parent AS (
		UPDATE comments c SET reply_count = c.reply_count + 1 FROM idea
		WHERE ?::uuid IS NOT NULL AND c.id = ? AND c.idea_id = idea.idea_id AND c.parent_id IS NULL AND c.state = 'published'
		RETURNING c.id),
	fit AS (
		SELECT idea_id FROM idea WHERE ?::uuid IS NULL OR EXISTS (SELECT FROM parent)),
	comment AS (
		INSERT INTO comments (id, idea_id, author_id, parent_id, body, kind, official) SELECT ?, idea_id, ?, ?, ?, ?, ? FROM fit RETURNING *),
	counted AS (
		UPDATE idea_stats s SET comment_count = s.comment_count + 1 FROM comment c WHERE s.idea_id = c.idea_id),
	act AS (
		INSERT INTO organisation_acts (organisation_id, account_id, action, idea_id, comment_id)
		SELECT v.organisation_id, v.account_id, 'comment-created', c.idea_id, c.id FROM comment c CROSS JOIN voice v)
	SELECT ` + columns + ` FROM comment c ` + joined

// refusal says why a comment was not written. An idea that takes comments by now did not a moment ago.
func refusal(db *gorm.DB, who auth.Principal, author, ideaID uuid.UUID, parent *uuid.UUID) error {
	can, err := organisation.CanSpeak(db, author, who.ID)
	if err == nil && !can { // any more
		err = errs.New(errs.Forbidden)
	}
	if err != nil {
		return err
	}
	i, err := ideaOf(db, who, ideaID)
	if err != nil {
		return err
	}
	switch {
	case i.State != idea.Published:
		return errs.New(errs.IdeaNotPublished)
	case !idea.MayComment(who, i):
		return errs.New(errs.CommentingClosed)
	case parent == nil:
		return errs.New(errs.IdeaNotPublished)
	}
	var states []State
	err = db.Raw(`SELECT state FROM comments WHERE id = ? AND idea_id = ? AND parent_id IS NULL`, parent, ideaID).Scan(&states).Error
	switch {
	case err != nil:
		return err
	case len(states) == 0:
		return errs.Invalid("parentId", errs.ParentMismatch)
	case states[0] != Published:
		return errs.New(errs.CommentDeleted)
	}
	return errs.New(errs.IdeaNotPublished)
}
