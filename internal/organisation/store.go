package organisation

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// What the audit log tells of organisations.
const (
	subject                             = "organisation"
	ownersChanged          audit.Action = "organisation.owners-changed"
	fellDormant            audit.Action = "organisation.fell-dormant"
	verified               audit.Action = "organisation.verified"
	verificationWithdrawn  audit.Action = "organisation.verification-withdrawn"
	detailOwner, detailWhy              = "owner", "because"
)

// Store keeps organisations. Its transactions lock people first (accounts, then participants, in the order
// of their ids), then the organisation, then its members and invitations: closing an account does so too.
type Store struct {
	db       *gorm.DB
	markdown *markdown.Renderer
	outbox   *mail.Outbox
	url      string // of the app, for links in mail
}

// NewStore keeps organisations in db; url is where links in mail lead.
func NewStore(db *gorm.DB, md *markdown.Renderer, outbox *mail.Outbox, url string) *Store {
	return &Store{db: db, markdown: md, outbox: outbox, url: url}
}

// Create founds an organisation, of which who becomes the owner. The problem is TooManyOrganisations for
// whoever has founded several that nobody has verified, or belongs to very many.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, f Fields) (Organisation, error) {
	if err := who.Check(permission.FoundOrganisation, 0); err != nil {
		return Organisation{}, err
	}
	if err := f.check(); err != nil {
		return Organisation{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Organisation{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return found(tx, who, id, f) })
	if err != nil {
		return Organisation{}, err
	}
	return s.Get(ctx, who, id)
}

func found(tx *gorm.DB, who auth.Principal, id uuid.UUID, f Fields) error {
	if err := lockMember(tx, who.ID); err != nil {
		return err
	}
	if err := checkMemberships(tx, who.ID); err != nil {
		return err
	}
	var full bool
	if err := tx.Raw(`SELECT EXISTS (SELECT FROM organisations WHERE founder_id = ? AND verified_at IS NULL HAVING count(*) >= ?)`,
		who.ID, maxUnverified).Scan(&full).Error; err != nil {
		return err
	}
	if full {
		return errs.New(errs.TooManyOrganisations)
	}
	err := tx.Exec(`INSERT INTO participants (id, kind, display_name, organisation) VALUES (?, ?, ?, true)`, id, f.Kind, f.Name).Error
	if err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO organisations (id, number, website, description, contact_email, contact_shown, founder_id)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, id, f.Number, f.Website, f.Description, f.ContactEmail, f.ContactShown, who.ID).Error
	if err != nil {
		return err
	}
	if err := join(tx, id, who.ID, Owner); err != nil {
		return err
	}
	postgres.Changed(tx, change.Organisations)
	return record(tx, entry{organisation: id, by: who.ID, action: Founded})
}

// lockMember has whoever joins organisations do so one at a time, and refuses whose account has been closed meanwhile.
func lockMember(tx *gorm.DB, account uuid.UUID) error {
	locked := tx.Exec(`SELECT FROM accounts WHERE id = ? FOR NO KEY UPDATE`, account)
	if locked.Error == nil && locked.RowsAffected == 0 {
		return errs.New(errs.Unauthorized)
	}
	return locked.Error
}

// checkMemberships refuses one more organisation for who belongs to very many; they are locked.
func checkMemberships(tx *gorm.DB, account uuid.UUID) error {
	var memberships int
	if err := tx.Raw(`SELECT count(*) FROM organisation_members WHERE account_id = ?`, account).Scan(&memberships).Error; err != nil {
		return err
	}
	if memberships >= maxMemberships {
		return errs.New(errs.TooManyOrganisations)
	}
	return nil
}

const columns = `o.id, p.display_name AS name, p.kind, o.verified_at IS NOT NULL AS verified, o.keeper_id IS NULL AS dormant, o.created_at`

// Get returns an organisation as everyone may see it, but for its contact; see [Organisation]. One that is hidden is
// there for its members and for moderators alone.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Organisation, error) {
	db := s.db.WithContext(ctx)
	o, err := get(db, id)
	if err == nil && o.HiddenAt != nil {
		err = checkHidden(db, who, id)
	}
	if err != nil {
		return Organisation{}, err
	}
	if o.People, err = shown(db, id); err != nil {
		return o, err
	}
	o.DescriptionHTML, err = s.markdown.HTML(o.Description)
	return o, err
}

// checkHidden refuses to know of a hidden organisation, but to those who may.
func checkHidden(db *gorm.DB, who auth.Principal, id uuid.UUID) error {
	m, err := mandateOf(db, id, who.ID)
	if err == nil && !standing(who, m, false).may(permission.SeeHiddenOrganisation) {
		err = errs.New(errs.NotFound)
	}
	return err
}

