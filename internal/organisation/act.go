package organisation

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// Action is something done in an organisation's name, or to its people.
type Action string

// The actions.
const (
	Founded               Action = "founded"
	ProfileEdited         Action = "profile-edited"
	IdeaCreated           Action = "idea-created"
	IdeaEdited            Action = "idea-edited"
	IdeaPublished         Action = "idea-published"
	IdeaWithdrawn         Action = "idea-withdrawn"
	CommentCreated        Action = "comment-created"
	CommentEdited         Action = "comment-edited"
	CommentDeleted        Action = "comment-deleted"
	MemberInvited         Action = "member-invited"
	InvitationRevoked     Action = "invitation-revoked"
	MemberJoined          Action = "member-joined"
	MandateChanged        Action = "mandate-changed"
	MemberRemoved         Action = "member-removed"
	MemberLeft            Action = "member-left"
	OwnerAppointed        Action = "owner-appointed"
	FellDormant           Action = "fell-dormant"
	Verified              Action = "verified"
	VerificationWithdrawn Action = "verification-withdrawn"
	NeedStated            Action = "need-stated"
	NeedEdited            Action = "need-edited"
	OfferMade             Action = "offer-made"
	OfferEdited           Action = "offer-edited"
	ContactAsked          Action = "contact-asked"
	ContactAnswered       Action = "contact-answered"
	CommitmentMade        Action = "commitment-made"
	CommitmentWithdrawn   Action = "commitment-withdrawn"
	OutcomeRecorded       Action = "outcome-recorded"
)

// Act is one entry of an organisation's own record: who did what in its name, for its members and for
// administrators alone.
type Act struct {
	Number    int64 // in the order in which they happened
	Action    Action
	By        participant.Ref  `gorm:"embedded;embeddedPrefix:by_"`
	Member    *participant.Ref `gorm:"-"` // whom it was about
	IdeaID    *uuid.UUID
	CommentID *uuid.UUID
	At        time.Time
}

// Voice is the SQL of a part of WITH named voice: a row when somebody may speak for an organisation, which
// they then may until the transaction ends. Its parameters are the organisation and the account. Whose account it is
// is locked first, as whoever closes it does.
const Voice = `voice AS MATERIALIZED (
		SELECT organisation_id, account_id FROM organisation_members
		WHERE organisation_id = ? AND account_id = (SELECT id FROM participants WHERE id = ? FOR KEY SHARE)
			AND mandate IN ('owner', 'representative') FOR SHARE)`

// CanSpeak reports whether an account may speak for a participant: for itself, or for an organisation.
func CanSpeak(db *gorm.DB, participant, account uuid.UUID) (can bool, err error) {
	if participant == account {
		return true, nil
	}
	err = db.Raw(`WITH `+Voice+` SELECT EXISTS (SELECT FROM voice)`, participant, account).Scan(&can).Error
	return can, err
}

// entry is a row of the record.
type entry struct {
	organisation, by uuid.UUID
	action           Action
	idea, comment    *uuid.UUID
	member           *uuid.UUID
}

func record(tx *gorm.DB, e entry) error {
	return tx.Exec(`INSERT INTO organisation_acts (organisation_id, account_id, action, idea_id, comment_id, member_id) VALUES (?, ?, ?, ?, ?, ?)`,
		e.organisation, e.by, e.action, e.idea, e.comment, e.member).Error
}

// RecordIdea notes what an account did with an idea of a participant. What people do in their own name is not
// noted. The problem is Forbidden for who does not speak for the organisation any more: what is known of who
// is signed in may be some milliseconds old.
func RecordIdea(tx *gorm.DB, author, by uuid.UUID, action Action, idea uuid.UUID) error {
	if author == by {
		return nil
	}
	return recordSpoken(tx, entry{organisation: author, by: by, action: action, idea: &idea})
}

// RecordOwn is [RecordIdea] for what is about no idea.
func RecordOwn(tx *gorm.DB, owner, by uuid.UUID, action Action) error {
	if owner == by {
		return nil
	}
	return recordSpoken(tx, entry{organisation: owner, by: by, action: action})
}

// RecordComment is [RecordIdea] for a comment.
func RecordComment(tx *gorm.DB, author, by uuid.UUID, action Action, idea, comment uuid.UUID) error {
	if author == by {
		return nil
	}
	return recordSpoken(tx, entry{organisation: author, by: by, action: action, idea: &idea, comment: &comment})
}

func recordSpoken(tx *gorm.DB, e entry) error {
	can, err := CanSpeak(tx, e.organisation, e.by)
	if err == nil && !can {
		err = errs.New(errs.Forbidden)
	}
	if err != nil {
		return err
	}
	return record(tx, e)
}

// actRow is an act with whom it was about.
type actRow struct {
	Act
	About participant.Ref `gorm:"embedded;embeddedPrefix:member_"`
}

// ListActs returns who did what in an organisation's name, the latest first, to its members and administrators.
func (s *Store) ListActs(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Act], error) {
	db := s.db.WithContext(ctx)
	if _, err := s.seen(db, who, id); err != nil {
		return page.Result[Act]{Request: r}, err
	}
	number := func(a actRow) int64 { return a.Number }
	rows, err := page.Read(r, "organisation acts", math.MaxInt64, number, func(after int64, offset, limit int) ([]actRow, error) {
		var items []actRow
		err := db.Raw(`SELECT a.number, a.action, a.idea_id, a.comment_id, a.at, b.id AS by_id, b.display_name AS by_display_name, b.kind AS by_kind,
				m.id AS member_id, m.display_name AS member_display_name, m.kind AS member_kind
			FROM organisation_acts a JOIN participants b ON b.id = a.account_id LEFT JOIN participants m ON m.id = a.member_id
			WHERE a.organisation_id = ? AND a.number < ?::bigint ORDER BY a.number DESC OFFSET ? LIMIT ?`, id, after, offset, limit).Scan(&items).Error
		return items, err
	})
	result := page.Map(rows, func(row actRow) Act {
		if row.About.ID != uuid.Nil {
			row.Member = &row.About
		}
		return row.Act
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM organisation_acts WHERE organisation_id = ?`, id)
	return result, err
}
