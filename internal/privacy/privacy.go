// Package privacy hands people what is known of them, lets them leave, and forgets what has been kept
// long enough.
//
// tables.go lists every table that says something about a person, and what an export takes from it.
package privacy

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/workshop"
)

// Store keeps exports and closures.
type Store struct {
	db     *gorm.DB
	queue  *jobs.Queue
	outbox *mail.Outbox
	url    string // of the app, for links in mail
	// What others are told of, or get, when somebody leaves.
	workshops     *workshop.Store
	organisations *organisation.Store
	idleMonths    int
}

// NewStore keeps exports in db and makes them by queue; url is where links in mail lead. An account
// that nobody has used for idleMonths is about to be closed.
func NewStore(db *gorm.DB, queue *jobs.Queue, outbox *mail.Outbox, workshops *workshop.Store, organisations *organisation.Store, url string, idleMonths int) *Store {
	return &Store{db: db, queue: queue, outbox: outbox, workshops: workshops, organisations: organisations, url: url, idleMonths: idleMonths}
}
