package comment

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/relation"
)

// Relation is what somebody may do with a comment now, and what they alone read of it.
type Relation struct {
	CommentID   uuid.UUID
	Thanked     bool // by who asks
	Permissions relation.Permissions
	Hidden      *Hidden // nil for all but who wrote it and moderators, and where it is not hidden or its text is not kept any more
}

// Hidden is what a comment that a moderator has hidden says.
type Hidden struct {
	Body     string
	Decision *uuid.UUID // that it was hidden by; nil where that is not kept any more
}

// relationTo is a comment and what it is to who asks.
type relationTo struct {
	Comment      `gorm:"embedded"`
	Thanked      bool
	HiddenBody   string
	HideDecision *uuid.UUID
}

// hidden is what c says to who, where it is hidden.
func (c relationTo) hidden(who auth.Principal) *Hidden {
	reads := c.standing(who) != 0 || who.May(permission.SeeCases, 0)
	if c.State != DeletedByModerator || c.HiddenBody == "" || !reads {
		return nil
	}
	return &Hidden{Body: c.HiddenBody, Decision: c.HideDecision}
}

// Relations returns what who may do with comments, in the order of ids, without those that who may
// not know of or that do not exist.
func (s *Store) Relations(ctx context.Context, who auth.Principal, ids []uuid.UUID) ([]Relation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	db := s.db.WithContext(ctx)
	var found []relationTo
	err := db.Raw(`SELECT c.id, c.idea_id, c.parent_id, c.author_id, c.state, c.created_at, t.comment_id IS NOT NULL AS thanked, COALESCE(h.body, '') AS hidden_body,
			CASE WHEN h.body IS NOT NULL THEN (SELECT d.id FROM moderation_decisions d
				WHERE d.thing_id = c.id AND d.undone_at IS NULL AND d.action = 'hide' ORDER BY d.id DESC LIMIT 1) END AS hide_decision
		FROM comments c LEFT JOIN comment_thanks t ON t.comment_id = c.id AND t.participant_id = ? LEFT JOIN hidden_comments h ON h.comment_id = c.id WHERE c.id = ANY (?)`,
		who.ID, postgres.IDs(ids)).Scan(&found).Error
	if err != nil {
		return nil, err
	}
	under := make([]uuid.UUID, len(found))
	for n, c := range found {
		under[n] = c.IdeaID
	}
	ideas, err := idea.Answering(db, under...)
	if err != nil {
		return nil, err
	}
	relations := make([]Relation, 0, len(found))
	for _, c := range found {
		if i := ideas[c.IdeaID]; mayFind(who, c.Comment, i) {
			relations = append(relations, Relation{CommentID: c.ID, Thanked: c.Thanked, Permissions: permissions(who, c.Comment, i, time.Now()),
				Hidden: c.hidden(who)})
		}
	}
	relation.Sort(relations, ids, func(r Relation) uuid.UUID { return r.CommentID })
	return relations, nil
}

// permissions is what who may do with c, under the idea i, at the time now.
func permissions(who auth.Principal, c Comment, i idea.Summary, now time.Time) (p relation.Permissions) {
	p.Allow(MayReply(who, c, i), relation.Reply)
	p.Allow(MayThank(who, c, i), relation.Thank)
	p.Allow(MayEdit(who, c, i, now), relation.Edit)
	p.Allow(MayDelete(who, c, i), relation.Delete)
	p.Allow(who.May(permission.Moderate, 0) && c.standing(who) == 0 && c.State != DeletedByAuthor, relation.Review)
	return p
}
