package account

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/disposable"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps accounts.
type Store struct {
	db        *gorm.DB
	outbox    *mail.Outbox
	passwords *auth.Passwords
	url       string // of the app, for links in mail

	// StaffSecondFactor demands a second factor, or a passkey, of everybody with a role beyond member and everybody who leads something.
	StaffSecondFactor bool
	// Disposable are domains whose addresses get no account.
	Disposable disposable.Domains
}

// NewStore keeps accounts in db; url is where links in mail lead.
func NewStore(db *gorm.DB, outbox *mail.Outbox, passwords *auth.Passwords, url string) *Store {
	return &Store{db: db, outbox: outbox, passwords: passwords, url: url}
}

const meColumns = `SELECT a.id, a.email, p.display_name, p.kind, a.role, COALESCE(a.role_provider, '') AS role_provider, a.language, a.version, a.created_at, ` + auth.Credentials + ` AS matched,
		(SELECT closes_at FROM closures c WHERE c.account_id = a.id) AS closes_at,
		(SELECT max(COALESCE(l.ends_at, '9999-01-01')) FROM lead_assignments l
			WHERE l.account_id = a.id AND (l.ends_at IS NULL OR l.ends_at > now())) AS leads_until,
		x.decision_id AS suspension_decision_id, x.reason AS suspension_reason, x.starts_at AS suspension_starts_at, x.ends_at AS suspension_ends_at
	FROM accounts a JOIN participants p ON p.id = a.id
	LEFT JOIN LATERAL (SELECT x.*, (SELECT id FROM moderation_decisions WHERE suspension_id = x.id) AS decision_id
		FROM suspensions x WHERE x.account_id = a.id AND ` + auth.Running + ` LIMIT 1) x ON true `

// Get returns one's own account.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Me, error) {
	return one(s.db.WithContext(ctx), meColumns+`WHERE a.id = ?`, id)
}

func one(db *gorm.DB, query string, args ...any) (Me, error) {
	var found []Me
	if err := db.Raw(query, args...).Scan(&found).Error; err != nil {
		return Me{}, err
	}
	if len(found) == 0 {
		return Me{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// Update lets edit change the account of who, if it still has the given version.
func (s *Store) Update(ctx context.Context, who auth.Principal, version int, edit func(*Fields)) (Me, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := one(tx, meColumns+`WHERE a.id = ? FOR UPDATE OF a`, who.ID)
		if err != nil {
			return err
		}
		if me.Version != version {
			return errs.New(errs.PreconditionFailed)
		}
		f := Fields{DisplayName: me.DisplayName, Kind: me.Kind, Language: me.Language}
		edit(&f)
		postgres.Changed(tx, change.Record(who.ID), change.Account(who.ID))
		if f.Kind != me.Kind {
			postgres.Changed(tx, change.Ideas) // of a kind of author
		}
		if err := tx.Exec(`UPDATE participants SET display_name = ?, kind = ? WHERE id = ?`, f.DisplayName, f.Kind, who.ID).Error; err != nil {
			return err
		}
		return tx.Exec(`UPDATE accounts SET language = ?, version = version + 1, updated_at = now() WHERE id = ?`, f.Language, who.ID).Error
	})
	if err != nil {
		return Me{}, err
	}
	return s.Get(ctx, who.ID)
}

// ListLeaders returns who can lead, by name. Staff only: it names colleagues.
func (s *Store) ListLeaders(ctx context.Context, who auth.Principal, r page.Request) (page.Result[participant.Ref], error) {
	if err := who.Check(permission.SeeProjectLeaders, 0); err != nil {
		return page.Result[participant.Ref]{Request: r}, err
	}
	const leaders = `FROM accounts a JOIN participants p ON p.id = a.id
		WHERE a.role IN ('project-leader', 'administrator') AND a.disabled_at IS NULL`
	db := s.db.WithContext(ctx)
	placeOf := func(p participant.Ref) page.Name { return page.Name{Name: p.DisplayName, ID: p.ID} }
	result, err := page.Read(r, "project leaders", page.Name{}, placeOf, func(after page.Name, offset, limit int) ([]participant.Ref, error) {
		var items []participant.Ref
		err := db.Raw(`SELECT p.id, p.display_name, p.kind `+leaders+` AND (p.display_name, p.id) > (?, ?)
			ORDER BY p.display_name, p.id OFFSET ? LIMIT ?`, after.Name, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, leaders)
	return result, err
}
