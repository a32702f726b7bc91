package notification

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/participant"
)

// Notification is what somebody is told: all that happened of one kind to one thing since they last read of it.
type Notification struct {
	ID          uuid.UUID
	Kind        Kind
	SubjectKind SubjectKind
	SubjectID   uuid.UUID
	Title       string           // of the subject; empty for an idea that they may not read, of which only what the law demands is told
	ObjectID    *uuid.UUID       // the latest comment, answer or idea
	ObjectTitle *string          // of the latest idea, where it is one that was published
	AboutKind   string           // what kind of thing the latest decision of a moderator is about, in the words of moderation; empty: it tells of none
	By          *participant.Ref `gorm:"-"` // who wrote the latest, or took the idea over, where one may know
	Count       int
	HappenedAt  time.Time
	ReadAt      *time.Time
}

// shownRow is a notification as the database gives it.
type shownRow struct {
	Notification
	ByID           *uuid.UUID
	ByDisplayName  string
	ByKind         participant.Kind
	ByOrganisation bool
	ByFormer       bool
}

func (r shownRow) notification() Notification {
	n := r.Notification
	if r.ByID != nil {
		n.By = &participant.Ref{ID: *r.ByID, DisplayName: r.ByDisplayName, Kind: r.ByKind, Organisation: r.ByOrganisation, Former: r.ByFormer}
	}
	return n
}

// shownColumns are those of [shownRow], from notifications n and shownJoins.
const shownColumns = `n.id, n.kind, n.subject_kind, n.subject_id, n.object_id, n.count, n.happened_at, n.read_at,
	COALESCE(CASE WHEN ` + readable + ` THEN i.title END, ch.title, w.title, p.display_name, d.name,
		CASE (SELECT language FROM accounts WHERE id = n.recipient_id) WHEN 'en' THEN tp.name_en ELSE tp.name_sv END, '') AS title, CASE WHEN oi.state = 'published' THEN oi.title END AS object_title,
	COALESCE(md.thing_kind, '') AS about_kind,
	b.id AS by_id, COALESCE(b.display_name, '') AS by_display_name, COALESCE(b.kind, '') AS by_kind,
	COALESCE(b.organisation, false) AS by_organisation, b.former_at IS NOT NULL AS by_former`

// shownJoins finds what notifications n are about.
const shownJoins = ` LEFT JOIN ideas i ON n.subject_kind = 'idea' AND i.id = n.subject_id
	LEFT JOIN challenges ch ON n.subject_kind = 'challenge' AND ch.id = n.subject_id
	LEFT JOIN workshops w ON n.subject_kind = 'workshop' AND w.id = n.subject_id
	LEFT JOIN participants p ON n.subject_kind IN ('person', 'organisation') AND p.id = n.subject_id AND p.former_at IS NULL
	LEFT JOIN topics tp ON n.subject_kind = 'topic' AND tp.id = n.subject_id
	LEFT JOIN districts d ON n.subject_kind = 'district' AND d.id = n.subject_id
	LEFT JOIN ideas oi ON n.kind = 'idea-published' AND oi.id = n.object_id
	LEFT JOIN comments oc ON n.kind IN ('comment', 'reply', 'mention', 'official-reply') AND oc.id = n.object_id
	LEFT JOIN moderation_decisions md ON n.kind IN ('moderation-decision', 'appeal-decided', 'post-published') AND md.id = n.object_id
	LEFT JOIN participants b ON b.id = CASE WHEN oi.state = 'published' THEN oi.author_id WHEN oc.state = 'published' THEN oc.author_id
		WHEN n.kind = 'idea-taken-over' THEN i.author_id END `

// readable is the SQL for whether whom n is for may read idea i now: everybody may, or they write it, alone, with others or for an organisation.
const readable = `(i.state IN ('published', 'merged') OR EXISTS (
			SELECT FROM (SELECT i.author_id AS id UNION ALL SELECT participant_id FROM idea_coauthors WHERE idea_id = i.id AND state = 'accepted') w
			WHERE w.id = n.recipient_id OR EXISTS (SELECT FROM organisation_members m
				WHERE m.organisation_id = w.id AND m.account_id = n.recipient_id AND m.mandate IN ('owner', 'representative'))))`

// shown is the SQL for whether whom n is for may know of it now: of an idea that is hidden or withdrawn by
// now only its author and co-authors are told, and nobody of the one comment or idea that is gone. What the law demands is
// always told. Its parameter is the demanded kinds.
const shown = `(n.kind = ANY (?) OR (
	CASE n.subject_kind WHEN 'idea' THEN ` + readable + `
		WHEN 'challenge' THEN ch.state <> 'draft' WHEN 'workshop' THEN w.state <> 'draft' ELSE COALESCE(p.id, tp.id, d.id) IS NOT NULL END
	AND (n.count > 1 OR (oc.state = 'published') IS NOT FALSE AND (oi.state = 'published') IS NOT FALSE)))`
