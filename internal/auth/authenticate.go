package auth

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"
	"github.com/maypok86/otter/v2"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
)

// maxGood is how many tokens found good are remembered, 300 bytes each.
const maxGood = 20_000

// good remembers tokens that were found good, by their hash, so that a signature and a session are
// looked at once, not with every request.
type good struct {
	feed   *change.Feed
	tokens *otter.Cache[[sha256.Size]byte, remembered]
}

// remembered is who a token stands for, until it expires or its session or account changes.
type remembered struct {
	who     Principal
	expires time.Time
	since   change.Moment
	shown   change.Shown
}

func newGood(feed *change.Feed) *good {
	return &good{feed: feed, tokens: otter.Must(&otter.Options[[sha256.Size]byte, remembered]{MaximumSize: maxGood})}
}

func (g *good) get(hash [sha256.Size]byte) (Principal, bool) {
	r, ok := g.tokens.GetIfPresent(hash)
	if !ok || !time.Now().Before(r.expires) || !g.feed.Holds(r.since, r.shown) {
		return Principal{}, false
	}
	return r.who, true
}

// Known returns who an access token stands for if that is remembered, without asking the database.
func (s *Sessions) Known(accessToken string) (Principal, bool) {
	return s.good.get(sha256.Sum256([]byte(accessToken)))
}

// Authenticate returns who an access token stands for, with the role as it is now. The problem is
// Unauthorized when the token is not ours or its session is over.
func (s *Sessions) Authenticate(ctx context.Context, accessToken string) (Principal, error) {
	hash := sha256.Sum256([]byte(accessToken))
	if who, ok := s.good.get(hash); ok {
		return who, nil
	}
	since, live := s.good.feed.Now()
	c, err := s.tokens.verify(ctx, accessToken)
	if err != nil {
		return Principal{}, errs.Wrap(errs.Unauthorized, err)
	}
	found, err := s.find(ctx, c.Session, c.Subject)
	if err == nil && live {
		r := remembered{who: found.Principal, expires: c.Expires.Time, since: since,
			shown: s.good.feed.Shown(change.Session(c.Session), change.Account(c.Subject))}
		if found.ExpiresAt.Before(r.expires) {
			r.expires = found.ExpiresAt
		}
		s.good.tokens.Set(hash, r)
	}
	return found.Principal, err
}

// lasting is who a session stands for, and how long it lasts.
type lasting struct {
	Principal
	ExpiresAt time.Time
}

// find asks whose a session is that lasts.
func (s *Sessions) find(ctx context.Context, session, account uuid.UUID) (lasting, error) {
	var found []lasting
	err := s.db.WithContext(ctx).Raw(`SELECT a.id, s.id AS session_id, `+roleIn+` AS role, p.kind, a.language, s.authenticated_at, s.strong, a.residence_verified_until AS resident_until, a.of_age_on, s.expires_at,
			ARRAY(SELECT organisation_id FROM organisation_members WHERE account_id = a.id AND mandate IN ('owner', 'representative')) AS speaks_for,
			(SELECT max(COALESCE(l.ends_at, '9999-01-01')) FROM lead_assignments l
				WHERE l.account_id = a.id AND (l.ends_at IS NULL OR l.ends_at > now())) AS leads_until,
			(SELECT max(COALESCE(x.ends_at, '9999-01-01')) FROM suspensions x
				WHERE x.account_id = a.id AND `+Running+`) AS suspended_until
		FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN participants p ON p.id = a.id
		WHERE s.id = ? AND a.id = ? AND s.ended_at IS NULL AND s.expires_at > now() AND a.disabled_at IS NULL`,
		session, account).Scan(&found).Error
	if err != nil {
		return lasting{}, err
	}
	if len(found) == 0 {
		return lasting{}, errs.New(errs.Unauthorized)
	}
	return found[0], nil
}
