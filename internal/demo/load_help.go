package demo

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/postgres"
)

// need is what an idea lacks.
type need struct {
	Key, Idea, Kind, Description, Unit string
	Amount                             int
	Languages                          postgres.Texts
	DaysAgo                            float64 `yaml:"daysAgo"`
	EndsInDays                         float64 `yaml:"endsInDays"`
}

// offer is what somebody lends: everywhere, in a district, or so many kilometres around a place.
type offer struct {
	Key, Owner, Kind, Title, Description, District string
	Topics                                         []string
	Languages                                      postgres.Texts
	Place                                          *[2]float64
	Radius                                         *int
	DaysAgo                                        float64 `yaml:"daysAgo"`
	EndsInDays                                     float64 `yaml:"endsInDays"`
}

// contact is a question about a need, and what came of it.
type contact struct {
	Need, Offer, Helper, State, Message string
	Asks                                string  // helper or seeker
	DaysAgo                             float64 `yaml:"daysAgo"`
	Commitment                          *commitment
}

type commitment struct {
	Description string
	Amount      int
	DaysAgo     float64 `yaml:"daysAgo"`
	EndsInDays  float64 `yaml:"endsInDays"`
	Outcome     string
	By, Words   string
	ToldDaysAgo float64 `yaml:"toldDaysAgo"`
}

func (l *loader) addNeed(n need) error {
	ideaID, err := l.id("idea", n.Idea)
	if err != nil {
		return err
	}
	id, err := l.newID("need", n.Key)
	if err != nil {
		return err
	}
	at := l.at(-n.DaysAgo)
	err = l.tx.Exec(`INSERT INTO needs (id, idea_id, kind, description, amount, unit, languages, starts_at, ends_at, told, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?)`, id, ideaID, n.Kind, n.Description, n.Amount, n.Unit, n.Languages, at, l.at(n.EndsInDays), at, at).Error
	if err != nil {
		return err
	}
	return help.KeyNeeds(l.tx, id)
}

func (l *loader) addOffer(o offer) error {
	owner, err := l.id("participant", o.Owner)
	if err != nil {
		return err
	}
	id, err := l.newID("offer", o.Key)
	if err != nil {
		return err
	}
	at := l.at(-o.DaysAgo)
	var longitude, latitude *float64
	if o.Place != nil {
		longitude, latitude = &o.Place[0], &o.Place[1]
	}
	err = l.tx.Exec(`INSERT INTO offers (id, owner_id, kind, title, description, audience, languages, district_id, longitude, latitude, radius, starts_at, ends_at, told, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, 'public', ?, (SELECT id FROM districts WHERE name = ?), ?, ?, ?, ?, ?, true, ?, ?)`, id, owner, o.Kind, o.Title, o.Description, o.Languages,
		o.District, longitude, latitude, o.Radius, at, l.at(o.EndsInDays), at, at).Error
	if err != nil {
		return err
	}
	for _, key := range o.Topics {
		topic, err := l.id("topic", key)
		if err != nil {
			return err
		}
		if err := l.giveTopic("offer", topic, []string{o.Key}); err != nil {
			return err
		}
	}
	return help.KeyOffers(l.tx, id)
}

func (l *loader) addContact(c contact) error {
	needID, err := l.id("need", c.Need)
	if err != nil {
		return err
	}
	helper, err := l.id("participant", c.Helper)
	if err != nil {
		return err
	}
	var offerID *uuid.UUID
	if c.Offer != "" {
		id, err := l.id("offer", c.Offer)
		if err != nil {
			return err
		}
		offerID = &id
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	at := l.at(-c.DaysAgo)
	err = l.tx.Exec(`INSERT INTO contacts (id, need_id, offer_id, helper_id, seeker_id, by_helper, message, state, asked_at, answered_at)
		SELECT @id, n.id, @offer, @helper, i.author_id, @asks = 'helper', @message, CAST(@state AS text), @at, CASE WHEN CAST(@state AS text) <> 'asked' THEN CAST(@at AS timestamptz) + interval '5 hours' END
		FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE n.id = @need`,
		map[string]any{"id": id, "offer": offerID, "helper": helper, "asks": c.Asks, "message": c.Message, "state": c.State, "at": at, "need": needID}).Error
	if err != nil || c.Commitment == nil {
		return err
	}
	return l.addCommitment(id, needID, helper, *c.Commitment)
}

func (l *loader) addCommitment(contactID, needID, helper uuid.UUID, c commitment) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	err = l.tx.Exec(`INSERT INTO commitments (id, need_id, idea_id, contact_id, helper_id, description, amount, ends_at, created_at)
		SELECT ?, id, idea_id, ?, ?, ?, ?, ?, ? FROM needs WHERE id = ?`, id, contactID, helper, c.Description, c.Amount, l.at(c.EndsInDays), l.at(-c.DaysAgo), needID).Error
	if err != nil {
		return err
	}
	err = l.tx.Exec(`UPDATE needs SET committed = committed + ?, state = CASE WHEN committed + ? = amount THEN 'fulfilled' ELSE state END WHERE id = ?`, c.Amount, c.Amount, needID).Error
	if err != nil {
		return err
	}
	if err := help.KeyNeeds(l.tx, needID); err != nil || c.Outcome == "" {
		return err
	}
	by, err := l.id("participant", c.By)
	if err != nil {
		return fmt.Errorf("outcome of %q: %w", c.Description, err)
	}
	return l.tx.Exec(`UPDATE commitments SET outcome = ?, words = ?, outcome_by = ?, outcome_at = ? WHERE id = ?`, c.Outcome, c.Words, by, l.at(-c.ToldDaysAgo), id).Error
}
