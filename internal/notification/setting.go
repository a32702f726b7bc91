package notification

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Settings is how somebody wants to be told.
type Settings struct {
	Mail            bool     // false: by no mail but what the law demands
	FollowCommented bool     // what they comment on
	FollowSupported bool     // what they vote for
	Choices         []Choice `gorm:"-"` // one for every kind that is theirs to choose, in the order of [Kinds]
	Version         int
}

// Choice is how soon somebody is told of a kind by mail.
type Choice struct {
	Kind Kind
	Mail Cadence
}

// Settings returns how who wants to be told.
func (s *Store) Settings(ctx context.Context, who auth.Principal) (Settings, error) {
	return settingsOf(s.db.WithContext(ctx), who.ID)
}

func settingsOf(db *gorm.DB, account uuid.UUID) (Settings, error) {
	settings := Settings{Mail: true, FollowCommented: true, Version: 1}
	if err := db.Raw(`SELECT mail, follow_commented, follow_supported, version FROM notification_settings WHERE account_id = ?`, account).Scan(&settings).Error; err != nil {
		return settings, err
	}
	var chosen []Choice
	if err := db.Raw(`SELECT kind, mail FROM notification_choices WHERE account_id = ?`, account).Scan(&chosen).Error; err != nil {
		return settings, err
	}
	for _, r := range rules() {
		if r.demanded {
			continue
		}
		choice := Choice{r.kind, r.mail}
		if n := slices.IndexFunc(chosen, func(c Choice) bool { return c.Kind == r.kind }); n >= 0 {
			choice = chosen[n]
		}
		settings.Choices = append(settings.Choices, choice)
	}
	return settings, nil
}

// SetSettings replaces them, if they still have the given version; a kind that is not among the choices is
// as for who never chose. What waits to be told by mail follows them at once.
func (s *Store) SetSettings(ctx context.Context, who auth.Principal, version int, to Settings) (Settings, error) {
	if err := checkChoices(to.Choices); err != nil {
		return Settings{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Exec(`INSERT INTO notification_settings (account_id) VALUES (?) ON CONFLICT ON CONSTRAINT notification_settings_pkey DO NOTHING`, who.ID).Error; err != nil {
			return err
		}
		moved := tx.Exec(`UPDATE notification_settings SET mail = ?, follow_commented = ?, follow_supported = ?, version = version + 1
			WHERE account_id = ? AND version = ?`, to.Mail, to.FollowCommented, to.FollowSupported, who.ID, version)
		if moved.Error != nil {
			return moved.Error
		}
		if moved.RowsAffected == 0 {
			return errs.New(errs.PreconditionFailed)
		}
		if err := choose(tx, who.ID, to.Choices); err != nil {
			return err
		}
		return reschedule(tx, who.ID, time.Now())
	})
	if err != nil {
		return Settings{}, err
	}
	return s.Settings(ctx, who)
}

// checkChoices refuses a kind that is there twice; which kinds there are is the contract's.
func checkChoices(choices []Choice) error {
	for n, c := range choices {
		if slices.ContainsFunc(choices[:n], func(o Choice) bool { return o.Kind == c.Kind }) {
			return errs.Invalid("choices", errs.Duplicate)
		}
	}
	return nil
}

// choose keeps the choices that differ from what is usual, so that who follows the usual follows it also when it changes.
func choose(tx *gorm.DB, account uuid.UUID, choices []Choice) error {
	if err := tx.Exec(`DELETE FROM notification_choices WHERE account_id = ?`, account).Error; err != nil {
		return err
	}
	for _, c := range choices {
		if r := ruleOf(c.Kind); r.demanded || r.mail == c.Mail {
			continue
		}
		if err := tx.Exec(`INSERT INTO notification_choices (account_id, kind, mail) VALUES (?, ?, ?)`, account, c.Kind, c.Mail).Error; err != nil {
			return err
		}
	}
	return nil
}

// reschedule gives what waits to be told by mail the times that the settings say now.
func reschedule(tx *gorm.DB, account uuid.UUID, now time.Time) error {
	settings, err := settingsOf(tx, account)
	if err != nil {
		return err
	}
	for _, c := range settings.Choices {
		var due *time.Time
		if at := c.Mail.due(now); settings.Mail && !at.IsZero() {
			due = &at
		}
		if err := tx.Exec(`UPDATE notifications SET mail_at = ? WHERE recipient_id = ? AND kind = ? AND mail_at IS NOT NULL`, due, account, c.Kind).Error; err != nil {
			return err
		}
	}
	return nil
}