func get(db *gorm.DB, id uuid.UUID) (Organisation, error) {
	var found []Organisation
	err := db.Raw(`SELECT `+columns+`, o.number, o.website, o.description, o.contact_email, o.contact_shown, o.verified_at, o.hidden_at, o.version, o.updated_at
		FROM organisations o JOIN participants p ON p.id = o.id WHERE o.id = ?`, id).Scan(&found).Error
	if err != nil {
		return Organisation{}, err
	}
	if len(found) == 0 {
		return Organisation{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// shown returns the people who chose to be named.
func shown(db *gorm.DB, id uuid.UUID) ([]Person, error) {
	var people []Person
	err := db.Raw(`SELECT p.id, p.display_name, p.kind, m.mandate FROM organisation_members m JOIN participants p ON p.id = m.account_id
		WHERE m.organisation_id = ? AND m.shown ORDER BY m.joined_at, m.account_id LIMIT ?`, id, maxShown).Scan(&people).Error
	return people, err
}

// lock takes an organisation for a change that may be about others too, and returns it with what who is to it.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID, others ...uuid.UUID) (Organisation, Standing, error) {
	if !who.SignedIn() {
		return Organisation{}, Standing{}, errs.New(errs.Unauthorized)
	}
	if err := hold(tx, append(others, who.ID)); err != nil {
		return Organisation{}, Standing{}, err
	}
	if err := tx.Exec(`SELECT FROM organisations WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Organisation{}, Standing{}, err
	}
	o, err := get(tx, id)
	if err != nil {
		return o, Standing{}, err
	}
	m, err := mandateOf(tx, id, who.ID)
	return o, standing(who, m, o.Dormant), err
}

// hold keeps people from being erased, to whom what follows refers. Whoever is being erased just now is waited for.
func hold(tx *gorm.DB, people []uuid.UUID) error {
	for _, table := range []string{"accounts", "participants"} {
		if err := tx.Exec(`SELECT FROM `+table+` WHERE id = ANY (?) ORDER BY id FOR KEY SHARE`, postgres.IDs(people)).Error; err != nil {
			return err
		}
	}
	return nil
}

// mandateOf returns somebody's mandate, Nobody without one.
func mandateOf(db *gorm.DB, organisation, account uuid.UUID) (Mandate, error) {
	var mandates []Mandate
	err := db.Raw(`SELECT mandate FROM organisation_members WHERE organisation_id = ? AND account_id = ?`, organisation, account).Scan(&mandates).Error
	if err != nil || len(mandates) == 0 {
		return Nobody, err
	}
	return mandates[0], nil
}

// Update lets edit change the profile, if it still has the given version. Who changes what was verified
// loses the verification.
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*Fields)) (Organisation, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		o, standing, err := lock(tx, who, id)
		switch {
		case err != nil:
			return err
		case !MayEdit(standing):
			return errs.New(errs.Forbidden)
		case o.Version != version:
			return errs.New(errs.PreconditionFailed)
		}
		f := o.fields()
		edit(&f)
		if err := f.check(); err != nil {
			return err
		}
		return save(tx, who, o, f)
	})
	if err != nil {
		return Organisation{}, err
	}
	return s.Get(ctx, who, id)
}

func save(tx *gorm.DB, who auth.Principal, o Organisation, f Fields) error {
	postgres.Changed(tx, change.Record(o.ID), change.Organisations)
	if o.Kind != f.Kind {
		postgres.Changed(tx, change.Ideas) // of a kind of author
	}
	if o.Verified && !f.identifies(o.fields()) {
		if err := setVerified(tx, who, o.ID, false); err != nil {
			return err
		}
	}
	if err := tx.Exec(`UPDATE participants SET display_name = ?, kind = ? WHERE id = ?`, f.Name, f.Kind, o.ID).Error; err != nil {
		return err
	}
	err := tx.Exec(`UPDATE organisations SET number = ?, website = ?, description = ?, contact_email = ?, contact_shown = ?,
		version = version + 1, updated_at = now() WHERE id = ?`, f.Number, f.Website, f.Description, f.ContactEmail, f.ContactShown, o.ID).Error
	if err != nil {
		return err
	}
	return record(tx, entry{organisation: o.ID, by: who.ID, action: ProfileEdited})
}

// SetVerified says that an administrator has checked who stands behind an organisation, in the given
// version of it, or withdraws that. Two verified organisations never have one number.
func (s *Store) SetVerified(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to bool) (Organisation, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		o, standing, err := lock(tx, who, id)
		switch {
		case err != nil:
			return err
		case !MayVerify(standing):
			return errs.New(errs.Forbidden)
		case o.Version != version:
			return errs.New(errs.PreconditionFailed)
		case o.Verified == to:
			return nil
		}
		postgres.Changed(tx, change.Record(id), change.Organisations)
		return setVerified(tx, who, id, to)
	})
	if err != nil {
		return Organisation{}, err
	}
	return s.Get(ctx, who, id)
}

func setVerified(tx *gorm.DB, who auth.Principal, id uuid.UUID, to bool) error {
	action, act := verified, Verified
	if !to {
		action, act = verificationWithdrawn, VerificationWithdrawn
	}
	err := tx.Exec(`UPDATE organisations SET verified_at = CASE WHEN ? THEN now() END, verified_by = CASE WHEN ? THEN ?::uuid END,
		version = version + 1, updated_at = now() WHERE id = ?`, to, to, who.ID, id).Error
	if err != nil {
		return err
	}
	if err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: action, SubjectKind: subject, Subject: id}); err != nil {
		return err
	}
	return record(tx, entry{organisation: id, by: who.ID, action: act})
}
