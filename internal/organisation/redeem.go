package organisation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Offer is what an invitation offers whoever holds its secret.
type Offer struct {
	Organisation Organisation
	InvitedBy    Person // with their present mandate
	Mandate      Mandate
	ExpiresAt    time.Time
}

// offered is an invitation with what decides whether it holds.
type offered struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Mandate        Mandate
	ExpiresAt      time.Time
	By             Person    `gorm:"embedded;embeddedPrefix:by_"`
	ByRole         auth.Role // of an account that can sign in, however it does; else empty
	BySuspended    time.Time // until when; zero is not
}

// holds reports whether the inviter might still invite so.
func (i offered) holds(dormant bool) bool {
	by := auth.Principal{ID: i.By.ID, Role: i.ByRole, SuspendedUntil: i.BySuspended}
	return i.ByRole != "" && MayInvite(standing(by, i.By.Mandate, dormant), i.Mandate)
}

// find returns the invitation with a secret, and its organisation, or InvalidToken when it does not hold:
// it was accepted or taken back, its time is over, or who sent it is disabled or suspended or may no longer
// invite so. A role that a provider gave counts in sessions alone.
func find(db *gorm.DB, secret string) (offered, Organisation, error) {
	var found []offered
	err := db.Raw(`SELECT i.id, i.organisation_id, i.mandate, i.expires_at, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind,
			COALESCE(m.mandate, '') AS by_mandate,
			CASE WHEN a.id IS NULL THEN '' WHEN a.role_provider IS NULL THEN a.role ELSE 'member' END AS by_role,
			(SELECT max(COALESCE(x.ends_at, '9999-01-01')) FROM suspensions x
				WHERE x.account_id = a.id AND `+auth.Running+`) AS by_suspended
		FROM organisation_invitations i JOIN participants p ON p.id = i.invited_by
		LEFT JOIN organisation_members m ON m.organisation_id = i.organisation_id AND m.account_id = i.invited_by
		LEFT JOIN accounts a ON a.id = i.invited_by AND a.disabled_at IS NULL
		WHERE i.secret_hash = ? AND i.expires_at > now()`, auth.HashSecret(secret)).Scan(&found).Error
	if err != nil {
		return offered{}, Organisation{}, err
	}
	if len(found) == 0 {
		return offered{}, Organisation{}, errs.New(errs.InvalidToken)
	}
	o, err := get(db, found[0].OrganisationID)
	if err == nil && !found[0].holds(o.Dormant) {
		err = errs.New(errs.InvalidToken)
	}
	return found[0], o, err
}

// Preview tells what an invitation offers, and leaves it as it is. address is where the request comes from,
// whose wrong guesses are counted.
func (s *Store) Preview(ctx context.Context, secret, address string) (Offer, error) {
	var i offered
	var o Organisation
	err := s.guessing(ctx, "address "+address, func() (err error) {
		i, o, err = find(s.db.WithContext(ctx), secret)
		return err
	})
	return Offer{Organisation: o, InvitedBy: i.By, Mandate: i.Mandate, ExpiresAt: i.ExpiresAt}, err
}

// Accept uses an invitation up: who becomes a member, or gets the higher mandate. Of several at once one
// wins; the others, and later ones, get InvalidToken. Who has as much already gets AlreadyMember, and the
// invitation is left for somebody else.
func (s *Store) Accept(ctx context.Context, who auth.Principal, secret string) (Organisation, error) {
	if err := who.Check(permission.AcceptInvitation, 0); err != nil {
		return Organisation{}, err
	}
	var joined uuid.UUID
	err := s.guessing(ctx, "account "+who.ID.String(), func() error {
		return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
			i, _, err := find(tx, secret)
			if err != nil {
				return err
			}
			joined = i.OrganisationID
			return s.accept(tx, who, secret, i.OrganisationID)
		})
	})
	if err != nil {
		return Organisation{}, err
	}
	return s.Get(ctx, who, joined)
}

// accept looks at an invitation again once the organisation is locked, so that nobody's mandate changes meanwhile.
func (s *Store) accept(tx *gorm.DB, who auth.Principal, secret string, organisation uuid.UUID) error {
	if err := lockMember(tx, who.ID); err != nil {
		return err
	}
	_, standing, err := lock(tx, who, organisation)
	if err != nil {
		return err
	}
	i, o, err := find(tx, secret)
	if err != nil {
		return err
	}
	if standing.Mandate.Covers(i.Mandate) {
		return errs.New(errs.AlreadyMember)
	}
	if err := useUp(tx, i.ID); err != nil {
		return err
	}
	if standing.Mandate != Nobody {
		return s.setMandate(tx, who, o, who.ID, standing.Mandate, i.Mandate)
	}
	return enter(tx, who, i, o)
}

func useUp(tx *gorm.DB, invitation uuid.UUID) error {
	used := tx.Exec(`DELETE FROM organisation_invitations WHERE id = ?`, invitation)
	if used.Error == nil && used.RowsAffected == 0 {
		return errs.New(errs.InvalidToken)
	}
	return used.Error
}

func enter(tx *gorm.DB, who auth.Principal, i offered, o Organisation) error {
	if err := checkMemberships(tx, who.ID); err != nil {
		return err
	}
	var members int
	if err := tx.Raw(`SELECT count(*) FROM organisation_members WHERE organisation_id = ?`, o.ID).Scan(&members).Error; err != nil {
		return err
	}
	if members >= maxMembers {
		return errs.New(errs.Conflict)
	}
	if err := join(tx, o.ID, who.ID, i.Mandate); err != nil {
		return err
	}
	if err := record(tx, entry{organisation: o.ID, by: who.ID, action: MemberJoined, member: &who.ID}); err != nil {
		return err
	}
	if i.Mandate != Owner {
		return nil
	}
	return auditOwners(tx, i.By.ID, o.ID, who.ID, "invited")
}

// guesses bound how many secrets that do not hold somebody may try in an hour. 256 bits are not guessed
// anyway; it keeps guessing from being work.
var guesses = pace.Failures{Of: "invitation", Most: 20}

// guessing runs try for somebody, unless they have guessed too often, and counts when it was a wrong guess.
func (s *Store) guessing(ctx context.Context, somebody string, try func() error) error {
	return guesses.Try(ctx, s.db, somebody, try, errs.InvalidToken)
}
