package help

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Needs and offers find each other by keys: a hash of kind, topic and place together, where the topic may be any and the place is the
// whole municipality (*), a district (d…), a cell of a grid (g…) or untold (~), which every offer may be for. A need has a key for every topic of its idea, and for none, at
// every place that an offer may name to reach it; an offer has one for every topic of its own, and for none, at every place that it
// reaches. Whatever fits has a key in common, so candidates are the rows under a need's or an offer's own keys.
//
// Cells are squares of 2, 7, 20 and 50 kilometres. An offer takes the smallest that are as large as its radius, in which it reaches
// no further than the nine around its place; a need lies in one of each size. East and west are measured as at 69 degrees north,
// the shortest there is where people live in Sweden: further south cells are wider, which finds more than needed and misses nothing.
const (
	topicsOfIdea  = `(SELECT '' AS topic UNION ALL SELECT topic_id::text FROM idea_topics WHERE idea_id = i.id) t`
	topicsOfOffer = `(SELECT '' AS topic UNION ALL SELECT topic_id::text FROM offer_topics WHERE offer_id = o.id) t`

	placesOfIdea = `(SELECT '*' AS place UNION ALL SELECT '~' WHERE i.district_id IS NULL AND i.longitude IS NULL UNION ALL SELECT 'd' || i.district_id WHERE i.district_id IS NOT NULL
		UNION ALL SELECT concat_ws(':', 'g', size, floor(i.longitude * 39.9 / size), floor(i.latitude * 111.32 / size))
			FROM unnest(ARRAY[2, 7, 20, 50]) size WHERE i.longitude IS NOT NULL) p`
	placesOfOffer = `(SELECT '~' AS place UNION ALL SELECT '*' WHERE o.district_id IS NULL AND o.longitude IS NULL UNION ALL SELECT 'd' || o.district_id WHERE o.district_id IS NOT NULL
		UNION ALL SELECT concat_ws(':', 'g', size, floor(o.longitude * 39.9 / size) + x, floor(o.latitude * 111.32 / size) + y)
			FROM (SELECT min(size) AS size FROM unnest(ARRAY[2, 7, 20, 50]) size WHERE size >= o.radius) s, generate_series(-1, 1) x, generate_series(-1, 1) y
			WHERE o.longitude IS NOT NULL) p`
)

// KeysOfNeeds and KeysOfOffers are the SQL of all keys that open needs and open offers should have that everybody sees.
const (
	KeysOfNeeds = `SELECT DISTINCT hashtextextended(n.kind || t.topic || p.place, 0), n.id FROM needs n JOIN ideas i ON i.id = n.idea_id
			CROSS JOIN LATERAL ` + topicsOfIdea + ` CROSS JOIN LATERAL ` + placesOfIdea + `
		WHERE n.state = 'open' AND n.withheld IS NULL AND n.ends_at > now()`
	KeysOfOffers = `SELECT DISTINCT hashtextextended(o.kind || t.topic || p.place, 0), o.id FROM offers o
			CROSS JOIN LATERAL ` + topicsOfOffer + ` CROSS JOIN LATERAL ` + placesOfOffer + `
		WHERE o.state = 'open' AND o.withheld IS NULL AND o.ends_at > now()`
)

// KeyNeeds writes the keys of needs anew; those that are not open or withheld have none.
func KeyNeeds(tx *gorm.DB, ids ...uuid.UUID) error {
	if err := tx.Exec(`DELETE FROM need_keys WHERE need_id = ANY (?)`, postgres.IDs(ids)).Error; err != nil {
		return err
	}
	if err := tx.Exec(`INSERT INTO need_keys (key, need_id) `+KeysOfNeeds+` AND n.id = ANY (?)`, postgres.IDs(ids)).Error; err != nil {
		return err
	}
	return tx.Exec(`UPDATE needs SET keyed = true WHERE id = ANY (?) AND NOT keyed`, postgres.IDs(ids)).Error
}

// KeyOffers is [KeyNeeds] for offers.
func KeyOffers(tx *gorm.DB, ids ...uuid.UUID) error {
	if err := tx.Exec(`DELETE FROM offer_keys WHERE offer_id = ANY (?)`, postgres.IDs(ids)).Error; err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO offer_keys (key, offer_id) `+KeysOfOffers+` AND o.id = ANY (?)`, postgres.IDs(ids)).Error
}
