// Package linkpreview shows what the pages say of themselves that ideas link to, where an administrator has turned that on. The installation
// fetches them, so that no reader's browser asks anybody else; nothing but words is kept.
package linkpreview

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps previews.
type Store struct {
	db      *gorm.DB
	fetcher *Fetcher
}

// NewStore keeps in db what fetcher fetches.
func NewStore(db *gorm.DB, fetcher *Fetcher) *Store { return &Store{db: db, fetcher: fetcher} }

// Settings say whether previews are fetched and shown.
type Settings struct {
	Previews bool
	Version  int
}

// Settings returns those in force: no previews where none were chosen.
func (s *Store) Settings(ctx context.Context) (Settings, error) {
	now := Settings{Version: 1}
	err := s.db.WithContext(ctx).Raw(`SELECT previews, version FROM link_settings`).Scan(&now).Error
	return now, err
}

// SettingsChanged is what the audit log calls it.
const SettingsChanged audit.Action = "link-previews.set"

// SetSettings turns previews on or off, if the settings still have the given version. Turned off, they are deleted.
func (s *Store) SetSettings(ctx context.Context, who auth.Principal, version int, previews bool) (Settings, error) {
	if err := who.Check(permission.SetLinkPreviews, 0); err != nil {
		return Settings{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := set(tx, version, previews); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Actor: who.ID, Action: SettingsChanged, SubjectKind: "account", Subject: who.ID,
			Details: map[string]string{"previews": strconv.FormatBool(previews)}})
	})
	if err != nil {
		return Settings{}, err
	}
	return s.Settings(ctx)
}

func set(tx *gorm.DB, version int, previews bool) error {
	changed := tx.Exec(`INSERT INTO link_settings (previews, version) SELECT ?, 2 WHERE ? = 1 OR EXISTS (SELECT FROM link_settings)
		ON CONFLICT (only_one) DO UPDATE SET previews = EXCLUDED.previews, version = link_settings.version + 1 WHERE link_settings.version = ?`, previews, version, version)
	if changed.Error != nil {
		return changed.Error
	}
	if changed.RowsAffected == 0 {
		return errs.New(errs.PreconditionFailed)
	}
	postgres.Changed(tx, change.All)
	if previews {
		return nil
	}
	return drop(tx, `true`)
}

// drop deletes the previews that where selects, once nobody holds them who writes a link to them, and has the links to them wait again. Its
// statements see what was committed before each.
func drop(tx *gorm.DB, where string) error {
	var urls postgres.Texts
	err := tx.Raw(`SELECT url FROM link_previews WHERE ` + where + ` ORDER BY md5(url) FOR UPDATE`).Scan((*[]string)(&urls)).Error
	if err != nil || len(urls) == 0 {
		return err
	}
	for _, statement := range []string{
		`DELETE FROM link_previews p USING unnest(?::text[]) AS u WHERE md5(p.url) = md5(u) AND p.url = u`,
		`UPDATE idea_links l SET previewed = false FROM unnest(?::text[]) AS u WHERE md5(l.url) = md5(u) AND l.url = u`,
	} {
		if err := tx.Exec(statement, urls).Error; err != nil {
			return err
		}
	}
	return nil
}

// Bounds of one run, which is over before a job must be.
const (
	batch = 5
	every = 30 * time.Second
	fresh = 30 * 24 * time.Hour // after which a page is read anew
	retry = 24 * time.Hour      // after which one is that could not be read
)

// Fetch fetches what some published ideas link to and nobody has fetched yet, while previews are on. A page that cannot be read is one that says nothing.
func (s *Store) Fetch(ctx context.Context) error {
	now, err := s.Settings(ctx)
	if err != nil || !now.Previews {
		return err
	}
	if err := s.forget(ctx); err != nil {
		return err
	}
	var urls []struct{ URL string }
	err = s.db.WithContext(ctx).Raw(`SELECT DISTINCT l.url FROM idea_links l JOIN idea_stats n ON n.idea_id = l.idea_id WHERE NOT l.previewed AND n.listed LIMIT ?`, batch).Scan(&urls).Error
	for _, next := range urls {
		if err != nil {
			return err
		}
		page, unread := s.fetcher.Fetch(ctx, next.URL)
		lasts := fresh
		if unread != nil {
			page, lasts = Page{}, retry
		}
		err = s.keep(ctx, next.URL, page, lasts)
	}
	return err
}

// forget has pages read anew after a time, those that are still linked to.
func (s *Store) forget(ctx context.Context) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error { return drop(tx, `read_again_at <= now()`) })
}

// keep stores what a page says, to be read anew when it has lasted so long.
func (s *Store) keep(ctx context.Context, url string, p Page, lasts time.Duration) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		kept := tx.Exec(`INSERT INTO link_previews (url, title, description, read_again_at)
			SELECT ?, ?, ?, now() + make_interval(secs => ?) FROM link_settings WHERE previews FOR SHARE
			ON CONFLICT (md5(url)) DO UPDATE SET title = EXCLUDED.title, description = EXCLUDED.description, read_again_at = EXCLUDED.read_again_at`,
			url, p.Title, p.Description, lasts.Seconds())
		if kept.Error != nil || kept.RowsAffected == 0 { // turned off meanwhile
			return kept.Error
		}
		var shown []struct{ ID uuid.UUID }
		if err := tx.Raw(`UPDATE idea_links SET previewed = true WHERE md5(url) = md5(?) AND url = ? RETURNING idea_id AS id`, url, url).Scan(&shown).Error; err != nil {
			return err
		}
		for _, idea := range shown {
			postgres.Changed(tx, change.Record(idea.ID))
		}
		return nil
	})
}

type fetchArgs struct{}

// Kind names the job in the queue.
func (fetchArgs) Kind() string { return "fetch-link-previews" }

// AddFetching lets workers fetch some of what waits, and returns the periodic job that asks for it.
func (s *Store) AddFetching(workers *river.Workers) *river.PeriodicJob {
	return jobs.Every[fetchArgs](workers, every, s.Fetch)
}
