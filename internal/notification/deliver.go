package notification

import (
	"strconv"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
)

// delivery is what one person is told.
type delivery struct {
	to      uuid.UUID
	subject Subject
	object  uuid.UUID // nil: none
	count   int
	at      time.Time
	mail    Cadence
}

// delivering writes a row for everybody, or adds to the one that they have not read. What mail is due about
// it stands with it.
const delivering = `
	INSERT INTO notifications AS n (id, recipient_id, kind, subject_kind, subject_id, object_id, count, happened_at, mail_at)
	SELECT d.id, d.recipient_id, ?, d.subject_kind, d.subject_id, NULLIF(d.object_id, ?::uuid), d.count::integer, d.happened_at::timestamptz,
		CASE d.mail WHEN 'at-once' THEN ?::timestamptz WHEN 'daily' THEN ?::timestamptz WHEN 'weekly' THEN ?::timestamptz END
	FROM unnest((SELECT ?::uuid[]), (SELECT ?::uuid[]), (SELECT ?::text[]), (SELECT ?::uuid[]), (SELECT ?::uuid[]), (SELECT ?::text[]), (SELECT ?::text[]), (SELECT ?::text[]))
		AS d (id, recipient_id, subject_kind, subject_id, object_id, count, happened_at, mail)
	ON CONFLICT (recipient_id, subject_id, kind) WHERE read_at IS NULL DO UPDATE SET count = n.count + EXCLUDED.count,
		object_id = EXCLUDED.object_id, happened_at = greatest(n.happened_at, EXCLUDED.happened_at), mail_at = least(n.mail_at, EXCLUDED.mail_at)`

// deliver tells people of something of a kind; no two of told are of the same person and subject. They
// come in the order of the people's ids, so that two who deliver at once do not wait in a circle.
func deliver(tx *gorm.DB, kind Kind, told []delivery) error {
	var ids, people, about, objects postgres.IDs
	var kinds, counts, times, mails postgres.Texts
	for _, d := range told {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		ids, people, about, objects = append(ids, id), append(people, d.to), append(about, d.subject.ID), append(objects, d.object)
		kinds, counts = append(kinds, string(d.subject.Kind)), append(counts, strconv.Itoa(d.count))
		times, mails = append(times, d.at.UTC().Format(time.RFC3339Nano)), append(mails, string(d.mail))
		postgres.Changed(tx, change.Inbox(d.to))
	}
	if len(ids) == 0 {
		return nil
	}
	now := time.Now()
	return tx.Exec(delivering, kind, uuid.Nil, AtOnce.due(now), Daily.due(now), Weekly.due(now),
		ids, people, kinds, about, objects, counts, times, mails).Error
}
