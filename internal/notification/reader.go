package notification

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/postgres"
)

// reader is somebody an event may concern.
type reader struct {
	ID     uuid.UUID
	Target int     // of the audience's targets, from 1; 0: they are told since it concerns themselves
	Tell   bool    // whether they are told
	Mail   Cadence // how soon by mail
}

// active is the SQL for whether account a is told of anything: it is neither disabled nor suspended.
const active = `a.disabled_at IS NULL AND (? OR NOT EXISTS (SELECT FROM suspensions x WHERE x.account_id = a.id AND ` + auth.Running + `))`

// reading returns at most n readers in the order of their ids: followers of each target, supporters, who moved their vote, and
// whom the event names. Each source is read in that order by an index, from where the piece before ended,
// so a piece costs the same wherever in the audience it lies.
const reading = `
	WITH targets AS (
		SELECT id, target FROM unnest((SELECT ?::uuid[])) WITH ORDINALITY AS t (id, target)),
	sources AS (
		SELECT f.account_id, t.target FROM targets t CROSS JOIN LATERAL (
			SELECT account_id FROM follows WHERE target_id = t.id AND account_id > ? AND active ORDER BY account_id LIMIT ?) f
		UNION ALL
		(SELECT participant_id, 0 FROM votes WHERE ? AND idea_id = ? AND participant_id > ? AND choice IN ('support', 'agree') ORDER BY participant_id LIMIT ?)
		UNION ALL
		(SELECT account_id, 0 FROM vote_moves WHERE merge_id = ? AND account_id > ? ORDER BY account_id LIMIT ?)
		UNION ALL
		SELECT id, 0 FROM unnest((SELECT ?::uuid[])) AS named (id) WHERE id > ?),
	piece AS (
		SELECT account_id, min(target) AS target FROM sources GROUP BY account_id ORDER BY account_id LIMIT ?)
	SELECT p.account_id AS id, p.target,
		a.id IS NOT NULL AND ` + active + ` AND NOT EXISTS (SELECT FROM follows f WHERE p.target = 0 AND NOT ? AND f.target_id = ? AND f.account_id = p.account_id AND NOT f.active) AS tell,
		CASE WHEN s.mail IS FALSE THEN 'never' ELSE COALESCE(c.mail, '') END AS mail
	FROM piece p LEFT JOIN accounts a ON a.id = p.account_id
		LEFT JOIN notification_settings s ON s.account_id = p.account_id
		LEFT JOIN notification_choices c ON c.account_id = p.account_id AND c.kind = ?
	ORDER BY p.account_id`

// readers returns the next piece of the audience of e, at most n.
func readers(tx *gorm.DB, e event, a audience, n int) ([]reader, error) {
	r := ruleOf(e.Kind)
	targets := make(postgres.IDs, len(a.targets))
	for i, t := range a.targets {
		targets[i] = t.ID
	}
	var found []reader
	// Whom an event names without its rule saying so is told whatever they do not follow.
	err := tx.Raw(reading, targets, e.ToldTo, n, a.supporters, e.SubjectID, e.ToldTo, n, a.movers, e.ToldTo, n, a.named, e.ToldTo, n,
		r.demanded, !r.authors && !r.supporters, e.SubjectID, e.Kind).Scan(&found).Error
	for i := range found {
		one := &found[i]
		one.Tell = one.Tell && one.ID != e.ActorID && !slices.Contains(a.not, one.ID) && (a.only == nil || slices.Contains(*a.only, one.ID))
		if r.demanded || one.Mail == "" {
			one.Mail = r.mail
		}
	}
	return found, err
}
