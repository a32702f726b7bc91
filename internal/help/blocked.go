package help

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Blocked is the SQL for whether one of some participants has blocked one of others, given as arrays of ids. Whoever keeps an organisation
// counts with it, on either side: founding one is no way round a block.
func Blocked(some, others string) string {
	people := func(ids string) string {
		return `(SELECT unnest(` + ids + `) UNION SELECT keeper_id FROM organisations WHERE id = ANY (` + ids + `) AND keeper_id IS NOT NULL)`
	}
	return `EXISTS (SELECT FROM blocks b WHERE b.participant_id IN ` + people(some) + ` AND b.blocked_id IN ` + people(others) +
		` OR b.participant_id IN ` + people(others) + ` AND b.blocked_id IN ` + people(some) + `)`
}

// Apart reports whether there is a block between some participants and others, see [Blocked]: then neither asks the other for anything.
func Apart(db *gorm.DB, some, others postgres.IDs) (apart bool, err error) {
	err = db.Raw(`SELECT `+Blocked(`CAST(@some AS uuid[])`, `CAST(@others AS uuid[])`), map[string]any{"some": some, "others": others}).Scan(&apart).Error
	return apart, err
}
