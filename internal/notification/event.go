// Package notification tells people what happened to what they follow: features say what happened, in
// the transaction that does it ([Happened]); background work finds out whom to tell, asks whether they
// may know, and tells them in the app and by mail as they choose.
package notification

import (
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// MaxTo bounds how many people one event names.
const MaxTo = 50

// SubjectKind is what kind of thing something happened to.
type SubjectKind string

// The kinds of subjects. Each can be followed, but for a workshop, where one signs up.
const (
	Idea         SubjectKind = "idea"
	Challenge    SubjectKind = "challenge"
	Workshop     SubjectKind = "workshop"
	Organisation SubjectKind = "organisation"
	Person       SubjectKind = "person"
	Topic        SubjectKind = "topic"
	District     SubjectKind = "district"
)

// Subject is the thing that something happened to.
type Subject struct {
	Kind SubjectKind
	ID   uuid.UUID
}

// Event is something that happened. Whoever follows the subject is told, as far as the kind says; for an
// idea that is published that is whoever follows its challenges, its author, its topics or its district.
type Event struct {
	Kind    Kind
	Actor   uuid.UUID // the account that did it, who is never told; nil: nobody did
	Subject Subject
	Object  uuid.UUID   // the comment or answer that came of it, or the need that it is about; nil: none
	To      []uuid.UUID // accounts, or organisations for those who speak for them, told even when they follow nothing; at most MaxTo
}

// Happened has people told of an event once tx commits. It writes one row: who they are is found out in
// the background, and whether they may know is asked when they are told.
func Happened(tx *gorm.DB, e Event) error {
	if len(e.To) > MaxTo {
		return fmt.Errorf("an event of kind %s names %d people, more than %d", e.Kind, len(e.To), MaxTo)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO notification_events (id, kind, actor_id, subject_kind, subject_id, object_id, named) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		id, e.Kind, known(e.Actor), e.Subject.Kind, e.Subject.ID, known(e.Object), postgres.IDs(e.To)).Error
}

// known is an id, or null for none.
func known(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// event is an [Event] that waits, or of which some are told.
type event struct {
	ID          uuid.UUID
	Kind        Kind
	ActorID     uuid.UUID
	SubjectKind SubjectKind
	SubjectID   uuid.UUID
	ObjectID    uuid.UUID
	Count       int
	Named       postgres.IDs `gorm:"type:uuid[]"`
	HappenedAt  time.Time
	ToldTo      uuid.UUID // everybody up to this account is told
}
