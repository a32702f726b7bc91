package help

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/topic"
)

const (
	// MaxMatches is how many matches are shown, the best first.
	MaxMatches = 20
	// perKey is how many of those under one key are looked at, the latest first.
	perKey = "40"
	// compared is how many pairs are compared word by word: those that fit best but for their words.
	compared = "100"
	// remarkable is the score from which people are told of a match.
	remarkable = 50
)

// Nearness is how an offer reaches a need.
type Nearness string

// The ways to reach.
const (
	WithinRadius Nearness = "within-radius"
	SameDistrict Nearness = "same-district"
	Everywhere   Nearness = "whole-municipality"
	Untold       Nearness = "place-untold" // the idea does not say where it is; the offer is for one place
)

// Match is a need and an offer that fit, and why. They are of one kind, open at the same time some time from now on, and the offer
// reaches the place of the idea. Their score, from 0 to 100, is the sum of
//
//	subject   40 × the larger of: topics in common ÷ topics of the one that has fewer, 0 where one has none; words in common ÷ 2, at most 1
//	place     30 within its radius or in its district; 15 where the offer reaches the whole municipality, or the idea does not say where
//	time      20 × the share of what is left of the need's time that the offer covers
//	language  10 where they have a language in common, or one of them says none
//
// rounded to a whole number. Every part is told as a reason. Of equal ones the latest comes first.
type Match struct {
	NeedID    uuid.UUID
	OfferID   uuid.UUID
	Score     int
	Topics    topic.Refs     `gorm:"type:json"` // in common
	Nearness  Nearness       // and how
	Distance  *float64       // in kilometres, within a radius
	Words     postgres.Texts `gorm:"type:text[]"` // in common, as the need has them; at most three
	StartsAt  time.Time      // from when until when both are open, from now on
	EndsAt    time.Time
	TimeShare float64        // of the need's time that is left, from 0 to 1
	Languages postgres.Texts `gorm:"type:text[]"` // in common
	Need      Need           `gorm:"-"`
	Idea      IdeaRef        `gorm:"-"`
	Offer     Offer          `gorm:"-"`
}

// IdeaRef is an idea in short.
type IdeaRef struct {
	ID    uuid.UUID
	Title string
}

// distanceTo is the SQL for how far, in kilometres, offer o is from a place: the haversine formula (Sinnott, Sky and Telescope 68,
// 1984) on a sphere of 6,371 km. Its parameters are the latitude twice and then the longitude.
func distanceTo(latitude, longitude string) string {
	return `(2 * 6371 * asin(sqrt(least(1, power(sind((` + latitude + ` - o.latitude::float8) / 2), 2)
		+ cosd(o.latitude::float8) * cosd(` + latitude + `) * power(sind((` + longitude + ` - o.longitude::float8) / 2), 2)))))`
}

// ranked is the SQL that ranks pairs of needs and offers, a part of WITH before it. It leaves out what does not fit or is withheld, whoever cannot be
// reached, and those of whom one has blocked the other.
func ranked() string {
	return `SELECT m.*, (SELECT json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', json_build_object('sv', t.name_sv, 'en', t.name_en)) ORDER BY b.number)
			FROM needs n JOIN idea_topics a ON a.idea_id = n.idea_id JOIN offer_topics b ON b.offer_id = m.offer_id AND b.topic_id = a.topic_id
				JOIN topics t ON t.id = a.topic_id WHERE n.id = m.need_id) AS topics,
			ARRAY(` + sharedWords + `) AS words
		FROM (SELECT f.*, l.lexemes, round(40 * greatest(f.subject, least(cardinality(l.lexemes), 2) / 2.0) + f.other)::integer AS score
			FROM (SELECT * FROM (` + fitting() + `) f WHERE f.nearness IS NOT NULL
				ORDER BY 40 * f.subject + f.other DESC, f.offer_id DESC, f.need_id DESC LIMIT ` + compared + `) f
			CROSS JOIN LATERAL (SELECT ARRAY(SELECT lexeme FROM needs n, unnest(tsvector_to_array(to_tsvector('swedish', ` + needWords + `))) lexeme WHERE n.id = f.need_id
				AND char_length(lexeme) > 3 AND lexeme NOT IN (` + commonplace + `)
				INTERSECT SELECT unnest(tsvector_to_array(to_tsvector('swedish', ` + offerWords + `))) FROM offers o WHERE o.id = f.offer_id) AS lexemes) l
			ORDER BY score DESC, f.offer_id DESC, f.need_id DESC LIMIT ?) m
		ORDER BY m.score DESC, m.offer_id DESC, m.need_id DESC`
}

