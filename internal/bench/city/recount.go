package city

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// counted are the counters that are kept beside what they count; each query returns how many are wrong.
func counted() map[string]string {
	return map[string]string{
		// Those of people who have left are kept as numbers.
		"votes of ideas": `WITH counted AS (SELECT idea_id, choice, count(*) AS n FROM votes GROUP BY idea_id, choice
				UNION ALL SELECT idea_id, choice, count FROM unlinked_votes),
			votes AS (SELECT idea_id, sum(n) FILTER (WHERE choice = 'support') AS support, sum(n) FILTER (WHERE choice = 'agree') AS agree,
				sum(n) FILTER (WHERE choice = 'disagree') AS disagree, sum(n) FILTER (WHERE choice = 'pass') AS pass FROM counted GROUP BY idea_id)
			SELECT count(*) FROM idea_stats s FULL JOIN votes v USING (idea_id)
			WHERE (s.support_count, s.agree_count, s.disagree_count, s.pass_count) IS DISTINCT FROM
				(COALESCE(v.support, 0), COALESCE(v.agree, 0), COALESCE(v.disagree, 0), COALESCE(v.pass, 0))`,
		"comments of ideas": `WITH comments AS (SELECT idea_id, count(*) AS n FROM comments WHERE state = 'published' GROUP BY idea_id)
			SELECT count(*) FROM idea_stats s FULL JOIN comments c USING (idea_id) WHERE s.comment_count IS DISTINCT FROM COALESCE(c.n, 0)`,
		"replies of comments": `WITH replies AS (SELECT parent_id, count(*) AS n FROM comments WHERE parent_id IS NOT NULL GROUP BY parent_id)
			SELECT count(*) FROM comments c LEFT JOIN replies r ON r.parent_id = c.id WHERE c.reply_count <> COALESCE(r.n, 0)`,
		"ideas of challenges": `SELECT count(*) FROM challenge_stats s WHERE idea_count <> (SELECT count(*) FROM challenge_ideas a
			JOIN ideas i ON i.id = a.idea_id WHERE a.challenge_id = s.challenge_id AND i.state = 'published')`,
		"listed ideas": `SELECT count(*) FROM ideas i LEFT JOIN idea_stats s ON s.idea_id = i.id
			WHERE (s.listed, s.published_at) IS DISTINCT FROM (CASE WHEN i.state <> 'draft' THEN i.state = 'published' END, i.published_at)`,
		"ideas listed in challenges": `SELECT count(*) FROM challenge_ideas a LEFT JOIN idea_stats s ON s.idea_id = a.idea_id AND s.listed
			WHERE a.listed_at IS DISTINCT FROM s.published_at`,
		"orders in challenges": `SELECT count(*) FROM (SELECT a.challenge_id, s.idea_id, s.vote_count, s.comment_count, s.hot
				FROM idea_stats s JOIN challenge_ideas a ON a.idea_id = s.idea_id WHERE s.listed) s
			FULL JOIN challenge_ranks r USING (challenge_id, idea_id)
			WHERE (s.vote_count, s.comment_count, s.hot) IS DISTINCT FROM (r.vote_count, r.comment_count, r.hot)`,
		"kinds of authors": `SELECT count(*) FROM idea_stats s JOIN ideas i ON i.id = s.idea_id JOIN participants p ON p.id = i.author_id
			WHERE s.author_kind <> p.kind`,
		"thanks of comments": `WITH thanks AS (SELECT comment_id, count(*) AS n FROM comment_thanks GROUP BY comment_id)
			SELECT count(*) FROM comments c LEFT JOIN thanks t ON t.comment_id = c.id WHERE c.thanks_count <> COALESCE(t.n, 0)`,
		"stages of ideas": `WITH last AS (SELECT DISTINCT ON (idea_id) idea_id, to_stage FROM idea_steps ORDER BY idea_id, number DESC)
			SELECT count(*) FROM ideas i JOIN idea_stats s ON s.idea_id = i.id LEFT JOIN last l ON l.idea_id = i.id
			WHERE (i.stage, s.stage) <> (COALESCE(l.to_stage, 'published'), i.stage)`,
		"answers that are owed": `SELECT count(*) FROM answer_duties o WHERE answered_at IS DISTINCT FROM
			(SELECT max(answered_at) FROM official_answers a WHERE a.idea_id = o.idea_id AND decision <> 'in-dialogue')`,
		"times of phases": `SELECT count(*) FROM challenges c WHERE (posting_times IS NULL) = EXISTS (SELECT FROM phases p WHERE p.challenge_id = c.id)`,
		"needs and offers with keys": `SELECT count(*) FROM (SELECT n.id FROM needs n WHERE n.keyed AND n.state = 'open' AND n.ends_at > now() AND NOT EXISTS (SELECT FROM need_keys k WHERE k.need_id = n.id)
			UNION ALL SELECT o.id FROM offers o WHERE o.state = 'open' AND o.ends_at > now() AND NOT EXISTS (SELECT FROM offer_keys k WHERE k.offer_id = o.id)) without`,
		"sign-ups of workshops": `WITH signups AS (SELECT workshop_id, count(*) FILTER (WHERE state = 'seated') AS seated,
				count(*) FILTER (WHERE state = 'waiting') AS waiting FROM signups GROUP BY workshop_id)
			SELECT count(*) FROM workshops w LEFT JOIN signups s ON s.workshop_id = w.id
			WHERE (w.seated_count, w.waiting_count) <> (COALESCE(s.seated, 0), COALESCE(s.waiting, 0))`,
	}
}

// Recount fails when a counter differs from what it counts.
func Recount(ctx context.Context, db *pgxpool.Pool) error {
	var faults []error
	for what, query := range counted() {
		wrong := 0
		if err := db.QueryRow(ctx, query).Scan(&wrong); err != nil {
			return fmt.Errorf("recounting %s: %w", what, err)
		}
		if wrong > 0 {
			faults = append(faults, fmt.Errorf("%s: %d counters differ from a recount", what, wrong))
		}
	}
	return errors.Join(faults...)
}
