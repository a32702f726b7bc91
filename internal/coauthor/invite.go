package coauthor

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Invite asks a participant to write an idea with its author, and has them told. Asking again while the invitation waits, or once it is
// accepted, changes nothing. The problem is TooManyCoAuthors beyond ten, AlreadyAsked within a week of an invitation that came to
// nothing, and NotFound where there is no such participant, or a block is between them and who asks.
func (s *Store) Invite(ctx context.Context, who auth.Principal, id, whom uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := pace.Hold(tx, who.ID); err != nil {
			return err
		}
		i, err := lock(tx, who, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.InviteCoAuthor, who.To(i.Author.ID)); err != nil {
			return err
		}
		c, err := find(tx, id, whom)
		if err != nil || c.State != Ended {
			return err
		}
		if err := checkInvitation(tx, who, i, c, whom); err != nil {
			return err
		}
		return invite(tx, who, i, whom)
	})
}

func checkInvitation(tx *gorm.DB, who auth.Principal, i idea.Summary, before CoAuthor, whom uuid.UUID) error {
	apart, err := help.Apart(tx, postgres.IDs{whom}, postgres.IDs{i.Author.ID, who.ID})
	if err != nil {
		return err
	}
	var now struct {
		All   int
		There bool
	}
	err = tx.Raw(`SELECT (SELECT count(*) FROM idea_coauthors WHERE idea_id = @idea AND state <> 'ended') AS all,
		EXISTS (SELECT FROM participants p WHERE p.id = @whom AND p.former_at IS NULL
			AND (p.organisation OR EXISTS (SELECT FROM accounts a WHERE a.id = p.id AND a.disabled_at IS NULL))) AS there`,
		map[string]any{"idea": i.ID, "whom": whom}).Scan(&now).Error
	switch {
	case err != nil:
		return err
	case i.State != idea.Published || i.Locked:
		return errs.New(errs.IdeaNotPublished)
	case !now.There || apart:
		return errs.New(errs.NotFound)
	case whom == i.Author.ID:
		return errs.New(errs.Conflict)
	case now.All >= most:
		return errs.New(errs.TooManyCoAuthors)
	case time.Since(before.InvitedAt) < again:
		return errs.New(errs.AlreadyAsked)
	}
	return pace.Limit{Table: "idea_coauthors", By: "invited_by", At: "invited_at", Most: aDay, In: pace.Day}.Check(tx, who.ID)
}

func invite(tx *gorm.DB, who auth.Principal, i idea.Summary, whom uuid.UUID) error {
	postgres.Changed(tx, change.Record(i.ID))
	err := tx.Exec(`INSERT INTO idea_coauthors (idea_id, participant_id, invited_by) VALUES (?, ?, ?)
		ON CONFLICT ON CONSTRAINT idea_coauthors_pkey DO UPDATE SET invited_by = EXCLUDED.invited_by, state = 'invited', invited_at = now(), settled_at = NULL`,
		i.ID, whom, who.ID).Error
	if err != nil {
		return err
	}
	if err := organisation.RecordIdea(tx, i.Author.ID, who.ID, organisation.IdeaEdited, i.ID); err != nil {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.CoAuthorInvited, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: i.ID}, To: []uuid.UUID{whom}})
}
