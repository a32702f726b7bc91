package city

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

// writers is how many connections load at once.
const writers = 2

// table is one that is filled by COPY; columns that it does not name take their defaults.
type table struct {
	name    string
	columns []string
	rows    int // about, for the progress
	piece   func(from, to int) iter.Seq[row]
	of      int // pieces are cut out of this many
}

// Load fills an empty, migrated database with the city, says on out how far it has come, and fails when
// a recount does not agree with the counters. Constraints, indexes and triggers are out of the way
// meanwhile; they are read from the catalogue and put back, and everything is vacuumed and analysed.
func (c *City) Load(ctx context.Context, db *pgxpool.Pool, out io.Writer) error {
	m := newMeter(out)
	defer m.stop()
	tallies := make([]tally, c.Ideas)
	m.enter("planning comments", 0)
	comments := c.commentsInOrder(tallies)
	tables := slices.Concat(c.people(), c.matter(tallies, comments), c.concerns())
	if _, err := db.Exec(ctx, `CREATE UNLOGGED TABLE `+answers+` (challenge_id uuid, idea_id uuid, voting text)`); err != nil {
		return err
	}
	stripped, err := strip(ctx, db, names(tables))
	if err != nil {
		return err
	}
	for _, t := range append(tables, c.counters(tallies)) {
		m.enter(t.name, t.rows)
		if err := t.copy(ctx, db, m); err != nil {
			return fmt.Errorf("loading %s: %w", t.name, err)
		}
	}
	m.enter("what follows from the rest", 0)
	if err := derive(ctx, db); err != nil {
		return err
	}
	if err := stripped.restore(ctx, db, m); err != nil {
		return err
	}
	m.enter("keys of needs and offers", 0)
	if err := settle(ctx, db, m); err != nil {
		return err
	}
	m.enter("search", 0)
	if err := c.fillSearch(ctx, db, m); err != nil {
		return fmt.Errorf("filling search: %w", err)
	}
	m.enter("vacuum", 0)
	if err := vacuum(ctx, db); err != nil {
		return err
	}
	m.enter("recount", 0)
	return Recount(ctx, db)
}

// names are the tables of the city: also those that are filled by COPY last, or not by it.
func names(tables []table) []string {
	all := []string{"idea_stats", "challenge_ideas", "challenge_ranks", "idea_revisions", "challenge_stats", "municipality", "answer_duties"}
	for _, t := range tables {
		if t.name != answers && !slices.Contains(all, t.name) {
			all = append(all, t.name)
		}
	}
	return all
}

// each makes pieces out of a function that makes one row.
func (c *City) each(make func(*dice, int) row) func(from, to int) iter.Seq[row] {
	return func(from, to int) iter.Seq[row] {
		return func(yield func(row) bool) {
			d := c.dice()
			for n := from; n < to; n++ {
				if !yield(make(d, n)) {
					return
				}
			}
		}
	}
}

// one is a table that has a row for each of n things.
func (c *City) one(name string, n int, make func(*dice, int) row, columns ...string) table {
	return table{name: name, columns: columns, rows: n, piece: c.each(make), of: n}
}

// several is a table that has some rows for each of n things.
func several(name string, n int, piece func(from, to int) func(func(row) bool), columns ...string) table {
	return table{name: name, columns: columns, rows: n, piece: func(from, to int) iter.Seq[row] { return piece(from, to) }, of: n}
}

// people are the tables of who there is and what they are asked.
func (c *City) people() []table {
	one := c.one
	return []table{
		one("participants", c.People, c.participants, "id", "kind", "display_name", "created_at"),
		one("accounts", c.People, c.accounts, "id", "email", "email_key", "password_hash", "role", "created_at", "updated_at"),
		one("sessions", c.People, c.sessions, "id", "account_id", "created_at", "last_used_at", "authenticated_at", "expires_at"),
		one("participants", c.Organisations, c.bodies, "id", "kind", "display_name", "created_at", "organisation"),
		one("organisations", c.Organisations, c.organisations, "id", "founder_id", "description", "created_at"),
		one("profile_fields", c.People/profiled, c.profiles, "participant_id", "name", "value", "visibility"),
		one("topics", c.Topics, c.topicRows, "id", "slug", "name_sv", "name_en"),
		one("districts", c.Districts, c.districtRows, "id", "name", "boundary", "west", "south", "east", "north"),
		one("challenges", c.Challenges, c.challengeRows, "id", "title", "question", "description", "voting", "state", "opens_at", "closes_at", "created_at", "updated_at",
			"answer_threshold", "answer_days", "answer_counts_from"),
		several("phases", c.Challenges, c.phaseRows, "id", "challenge_id", "number", "kind", "starts_at", "ends_at", "open", "told_at"),
		several("challenge_topics", c.Challenges, c.challengeTopicRows, "challenge_id", "topic_id", "number"),
		one("lead_assignments", c.Challenges, c.leaderRows, "challenge_id", "account_id"),
		one("workshops", c.Workshops, c.workshopRows, "id", "title", "description", "starts_at", "ends_at", "place", "seats", "seated_count",
			"challenge_id", "state", "created_at", "updated_at"),
		one("lead_assignments", c.Workshops, c.workshopLeaderRows, "workshop_id", "account_id"),
		one("signups", c.Workshops*seated, c.signupRows, "workshop_id", "participant_id", "state", "created_at"),
	}
}

