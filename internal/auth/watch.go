package auth

import (
	"context"
	"slices"
	"time"

	"github.com/medskapa/medskapa/internal/change"
)

// Notice is something that whoever is signed in somewhere should know at once there.
type Notice string

// The notices. A watch begins with Watching and ends with SessionEnded.
const (
	Watching       Notice = "watching"
	AccountChanged Notice = "account-changed"
	InboxChanged   Notice = "notifications" // there is something new to be told, or it was read
	SessionEnded   Notice = "session-ended"
	nothing        Notice = ""
)

const (
	// lookEvery is how soon a change is noticed.
	lookEvery = 500 * time.Millisecond
	// askEvery is how often the database is asked although nothing is known to have changed: a session
	// also ends by time.
	askEvery = 30 * time.Second
)

// watched is a session as its holder sees it: whether it lasts, and a fingerprint of the account.
type watched struct {
	Lasts bool
	State string
}

// Watch calls tell with what happens to the session of who, and to the account, until the session is
// over, ctx ends or tell fails. State names what the account looks like; known is the one that the
// caller has seen last, if any. tell is also called with no notice every 30 seconds, as a sign of life.
// Watching does not count as using the session.
func (s *Sessions) Watch(ctx context.Context, who Principal, known string, tell func(n Notice, state string) error) error {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	shown := s.good.feed.Shown(change.Session(who.SessionID), change.Account(who.ID), change.Record(who.ID))
	inbox := s.good.feed.Shown(change.Inbox(who.ID))
	first, news := true, false
	for {
		since, live := s.good.feed.Now()
		now, err := s.look(ctx, who)
		if err != nil {
			return err
		}
		if !now.Lasts {
			return tell(SessionEnded, now.State)
		}
		if err := tell(noticeOf(first, news, known, now.State), now.State); err != nil {
			return err
		}
		first, known = false, now.State
		if err := s.await(ctx, look, since, live, slices.Concat(shown, inbox)); err != nil {
			return err
		}
		news = !s.good.feed.Holds(since, inbox) // also while nobody can tell
	}
}

// noticeOf says what a look has shown. Who connects again with what they have seen is told what they missed.
func noticeOf(first, news bool, known, state string) Notice {
	switch {
	case known != "" && known != state:
		return AccountChanged
	case first:
		return Watching
	case news:
		return InboxChanged
	}
	return nothing
}

// await returns when something has changed since, or when it is time to ask again. While no notices of
// other nodes arrive, it asks every few seconds.
func (s *Sessions) await(ctx context.Context, look *time.Ticker, since change.Moment, live bool, shown change.Shown) error {
	patience := askEvery
	if !live {
		patience = 10 * lookEvery
	}
	for start := time.Now(); time.Since(start) < patience; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
		if live && !s.good.feed.Holds(since, shown) {
			return nil
		}
	}
	return nil
}

func (s *Sessions) look(ctx context.Context, who Principal) (watched, error) {
	var found watched
	err := s.db.WithContext(ctx).Raw(`SELECT `+lasts+` AS lasts,
			md5(ROW(a.role, a.email, a.version, a.language, p.display_name, p.kind, s.strong, s.provider,
				(SELECT closes_at FROM closures c WHERE c.account_id = a.id),
				(SELECT max(x.id::text) FROM suspensions x WHERE x.account_id = a.id AND `+Running+`),
				EXISTS (SELECT FROM lead_assignments l WHERE l.account_id = a.id AND (l.ends_at IS NULL OR l.ends_at > now())))::text) AS state
		FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN participants p ON p.id = a.id WHERE s.id = ?`, who.SessionID).Scan(&found).Error
	return found, err
}
