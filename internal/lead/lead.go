// Package lead is who leads what: a challenge, a workshop or a focus area with all its challenges, as
// leader or co-leader, until a day or until it is taken back.
package lead

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// Role is as what somebody leads.
type Role string

// The roles. A co-leader may do what the table of permissions says.
const (
	Leader   Role = "leader"
	CoLeader Role = "co-leader"
)

// Standing is what somebody in that role is to what they lead; nothing without a role.
func (r Role) Standing() permission.Standings {
	return permission.If(r == Leader, permission.Leader) | permission.If(r == CoLeader, permission.CoLeader)
}

// Kind is what can be led.
type Kind string

// The kinds of things.
const (
	Challenge Kind = "challenge"
	Workshop  Kind = "workshop"
	FocusArea Kind = "focus-area"
)

// Thing is one thing that can be led.
type Thing struct {
	Kind Kind
	ID   uuid.UUID
}

// kindOf is what differs between kinds: SQL names, and the actions of the table.
type kindOf struct {
	column, table string
	see, appoint  permission.Action
}

func (t Thing) of() kindOf {
	switch t.Kind {
	case Challenge:
		return kindOf{"challenge_id", "challenges", permission.SeeChallengeLeaders, permission.AppointChallengeLeaders}
	case Workshop:
		return kindOf{"workshop_id", "workshops", permission.SeeWorkshopLeaders, permission.AppointWorkshopLeaders}
	case FocusArea:
	}
	return kindOf{"focus_area_id", "focus_areas", permission.SeeFocusAreaLeaders, permission.AppointFocusAreaLeaders}
}

// Running is the SQL for whether assignment l counts now.
const Running = `(l.ends_at IS NULL OR l.ends_at > now())`

// Leading is the SQL for whether assignment l is one that counts now to lead challenge c, be it by its focus area.
const Leading = `((l.challenge_id = c.id OR l.focus_area_id = c.focus_area_id) AND ` + Running + `)`

// Somebody leads a thing at present.
type Somebody struct {
	participant.Ref
	Role Role
	Own  bool // by an assignment of the thing itself, not of its focus area
}

// Standing is what p is to a thing that those lead.
func Standing(p auth.Principal, those []Somebody) (s permission.Standings) {
	for _, l := range those {
		s |= permission.If(p.SignedIn() && l.ID == p.ID, l.Role.Standing())
	}
	return s
}

// Leaders are those of the thing itself who are no co-leaders, as everybody may know.
func Leaders(those []Somebody) []participant.Ref {
	leaders := make([]participant.Ref, 0, len(those))
	for _, l := range those {
		if l.Own && l.Role == Leader {
			leaders = append(leaders, l.Ref)
		}
	}
	return leaders
}

// Assignment is that somebody leads a thing.
type Assignment struct {
	ID        uuid.UUID
	Person    participant.Ref `gorm:"embedded;embeddedPrefix:person_"`
	Role      Role
	Kind      Kind
	ThingID   uuid.UUID
	Title     string          // of the thing
	EndsAt    *time.Time      // nil: until it is taken back
	GrantedBy participant.Ref `gorm:"embedded;embeddedPrefix:by_"` // zero: a program, or unknown
	GrantedAt time.Time
}

func (a Assignment) thing() Thing { return Thing{a.Kind, a.ThingID} }

// Terms is as what somebody leads and until when.
type Terms struct {
	Role   Role
	EndsAt *time.Time
}
