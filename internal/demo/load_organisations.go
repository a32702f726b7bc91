package demo

import (
	"slices"

	"github.com/google/uuid"
)

// member is somebody with an account, and what they may do for an organisation.
type member struct {
	Participant, Mandate string
	Shown                bool
}

// organisation is a participant who is one, and who acts for it: its first member keeps it.
type organisation struct {
	Participant, Website, Description string
	VerifiedBy                        string `yaml:"verifiedBy"`
	ContactEmail                      string `yaml:"contactEmail"`
	Members                           []member
}

// organised reports whether a key is that of an organisation.
func (c content) organised(key string) bool {
	return slices.ContainsFunc(c.Organisations, func(o organisation) bool { return o.Participant == key })
}

func (l *loader) addOrganisation(o organisation) error {
	id, err := l.id("participant", o.Participant)
	if err != nil {
		return err
	}
	keeper, err := l.id("participant", o.Members[0].Participant)
	if err != nil {
		return err
	}
	err = l.tx.Exec(`INSERT INTO organisations (id, website, description, contact_email, founder_id, created_at, updated_at) VALUES (?, NULLIF(?, ''), ?, ?, ?, ?, ?)`,
		id, o.Website, o.Description, o.ContactEmail, keeper, l.at(-200), l.at(-190)).Error
	if err != nil {
		return err
	}
	for n, m := range o.Members {
		if err := l.addMember(id, m, n); err != nil {
			return err
		}
	}
	if err := l.tx.Exec(`UPDATE organisations SET keeper_id = ? WHERE id = ?`, keeper, id).Error; err != nil || o.VerifiedBy == "" {
		return err
	}
	by, err := l.id("participant", o.VerifiedBy)
	if err != nil {
		return err
	}
	return l.tx.Exec(`UPDATE organisations SET verified_at = ?, verified_by = ? WHERE id = ?`, l.at(-190), by, id).Error
}

func (l *loader) addMember(organisation uuid.UUID, m member, place int) error {
	account, err := l.id("participant", m.Participant)
	if err != nil {
		return err
	}
	return l.tx.Exec(`INSERT INTO organisation_members (organisation_id, account_id, mandate, shown, joined_at) VALUES (?, ?, ?, ?, ?)`,
		organisation, account, m.Mandate, m.Shown, l.at(float64(place)-200)).Error
}

// recordActs notes who wrote what in an organisation's name: who keeps it.
func (l *loader) recordActs() error {
	return l.tx.Exec(`INSERT INTO organisation_acts (organisation_id, account_id, action, idea_id, comment_id, at)
		SELECT o.id, o.keeper_id, w.action, w.idea_id, w.comment_id, w.created_at FROM organisations o JOIN (
			SELECT author_id, 'idea-created' AS action, id AS idea_id, NULL::uuid AS comment_id, created_at FROM ideas
			UNION ALL SELECT author_id, 'comment-created', idea_id, id, created_at FROM comments) w ON w.author_id = o.id
		ORDER BY w.created_at`).Error
}