// matter are the tables of what people have written and voted.
func (c *City) matter(tallies []tally, comments []comment) []table {
	return []table{
		{"ideas", []string{"id", "author_id", "title", "body", "excerpt", "voting", "state", "stage", "district_id", "longitude", "latitude", "created_at",
			"published_at", "updated_at"},
			c.Ideas, c.each(c.ideaRows), c.Ideas},
		{"idea_topics", []string{"idea_id", "topic_id", "number"}, c.Ideas,
			func(from, to int) iter.Seq[row] { return c.ideaTopicRows(from, to) }, c.Ideas},
		{answers, []string{"challenge_id", "idea_id", "voting"}, c.Ideas,
			func(from, to int) iter.Seq[row] { return c.answerRows(from, to) }, c.Ideas},
		{"votes", []string{"idea_id", "participant_id", "voting", "choice", "created_at"}, c.Votes,
			func(from, to int) iter.Seq[row] { return c.voteRows(from, to, tallies) }, c.Ideas},
		several("idea_coauthors", c.Ideas, c.coauthorRows, "idea_id", "participant_id", "invited_by", "state", "invited_at", "settled_at"),
		several("official_answers", c.Ideas, c.officialAnswerRows, "id", "idea_id", "number", "decision", "body", "by_id", "department", "answered_at"),
		several("idea_steps", c.Ideas, c.stepRows, "idea_id", "number", "from_stage", "to_stage", "reason", "by_id", "capacity", "taken_at"),
		{"comments", []string{"id", "idea_id", "author_id", "parent_id", "kind", "body", "state", "reply_count", "thanks_count", "created_at"}, c.Comments,
			func(from, to int) iter.Seq[row] { return c.commentRows(comments[from:to]) }, len(comments)},
		{"comment_thanks", []string{"comment_id", "participant_id", "created_at"}, c.Comments / 5,
			func(from, to int) iter.Seq[row] { return c.thanksRows(comments[from:to]) }, len(comments)},
	}
}

// concerns are the tables of what people lack, lend, follow and are told.
func (c *City) concerns() []table {
	return []table{
		c.one("needs", c.Needs, c.needRows, "id", "idea_id", "kind", "description", "amount", "unit", "committed", "languages", "starts_at", "ends_at", "state",
			"told", "created_at", "updated_at"),
		c.one("offers", c.Offers, c.offerRows, "id", "owner_id", "kind", "title", "description", "audience", "languages", "district_id", "longitude", "latitude",
			"radius", "starts_at", "ends_at", "state", "told", "created_at", "updated_at"),
		several("offer_topics", c.Offers, c.offerTopicRows, "offer_id", "topic_id", "number"),
		several("follows", c.Ideas, c.ideaFollowRows, "account_id", "target_kind", "target_id", "created_at"),
		several("follows", c.Challenges, c.challengeFollowRows, "account_id", "target_kind", "target_id", "created_at"),
		c.one("notifications", c.Notifications, c.notificationRows, "id", "recipient_id", "kind", "subject_kind", "subject_id", "count", "happened_at", "read_at"),
	}
}

// counters is filled after the votes and comments that it counts.
func (c *City) counters(tallies []tally) table {
	return table{"idea_stats", []string{"idea_id", "listed", "published_at", "support_count", "agree_count", "disagree_count", "pass_count", "comment_count", "stage"},
		c.Ideas, func(from, to int) iter.Seq[row] { return c.statsRows(from, to, tallies) }, c.Ideas}
}

// copy loads a table in the order of its primary key, in as many pieces as there are writers.
func (t table) copy(ctx context.Context, db *pgxpool.Pool, m *meter) error {
	group, ctx := errgroup.WithContext(ctx)
	for w := range writers {
		group.Go(func() error {
			next, stop := iter.Pull(t.piece(w*t.of/writers, (w+1)*t.of/writers))
			defer stop()
			_, err := db.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromFunc(func() (row, error) {
				r, _ := next()
				m.add(1)
				return r, nil
			}))
			return err
		})
	}
	return group.Wait()
}

// vacuum leaves the pages marked as all visible, as they are in a city that has stood for a while.
func vacuum(ctx context.Context, db *pgxpool.Pool) error {
	var tables []string
	if err := db.QueryRow(ctx, `SELECT array_agg(quote_ident(tablename)) FROM pg_tables WHERE schemaname = 'public'`).Scan(&tables); err != nil {
		return err
	}
	slices.Sort(tables)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(writers)
	for _, name := range tables {
		group.Go(func() error {
			_, err := db.Exec(ctx, "VACUUM (ANALYZE) "+name)
			return err
		})
	}
	return group.Wait()
}