// The words of need n and of offer o, as far as they are compared, without what Postgres' parser is slow at.
const (
	needWords  = `translate(lower(left(n.unit || ' ' || n.description, 300)), '<>_', '   ')`
	offerWords = `translate(lower(left(o.title || ' ' || o.description, 600)), '<>_', '   ')`
	// commonplace are the stems of what many needs and offers say.
	commonplace = `'timm', 'kron', 'person', 'styck', 'månad', 'veck', 'hjälp', 'behöv', 'gärn'`
	// sharedWords is the SQL for the words of a need that match m is found by, as they are written.
	sharedWords = `SELECT DISTINCT word FROM needs n, regexp_split_to_table(` + needWords + `, '[^[:alpha:]]+') word
		WHERE n.id = m.need_id AND m.lexemes <> '{}' AND char_length(word) > 3 AND tsvector_to_array(to_tsvector('swedish', word)) && m.lexemes ORDER BY word LIMIT 3`
)

// fitting is the SQL of the pairs that fit but for their place, with the parts of their score: other is all but the subject.
func fitting() string {
	return `SELECT p.*, CASE WHEN p.nearness IN ('whole-municipality', 'place-untold') THEN 15 ELSE 30 END + 20 * p.time_share
		+ CASE WHEN p.silent OR p.languages <> '{}' THEN 10 ELSE 0 END AS other FROM (` + parts() + `) p`
}

func parts() string {
	distance := distanceTo(`i.latitude::float8`, `i.longitude::float8`)
	return `SELECT n.id AS need_id, o.id AS offer_id,
			COALESCE((SELECT count(*) FROM idea_topics a JOIN offer_topics b ON b.topic_id = a.topic_id WHERE a.idea_id = i.id AND b.offer_id = o.id)::float8
				/ NULLIF(least((SELECT count(*) FROM idea_topics WHERE idea_id = i.id), (SELECT count(*) FROM offer_topics WHERE offer_id = o.id)), 0), 0) AS subject,
			CASE WHEN o.district_id IS NULL AND o.longitude IS NULL THEN 'whole-municipality'
				WHEN i.district_id IS NULL AND i.longitude IS NULL THEN 'place-untold' WHEN o.longitude IS NULL AND o.district_id = i.district_id THEN 'same-district'
				WHEN i.longitude IS NOT NULL AND ` + distance + ` <= o.radius THEN 'within-radius'
				WHEN i.longitude IS NULL AND o.district_id = i.district_id THEN 'same-district' END AS nearness,
			CASE WHEN i.longitude IS NOT NULL AND o.longitude IS NOT NULL THEN ` + distance + ` END AS distance,
			greatest(n.starts_at, o.starts_at, now()) AS starts_at, least(n.ends_at, o.ends_at) AS ends_at,
			extract(epoch FROM least(n.ends_at, o.ends_at) - greatest(n.starts_at, o.starts_at, now()))::float8
				/ extract(epoch FROM n.ends_at - greatest(n.starts_at, now()))::float8 AS time_share,
			ARRAY(SELECT unnest(n.languages) INTERSECT SELECT unnest(o.languages)) AS languages, n.languages = '{}' OR o.languages = '{}' AS silent
		FROM pair JOIN needs n ON n.id = pair.need_id JOIN offers o ON o.id = pair.offer_id JOIN ideas i ON i.id = n.idea_id
			JOIN idea_stats s ON s.idea_id = i.id JOIN participants p ON p.id = o.owner_id
		WHERE n.state = 'open' AND o.state = 'open' AND n.withheld IS NULL AND o.withheld IS NULL AND n.kind = o.kind AND n.ends_at > now() AND o.ends_at > now()
			AND least(n.ends_at, o.ends_at) > greatest(n.starts_at, o.starts_at) AND ` + idea.TakesHelp + `
			AND o.owner_id <> i.author_id AND ` + Reachable + ` AND NOT ` + Blocked(`ARRAY[o.owner_id]`, `ARRAY[i.author_id]`)
}

