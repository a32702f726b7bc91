package moderation

import (
	"context"
	"strconv"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Policy is the rules that everybody may read, as Markdown in two languages.
type Policy struct {
	Swedish     string
	English     string
	SwedishHTML string `gorm:"-"`
	EnglishHTML string `gorm:"-"`
	Version     int
	UpdatedAt   time.Time
}

// Policy returns the rules.
func (s *Store) Policy(ctx context.Context) (Policy, error) {
	p := Policy{Swedish: swedishRules, English: englishRules, Version: 1, UpdatedAt: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	err := s.db.WithContext(ctx).Raw(`SELECT swedish, english, version, updated_at FROM moderation_policy`).Scan(&p).Error
	if err != nil {
		return p, err
	}
	if p.SwedishHTML, err = s.markdown.HTML(p.Swedish); err != nil {
		return p, err
	}
	p.EnglishHTML, err = s.markdown.HTML(p.English)
	return p, err
}

// SetPolicy changes the rules, if they still have the given version.
func (s *Store) SetPolicy(ctx context.Context, who auth.Principal, version int, swedish, english string) (Policy, error) {
	if err := who.Check(permission.EditPolicy, 0); err != nil {
		return Policy{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		changed := tx.Exec(`INSERT INTO moderation_policy (swedish, english, version) SELECT ?, ?, 2 WHERE ? = 1 OR EXISTS (SELECT FROM moderation_policy)
			ON CONFLICT ON CONSTRAINT moderation_policy_pkey DO UPDATE SET swedish = EXCLUDED.swedish, english = EXCLUDED.english,
				version = moderation_policy.version + 1, updated_at = now() WHERE moderation_policy.version = ?`, swedish, english, version, version)
		if changed.Error != nil {
			return changed.Error
		}
		if changed.RowsAffected == 0 {
			return errs.New(errs.PreconditionFailed)
		}
		postgres.Changed(tx, change.Municipality)
		return audit.Record(tx, audit.Entry{Actor: who.ID, Action: PolicyChanged, SubjectKind: "account", Subject: who.ID})
	})
	if err != nil {
		return Policy{}, err
	}
	return s.Policy(ctx)
}

// Settings returns what waits until it is read.
func (s *Store) Settings(ctx context.Context) (screening.Settings, error) {
	return screening.Read(ctx, s.db)
}

// SetSettings changes what waits until it is read, if the settings still have the given version.
func (s *Store) SetSettings(ctx context.Context, who auth.Principal, version int, to screening.Settings) (screening.Settings, error) {
	if err := who.Check(permission.SetWaiting, 0); err != nil {
		return screening.Settings{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := screening.Set(tx, version, to); err != nil {
			return err
		}
		details := map[string]string{"firstPosts": strconv.Itoa(to.FirstPosts), "holdSpam": strconv.FormatBool(to.HoldSpam)}
		return audit.Record(tx, audit.Entry{Actor: who.ID, Action: SettingsChanged, SubjectKind: "account", Subject: who.ID, Details: details})
	})
	if err != nil {
		return screening.Settings{}, err
	}
	return s.Settings(ctx)
}

// Count is how often something was done in a year, on one ground; empty where there is none.
type Count struct {
	Year   int
	What   string // report, an [Action], appeal-upheld or appeal-overturned
	Ground Ground
	Count  int
}

// maxCounts bounds what is told: some ten years of ten acts on ten grounds.
const maxCounts = 1_000

// Counts returns what was done year by year, the latest first. It tells of nobody.
func (s *Store) Counts(ctx context.Context) ([]Count, error) {
	var counts []Count
	err := s.db.WithContext(ctx).Raw(`SELECT year, what, ground, count FROM moderation_counts ORDER BY year DESC, what, ground LIMIT ?`, maxCounts).Scan(&counts).Error
	return counts, err
}
