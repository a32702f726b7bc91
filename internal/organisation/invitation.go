package organisation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// InvitationLife is how long an invitation can be accepted.
const InvitationLife = 7 * 24 * time.Hour

// Invitation is one that waits. Whoever holds the link in its mail may accept it, once, with whatever
// account they have: people often have one under another address than they are known by at work. The
// record says who accepted.
type Invitation struct {
	ID        uuid.UUID
	Email     string
	Mandate   Mandate
	InvitedBy participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	CreatedAt time.Time
	ExpiresAt time.Time
}

const invitation = `SELECT i.id, i.email, i.mandate, i.created_at, i.expires_at, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind
	FROM organisation_invitations i JOIN participants p ON p.id = i.invited_by`

// Invite mails an invitation with a mandate of at most one's own. An earlier one to the same address no
// longer holds, and stays when it is not who's to take back: Forbidden. The problem is TooManyRequests for
// whoever has sent many today.
func (s *Store) Invite(ctx context.Context, who auth.Principal, id uuid.UUID, email string, with Mandate) (Invitation, error) {
	made, err := uuid.NewV7()
	if err != nil {
		return Invitation{}, err
	}
	var found []Invitation
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		o, standing, err := lock(tx, who, id)
		if err != nil {
			return err
		}
		if !MayInvite(standing, with) {
			return errs.New(errs.Forbidden)
		}
		if err := mayReplace(tx, standing, id, text.EmailKey(email)); err != nil {
			return err
		}
		if err := checkRoom(tx, id, who.ID, text.EmailKey(email)); err != nil {
			return err
		}
		if err := s.invite(tx, who, o, made, email, with); err != nil {
			return err
		}
		return tx.Raw(invitation+` WHERE i.id = ?`, made).Scan(&found).Error
	})
	if err != nil {
		return Invitation{}, err
	}
	return found[0], nil
}

// invite stores an invitation in the place of an earlier one, and mails it.
func (s *Store) invite(tx *gorm.DB, who auth.Principal, o Organisation, id uuid.UUID, email string, with Mandate) error {
	if err := tx.Exec(`DELETE FROM organisation_invitations WHERE organisation_id = ? AND email_key = ?`, o.ID, text.EmailKey(email)).Error; err != nil {
		return err
	}
	secret := auth.NewSecret()
	err := tx.Exec(`INSERT INTO organisation_invitations (id, organisation_id, email, email_key, mandate, secret_hash, invited_by, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, id, o.ID, email, text.EmailKey(email), with, auth.HashSecret(secret), who.ID, time.Now().Add(InvitationLife)).Error
	if err != nil {
		return err
	}
	if err := record(tx, entry{organisation: o.ID, by: who.ID, action: MemberInvited}); err != nil {
		return err
	}
	return s.outbox.Send(tx, invited(email, who.Language, o.Name, s.url+"/organisation-invitations#"+secret))
}

// mayReplace refuses to put an invitation in the place of one that waits and is more than one may take back.
func mayReplace(tx *gorm.DB, s Standing, id uuid.UUID, key string) error {
	var waiting []Mandate
	err := tx.Raw(`SELECT mandate FROM organisation_invitations WHERE organisation_id = ? AND email_key = ? AND expires_at > now()`, id, key).Scan(&waiting).Error
	if err == nil && len(waiting) > 0 && !MayInvite(s, waiting[0]) {
		err = errs.New(errs.Forbidden)
	}
	return err
}

// checkRoom bounds the invitations that wait in an organisation, and those that one person sends. The
// organisation is locked; who sends for several at once may send a few more.
func checkRoom(tx *gorm.DB, id, by uuid.UUID, key string) error {
	var n struct{ Waiting, Sent int }
	err := tx.Raw(`SELECT
		(SELECT count(*) FROM organisation_invitations WHERE organisation_id = ? AND email_key <> ? AND expires_at > now()) AS waiting,
		(SELECT count(*) FROM organisation_acts WHERE account_id = ? AND action = 'member-invited' AND at > now() - interval '24 hours') AS sent`,
		id, key, by).Scan(&n).Error
	if err == nil && (n.Waiting >= maxInvitations || n.Sent >= maxSent) {
		problem := errs.New(errs.TooManyRequests)
		problem.RetryAfter = time.Hour
		return problem
	}
	return err
}

// ListInvitations returns the invitations that wait, the latest first, to those who may invite.
func (s *Store) ListInvitations(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Invitation], error) {
	db := s.db.WithContext(ctx)
	standing, err := s.seen(db, who, id)
	if err == nil && !MayInvite(standing, Member) {
		err = errs.New(errs.Forbidden)
	}
	if err != nil {
		return page.Result[Invitation]{Request: r}, err
	}
	sent := func(i Invitation) uuid.UUID { return i.ID }
	result, err := page.Read(r, "organisation invitations", uuid.Max, sent, func(after uuid.UUID, offset, limit int) ([]Invitation, error) {
		var items []Invitation // at most maxInvitations and some that have expired
		err := db.Raw(invitation+` WHERE i.organisation_id = ? AND i.expires_at > now() AND i.id < ? ORDER BY i.id DESC OFFSET ? LIMIT ?`,
			id, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM organisation_invitations WHERE organisation_id = ? AND expires_at > now()`, id)
	return result, err
}

// Revoke takes an invitation back, by those who might send it. One that is not there any more changes nothing.
func (s *Store) Revoke(ctx context.Context, who auth.Principal, id, invitationID uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		_, standing, err := lock(tx, who, id)
		if err != nil {
			return err
		}
		if !MayInvite(standing, Member) {
			return errs.New(errs.Forbidden)
		}
		var revoked []Mandate
		err = tx.Raw(`DELETE FROM organisation_invitations WHERE id = ? AND organisation_id = ? RETURNING mandate`, invitationID, id).Scan(&revoked).Error
		if err != nil || len(revoked) == 0 {
			return err
		}
		if !MayInvite(standing, revoked[0]) {
			return errs.New(errs.Forbidden) // and it is as it was
		}
		return record(tx, entry{organisation: id, by: who.ID, action: InvitationRevoked})
	})
}
