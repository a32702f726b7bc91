// Package organisation is companies, associations, universities, departments and other public bodies
// that take part as themselves, and the people who act for them.
//
// A member has a mandate. An owner decides over the organisation: its profile, its members and their
// mandates. A representative writes in its name, as an owner does, and invites with up to the own
// mandate. A member only belongs to it, and sees who does what. Whatever is written as the organisation
// has the organisation as its author in public; who wrote it is on record for its members and for
// administrators, see [Act]. Votes are never an organisation's.
//
// # When the last owner leaves
//
// An organisation has an owner or is dormant; the foreign key organisations_keeper holds it. The last
// owner cannot leave, or become something less, while there are other members: they make somebody else
// an owner first. Whoever is all alone may leave. When the last owner's account is closed or disabled,
// the representative who has been there longest becomes an owner and is told by mail. Is there none, the
// organisation falls dormant: what it wrote stays, its remaining people become plain members, and nobody
// writes in its name until an administrator appoints an owner, among its members or by invitation.
//
// # Verification
//
// Anyone signed in may found an organisation. It is shown as unverified until an administrator has
// checked who stands behind it, and again when its name, kind or number changes.
package organisation

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// Bounds.
const (
	maxUnverified  = 5   // organisations that one person has founded and nobody has verified
	maxMemberships = 50  // of one person: their ids travel with every request
	maxMembers     = 500 // of one organisation
	maxInvitations = 50  // of one organisation, waiting
	maxSent        = 20  // invitations of one person in 24 hours
	maxShown       = 50  // people named on an organisation's page
)

// Fields is what owners write. Shapes and lengths are the contract's.
type Fields struct {
	Name         string
	Kind         participant.Kind
	Number       *string // Swedish organisation number, ten digits, or as "556016-0680" before it is checked
	Website      *string // https
	Description  string  // Markdown, may be empty
	ContactEmail *string
	ContactShown bool // to everyone; else to its members and administrators
}

// check collects what is wrong, and puts the number into its one spelling.
func (f *Fields) check() error {
	var faults errs.Fields
	if f.Number != nil {
		number, ok := canonicalNumber(*f.Number)
		if !ok {
			faults.Add("organisationNumber", errs.WrongFormat)
		}
		f.Number = &number
	}
	if f.ContactShown && f.ContactEmail == nil {
		faults.Add("contactEmail", errs.Required)
	}
	return faults.Err()
}

// identifies reports whether f says the same as before of what was verified.
func (f *Fields) identifies(before Fields) bool {
	same := f.Number == before.Number || f.Number != nil && before.Number != nil && *f.Number == *before.Number
	return same && f.Name == before.Name && f.Kind == before.Kind
}

// Summary is an organisation in a list.
type Summary struct {
	ID        uuid.UUID
	Name      string
	Kind      participant.Kind
	Verified  bool
	Dormant   bool // it has no owner, and nobody writes in its name
	CreatedAt time.Time
}

// Organisation is one organisation, whole. ContactEmail is not for everyone unless ContactShown.
type Organisation struct {
	Summary
	Number          *string
	Website         *string
	Description     string
	DescriptionHTML string `gorm:"-"`
	ContactEmail    *string
	ContactShown    bool
	VerifiedAt      *time.Time
	HiddenAt        *time.Time // since when only its members and moderators see it
	People          []Person   `gorm:"-"` // members who chose to be shown
	Version         int        // grows with every edit and with verification
	UpdatedAt       time.Time
}

// Person is a member as named in public.
type Person struct {
	participant.Ref
	Mandate Mandate
}

func (o Organisation) fields() Fields {
	return Fields{Name: o.Name, Kind: o.Kind, Number: o.Number, Website: o.Website, Description: o.Description,
		ContactEmail: o.ContactEmail, ContactShown: o.ContactShown}
}

// Mandate is what a member may do for an organisation.
type Mandate string

// The mandates, each with all that the next one has. Nobody is none.
const (
	Owner          Mandate = "owner"
	Representative Mandate = "representative"
	Member         Mandate = "member"
	Nobody         Mandate = ""
)

func (m Mandate) rank() int {
	switch m {
	case Owner:
		return 3
	case Representative:
		return 2
	case Member:
		return 1
	case Nobody:
		return 0
	}
	return 0
}

// Covers reports whether m is as much as other, or more.
func (m Mandate) Covers(other Mandate) bool { return m.rank() >= other.rank() }

// Standing is what somebody is to an organisation.
type Standing struct {
	Mandate Mandate
	Dormant bool // the organisation
	who     permission.Standings
}

// standing is what who is to an organisation, with a mandate in it.
func standing(who auth.Principal, m Mandate, dormant bool) Standing {
	return Standing{Mandate: m, Dormant: dormant, who: who.Standings() | permission.If(m == Owner, permission.Owner) |
		permission.If(m.Covers(Representative), permission.Representative) | permission.If(m.Covers(Member), permission.Belonging)}
}

func (s Standing) may(a permission.Action) bool { return permission.May(a, s.who) }

// MayEdit reports whether the profile may be edited.
func MayEdit(s Standing) bool { return s.may(permission.EditOrganisation) }

// MaySpeak reports whether ideas and comments may be written in its name.
func MaySpeak(s Standing) bool { return s.may(permission.SpeakFor) && !s.Dormant }

// MaySee reports whether members, and who did what, may be seen.
func MaySee(s Standing) bool { return s.may(permission.SeeMembers) }

// MayInvite reports whether somebody may be invited with a mandate: up to one's own, and into a dormant
// organisation, by those who may appoint its owner, with any.
func MayInvite(s Standing, with Mandate) bool {
	return s.may(permission.InviteMember) && s.Mandate.Covers(with) || MayAppoint(s)
}

// MayManage reports whether others' mandates may be changed and members removed.
func MayManage(s Standing) bool { return s.may(permission.ManageMembers) }

// MayAppoint reports whether a member may be made an owner from outside, while there is none.
func MayAppoint(s Standing) bool { return s.may(permission.AppointOwner) && s.Dormant }

// MayVerify reports whether it may be verified, and that be withdrawn.
func MayVerify(s Standing) bool { return s.may(permission.VerifyOrganisation) }
