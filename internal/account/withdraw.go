package account

import (
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
)

// prelude is how long before a change of address what was added counts as added by who changed it: whoever
// steals an account adds their key first.
const prelude = 24 * time.Hour

// withdraw takes from an account that was changed at a time every way to sign in that was added from a day
// before that, and a role that came with it: who adds one to a stolen account would come back by it. Closing it,
// when that was asked for since, is called off. Everything goes on record. What the account had before stays.
func withdraw(tx *gorm.DB, account uuid.UUID, changed time.Time) error {
	since := changed.Add(-prelude)
	h, err := lockHolder(tx, account)
	if err != nil {
		return err
	}
	err = withdrawn(tx, account, audit.PasskeyRemoved, `DELETE FROM passkeys WHERE account_id = ? AND created_at >= ? RETURNING ''`, since)
	if err != nil {
		return err
	}
	err = withdrawn(tx, account, audit.AuthenticatorRemoved, `DELETE FROM authenticators
		WHERE account_id = ? AND COALESCE(confirmed_at, created_at) >= ? RETURNING ''`, since)
	if err != nil {
		return err
	}
	err = withdrawn(tx, account, identityUnlinked, `DELETE FROM identities WHERE account_id = ? AND created_at >= ? RETURNING provider`, since)
	if err != nil {
		return err
	}
	err = withdrawn(tx, account, audit.ClosureWithdrawn, `DELETE FROM closures WHERE account_id = ? AND asked_at >= ? RETURNING ''`, changed)
	if err != nil {
		return err
	}
	return dropRole(tx, h)
}

// withdrawn deletes what was added since, and records each by the provider that the query returns, if any.
func withdrawn(tx *gorm.DB, account uuid.UUID, action audit.Action, remove string, since time.Time) error {
	var providers []string
	if err := tx.Raw(remove, account, since).Scan(&providers).Error; err != nil {
		return err
	}
	for _, provider := range providers {
		entry := audit.Entry{Action: action, SubjectKind: "account", Subject: account}
		if provider != "" {
			entry.Details = map[string]string{"provider": provider}
		}
		if err := audit.Record(tx, entry); err != nil {
			return err
		}
	}
	return nil
}

// dropRole takes a role from an account that no longer signs in by the provider that gave it.
func dropRole(tx *gorm.DB, h holder) error {
	if h.RoleProvider == "" {
		return nil
	}
	left, err := exists(tx, `SELECT FROM identities WHERE account_id = ? AND provider = ?`, h.ID, h.RoleProvider)
	if err != nil || left {
		return err
	}
	return followRole(tx, h, Identity{Provider: h.RoleProvider})
}
