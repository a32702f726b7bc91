// Package audit is the log of what was done to people's rights and means of signing in. It is only
// ever added to: the database refuses to change an entry, and to delete one that is younger than two
// years.
package audit

import (
	"encoding/json"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// Action is what was done: a noun and what became of it, such as "role.changed".
type Action string

// Entry is what is recorded. Actor is uuid.Nil when nobody signed in did it: the program itself, or
// somebody at the server's own terminal. Details say in what way, at most 8,000 bytes; they never hold
// secrets, addresses or personal identity numbers, since an entry outlives the account.
type Entry struct {
	Actor       uuid.UUID
	Action      Action
	SubjectKind string // the noun of what it was done to, such as "account"
	Subject     uuid.UUID
	Details     map[string]string
}

// Record adds an entry to the transaction that does what it tells of.
func Record(tx *gorm.DB, e Entry) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	if e.Details == nil {
		e.Details = map[string]string{}
	}
	details, err := json.Marshal(e.Details)
	if err != nil {
		return err
	}
	actor := uuid.NullUUID{UUID: e.Actor, Valid: e.Actor != uuid.Nil}
	return tx.Exec(`INSERT INTO audit_log (id, actor_id, action, subject_kind, subject_id, details) VALUES (?, ?, ?, ?, ?, ?)`,
		id, actor, e.Action, e.SubjectKind, e.Subject, string(details)).Error
}
