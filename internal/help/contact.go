package help

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// ContactState is how far a contact has come.
type ContactState string

// The states of a contact.
const (
	Asked     ContactState = "asked"
	Accepted  ContactState = "accepted"  // both see each other's address
	Declined  ContactState = "declined"  // by who was asked
	Withdrawn ContactState = "withdrawn" // by who asked, or by either after it was accepted: addresses are hidden again
)

// ContactFields is what somebody asks with.
type ContactFields struct {
	NeedID uuid.UUID
	// OfferID is what it is about: whose idea it is names the offer that they ask for, who helps may name one of their own.
	OfferID *uuid.UUID
	Message string // plain text
	// OrganisationID is in whose name who asks would help; nil: in their own.
	OrganisationID *uuid.UUID
}

// Contact is a question about a need between who can help and whose idea it is.
type Contact struct {
	ID         uuid.UUID
	Need       Need       `gorm:"embedded;embeddedPrefix:need_"` // without its description and unit where it or its idea is not there to read
	IdeaTitle  string     // empty where the idea is not there to read
	OfferID    *uuid.UUID // where it is about one that is not withheld
	OfferTitle *string
	Helper     participant.Ref `gorm:"embedded;embeddedPrefix:helper_"`
	Seeker     participant.Ref `gorm:"embedded;embeddedPrefix:seeker_"`
	ByHelper   bool            // who asked
	Message    string
	State      ContactState
	AskedAt    time.Time
	AnsweredAt *time.Time
	// HelperEmail and SeekerEmail are there while it is accepted, and only then.
	HelperEmail, SeekerEmail *string
	CommitmentID             *uuid.UUID   // what came of it
	CommitmentWithheld       Withheld     // why others do not see that
	Outcome                  *OutcomeKind // and what came of it in turn
}

// asked is whom it was asked.
func (c Contact) asked() participant.Ref {
	if c.ByHelper {
		return c.Seeker
	}
	return c.Helper
}

// part is what p is in c: the author of one side, or a representative of the organisation that is.
func (c Contact) part(p auth.Principal) permission.Standings {
	return p.To(c.Helper.ID) | p.To(c.Seeker.ID)
}

// address is the SQL for where participant x of a contact c is reached: the contact address of an organisation, or a person's own; null
// unless both agree. An organisation without an address is not asked and does not ask.
func address(x string) string {
	return `CASE WHEN c.state = 'accepted' THEN COALESCE((SELECT g.contact_email FROM organisations g WHERE g.id = ` + x + `.id),
		(SELECT u.email FROM accounts u WHERE u.id = ` + x + `.id)) END`
}

// contactColumns are those of [Contact], from contactTables. The title of an idea that is hidden or withdrawn meanwhile, and what it lacks, are
// told to neither side; nor is what a moderator hides of itself.
func contactColumns() string {
	const readable = `i.state = 'published' AND n.withheld IS NULL`
	return `c.id, c.by_helper, c.message, c.state, c.asked_at, c.answered_at, o.id AS offer_id, o.title AS offer_title, k.id AS commitment_id, COALESCE(k.withheld, '') AS commitment_withheld, k.outcome,
		n.id AS need_id, n.idea_id AS need_idea_id, n.kind AS need_kind, n.amount AS need_amount, CASE WHEN ` + readable + ` THEN n.unit ELSE '' END AS need_unit, n.committed AS need_committed,
		n.languages AS need_languages, n.starts_at AS need_starts_at, n.ends_at AS need_ends_at, n.version AS need_version, n.created_at AS need_created_at, n.updated_at AS need_updated_at,
		CASE WHEN n.state = 'open' AND n.ends_at <= now() THEN 'expired' ELSE n.state END AS need_state,
		CASE WHEN ` + readable + ` THEN n.description ELSE '' END AS need_description, CASE WHEN i.state = 'published' THEN i.title ELSE '' END AS idea_title,
		` + participant.Columns("h", "helper") + `, ` + participant.Columns("w", "seeker") + `, ` + address("h") + ` AS helper_email, ` + address("w") + ` AS seeker_email`
}

const contactTables = ` FROM contacts c JOIN needs n ON n.id = c.need_id JOIN ideas i ON i.id = n.idea_id
	JOIN participants h ON h.id = c.helper_id JOIN participants w ON w.id = c.seeker_id
	LEFT JOIN offers o ON o.id = c.offer_id AND o.withheld IS NULL LEFT JOIN commitments k ON k.contact_id = c.id `