// The pairs under the keys of one need, of one offer, and a pair that is named.
const (
	pairsOfNeed = `WITH pair AS MATERIALIZED (SELECT DISTINCT k.need_id, c.offer_id FROM need_keys k CROSS JOIN LATERAL (
		SELECT offer_id FROM offer_keys o WHERE o.key = k.key ORDER BY o.offer_id DESC LIMIT ` + perKey + `) c WHERE k.need_id = ?) `
	pairsOfOffer = `WITH pair AS MATERIALIZED (SELECT DISTINCT c.need_id, k.offer_id FROM offer_keys k CROSS JOIN LATERAL (
		SELECT need_id FROM need_keys n WHERE n.key = k.key ORDER BY n.need_id DESC LIMIT ` + perKey + `) c WHERE k.offer_id = ?) `
	// pairsOfWhom are an offer and the open needs of what some participants wrote, the latest first.
	pairsOfWhom = `WITH pair AS MATERIALIZED (SELECT n.id AS need_id, ?::uuid AS offer_id FROM ideas i JOIN needs n ON n.idea_id = i.id
		WHERE i.author_id = ANY (?) AND n.state = 'open' AND n.withheld IS NULL ORDER BY n.id DESC LIMIT ` + compared + `) `
	thePair = `WITH pair AS MATERIALIZED (SELECT ?::uuid AS need_id, ?::uuid AS offer_id) `
)

// NeedMatches returns the offers that fit a need best, to who may act for its idea.
func (s *Store) NeedMatches(ctx context.Context, who auth.Principal, id uuid.UUID) ([]Match, error) {
	db := s.db.WithContext(ctx)
	_, i, err := findNeed(db, who, id)
	if err != nil {
		return nil, err
	}
	if err := who.Check(permission.SeeMatches, who.To(i.Author.ID)); err != nil {
		return nil, err
	}
	found, err := rank(db, pairsOfNeed, MaxMatches, id)
	if err != nil {
		return nil, err
	}
	return found, guard(db, found)
}

// guard is [fill] for whose idea it is: of an offer that not everybody sees, they learn where it is once its owner agrees to contact.
func guard(db *gorm.DB, matches []Match) error {
	err := fill(db, matches)
	for n := range matches {
		if o := &matches[n].Offer; o.Audience == MatchedOnly {
			o.Longitude, o.Latitude, o.Radius, matches[n].Distance = nil, nil, nil, nil
		}
	}
	return err
}

// OfferMatches returns the needs that an offer fits best, to who owns it.
func (s *Store) OfferMatches(ctx context.Context, who auth.Principal, id uuid.UUID) ([]Match, error) {
	db := s.db.WithContext(ctx)
	o, err := findOffer(db, who, id)
	if err != nil {
		return nil, err
	}
	if err := who.Check(permission.SeeMatches, who.To(o.Owner.ID)); err != nil {
		return nil, err
	}
	found, err := rank(db, pairsOfOffer, MaxMatches, id)
	if err != nil {
		return nil, err
	}
	return found, fill(db, found)
}

// OwnNeedsFor returns the open needs of who, and of the organisations that who speaks for, that the offer of another fits, the best
// first: those for which who may ask for it. Unauthorized for whoever is not signed in.
func (s *Store) OwnNeedsFor(ctx context.Context, who auth.Principal, id uuid.UUID) ([]Match, error) {
	if !who.SignedIn() {
		return nil, errs.New(errs.Unauthorized)
	}
	db := s.db.WithContext(ctx)
	if _, err := findOffer(db, who, id); err != nil {
		return nil, err
	}
	found, err := rank(db, pairsOfWhom, MaxMatches, id, append(postgres.IDs{who.ID}, who.SpeaksFor...))
	if err != nil {
		return nil, err
	}
	return found, guard(db, found)
}

// rank returns the best of some pairs.
func rank(db *gorm.DB, pairs string, limit int, ids ...any) (found []Match, err error) {
	err = db.Raw(pairs+ranked(), append(ids, limit)...).Scan(&found).Error
	return found, err
}

// fill adds the needs with their ideas, and the offers.
func fill(db *gorm.DB, matches []Match) error {
	needs, offers := make(postgres.IDs, len(matches)), make(postgres.IDs, len(matches))
	for n, m := range matches {
		needs[n], offers[n] = m.NeedID, m.OfferID
	}
	var stated []struct {
		Need  `gorm:"embedded"`
		Title string
	}
	if err := db.Raw(`SELECT `+needColumns+`, i.title FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE n.id = ANY (?)`, needs).Scan(&stated).Error; err != nil {
		return err
	}
	var offered []Offer
	if err := db.Raw(`SELECT `+offerColumns+` FROM offers o `+offerJoins+` WHERE o.id = ANY (?)`, offers).Scan(&offered).Error; err != nil {
		return err
	}
	for n := range matches {
		m := &matches[n]
		for _, row := range stated {
			if row.ID == m.NeedID {
				m.Need, m.Idea = row.Need, IdeaRef{row.IdeaID, row.Title}
			}
		}
		for _, o := range offered {
			if o.ID == m.OfferID {
				m.Offer = o
			}
		}
	}
	return nil
}
