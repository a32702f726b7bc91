package privacy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/postgres"
)

// batch bounds how many accounts are closed, or warned, by one run of the job.
const batch = 200

// CloseDue closes the accounts whose time has come, and tells those whose time comes within a day. Each
// account is one transaction: one that fails is tried again by the next run, and is never half closed.
// Runs at the same time do nothing twice. It returns how many accounts were closed.
func (s *Store) CloseDue(ctx context.Context) (closed int, err error) {
	if err := s.warnClosing(ctx); err != nil {
		return 0, err
	}
	var due []uuid.UUID
	err = s.db.WithContext(ctx).Raw(`SELECT account_id FROM closures WHERE closes_at <= now() ORDER BY closes_at LIMIT ?`, batch).Scan(&due).Error
	if err != nil {
		return 0, err
	}
	var faults []error
	for _, id := range due {
		switch done, err := s.close(ctx, id); {
		case err != nil:
			faults = append(faults, fmt.Errorf("closing %s: %w", id, err))
		case done:
			closed++
		}
	}
	return closed, errors.Join(faults...)
}

// warnClosing mails those whose account is closed within a day, once.
func (s *Store) warnClosing(ctx context.Context) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var soon []struct {
			owner    `gorm:"embedded"`
			ClosesAt time.Time
		}
		err := tx.Raw(`WITH warned AS (UPDATE closures SET warned_at = now() WHERE account_id IN (
				SELECT account_id FROM closures WHERE warned_at IS NULL AND closes_at <= now() + interval '1 day' ORDER BY account_id LIMIT ? FOR UPDATE SKIP LOCKED)
				RETURNING account_id, closes_at)
			SELECT a.id, a.email, p.display_name, a.language, w.closes_at
			FROM warned w JOIN accounts a ON a.id = w.account_id JOIN participants p ON p.id = a.id`, batch).Scan(&soon).Error
		if err != nil {
			return err
		}
		for _, o := range soon {
			if err := s.outbox.Send(tx, closingSoon(o.owner, o.ClosesAt, s.url)); err != nil {
				return err
			}
		}
		return nil
	})
}

// cameBack is the SQL for whether somebody has been here since it was asked to close their idle account a, by closure c.
const cameBack = `(a.last_seen_on >= c.asked_at::date OR EXISTS (SELECT FROM sessions s WHERE s.account_id = a.id AND s.last_used_at >= c.asked_at))`

// isLast is the SQL for whether account a is that of the last administrator, without whom nobody looks after the installation.
const isLast = `(a.role = 'administrator' AND a.disabled_at IS NULL
	AND NOT EXISTS (SELECT FROM active_administrators o WHERE o.id <> a.id))`

// close erases one account whose time has come, unless it was kept or closed meanwhile, or its owner came back to it, or became
// the last administrator since they asked. The account is locked before its closure, as by who asks to close it.
func (s *Store) close(ctx context.Context, id uuid.UUID) (done bool, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var due []struct {
			Contributions Contributions
			IsLast        bool
		}
		err := tx.Raw(`SELECT c.contributions, `+isLast+` AS is_last FROM accounts a JOIN closures c ON c.account_id = a.id
			WHERE a.id = ? AND c.closes_at <= now() AND NOT (c.idle AND `+cameBack+`) FOR UPDATE OF a, c`, id).Scan(&due).Error
		if err != nil || len(due) == 0 {
			return err
		}
		if due[0].IsLast {
			return s.postpone(tx, id)
		}
		done = true
		return s.erase(tx, id, due[0].Contributions)
	})
	return done && err == nil, err
}

// postpone puts off the closure of the last administrator's account, and tells them what to do about it.
func (s *Store) postpone(tx *gorm.DB, id uuid.UUID) error {
	at := time.Now().Add(delay)
	if err := tx.Exec(`UPDATE closures SET closes_at = ? WHERE account_id = ?`, at, id).Error; err != nil {
		return err
	}
	postgres.Changed(tx, change.Account(id))
	var o owner
	err := tx.Raw(`SELECT a.id, a.email, p.display_name, a.language FROM accounts a JOIN participants p ON p.id = a.id WHERE a.id = ?`, id).Scan(&o).Error
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, closingPutOff(o, at, s.url))
}

// erase takes a person out of the database. What they leave gets a former participant's id, which
// nothing connects with theirs. Their own rows are locked first, the account's before the participant's as everywhere, which waits for
// what they write just now and keeps out what comes later: it would refer to somebody who is not there.
func (s *Store) erase(tx *gorm.DB, id uuid.UUID, c Contributions) error {
	var o owner
	err := tx.Raw(`SELECT a.id, a.email, p.display_name, a.language FROM participants p JOIN accounts a ON a.id = p.id WHERE p.id = ? FOR UPDATE OF a, p`, id).Scan(&o).Error
	if err != nil {
		return err
	}
	postgres.Changed(tx, change.Account(id), change.Record(id), change.Ideas)
	var parts idea.Parts
	for _, step := range []func() error{
		func() error { return run(tx, id, holdProposals) },
		func() error { return s.workshops.SignOffAll(tx, id, time.Now()) },
		func() error { return s.organisations.Leave(tx, id) },
		func() (err error) { parts, err = holdParts(tx, id, c); return err },
		func() error { return run(tx, id, remember) },
		func() error { return run(tx, id, deleteDrafts...) },
		func() error { return run(tx, id, forgetJudged...) },
		func() error { return holdCounters(tx, id, c) },
		func() error { return stopHelping(tx, id) },
		func() error { return settle(tx, id, c, parts) },
		func() error { return run(tx, id, unlinkVotes) },
		func() error { return takeBackThanks(tx, id) },
		func() error { return unmention(tx, id) },
		func() error { return run(tx, id, deletePictures) },
		func() error { return leaveBehind(tx, id) },
		func() error { return forgetAddress(tx, id) },
		func() error { return run(tx, id, deletePerson...) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	entry := audit.Entry{Action: accountClosed, SubjectKind: "account", Subject: id, Details: map[string]string{"contributions": string(c)}}
	if err := audit.Record(tx, entry); err != nil {
		return err
	}
	return s.outbox.Send(tx, closed(o))
}

// unlinkVotes turns a person's votes into numbers. Counters stay as they are.
const unlinkVotes = `WITH gone AS (DELETE FROM votes WHERE participant_id = @person RETURNING idea_id, choice)
	INSERT INTO unlinked_votes (idea_id, choice, count) SELECT idea_id, choice, 1 FROM gone ORDER BY idea_id, choice
	ON CONFLICT ON CONSTRAINT unlinked_votes_pkey DO UPDATE SET count = unlinked_votes.count + 1`

// unmention takes a person's id out of the comments that mention them, where nobody stands then.
func unmention(tx *gorm.DB, person uuid.UUID) error {
	var mentioning []struct{ ID uuid.UUID }
	err := tx.Raw(`SELECT id FROM comments WHERE id IN (SELECT comment_id FROM comment_mentions WHERE participant_id = @person)
		ORDER BY id FOR NO KEY UPDATE`, map[string]any{"person": person}).Scan(&mentioning).Error
	if err != nil {
		return err
	}
	for _, comment := range mentioning {
		postgres.Changed(tx, change.Record(comment.ID))
	}
	return run(tx, person,
		`UPDATE comments SET body = replace(body, chr(64) || CAST(@person AS text), chr(64) || '00000000-0000-0000-0000-000000000000')
			WHERE id IN (SELECT comment_id FROM comment_mentions WHERE participant_id = @person)`,
		`DELETE FROM comment_mentions WHERE participant_id = @person`)
}

// holdCounters locks the counters of ideas that a person's going touches, which come before contacts and needs in the order of locks, and
// the contacts after them, both in the order of their ids.
func holdCounters(tx *gorm.DB, person uuid.UUID, c Contributions) error {
	return run(tx, person, `SELECT FROM idea_stats WHERE idea_id IN (SELECT idea_id FROM commitments WHERE helper_id = @person
			UNION SELECT n.idea_id FROM contacts k JOIN needs n ON n.id = k.need_id WHERE @person IN (k.helper_id, k.seeker_id)
			UNION SELECT n.idea_id FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE i.author_id = @person`+touched(c)+`) ORDER BY idea_id FOR NO KEY UPDATE`,
		`SELECT FROM contacts WHERE @person IN (helper_id, seeker_id) ORDER BY id FOR UPDATE`)
}

// touched is the SQL for more of those ideas, where what a person contributed is removed.
func touched(c Contributions) string {
	if c != Remove {
		return ""
	}
	return ` UNION SELECT id FROM ideas WHERE author_id = @person UNION SELECT idea_id FROM comments WHERE author_id = @person AND state = 'published'
		UNION SELECT idea_id FROM idea_merges WHERE state = 'merged' AND into_id IN (SELECT id FROM ideas WHERE author_id = @person)`
}

// stopHelping takes back what a person offers and what they have promised and not done yet, so that it is lacking again, ends their
// contacts, and closes what their ideas need: nobody could answer. Needs are locked in the order of their ids.
func stopHelping(tx *gorm.DB, person uuid.UUID) error {
	var touched []struct{ ID, IdeaID uuid.UUID }
	err := tx.Raw(`SELECT id, idea_id FROM needs WHERE id IN (SELECT need_id FROM commitments WHERE helper_id = @person
			UNION SELECT n.id FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE i.author_id = @person)
		ORDER BY id FOR NO KEY UPDATE`, map[string]any{"person": person}).Scan(&touched).Error
	if err != nil {
		return err
	}
	for _, need := range touched {
		postgres.Changed(tx, change.Record(need.IdeaID))
	}
	postgres.Changed(tx, change.Offers)
	return run(tx, person,
		`WITH gone AS (DELETE FROM commitments WHERE helper_id = @person AND outcome IS NULL RETURNING need_id, amount),
			lacking AS (SELECT need_id, sum(amount) AS amount FROM gone GROUP BY need_id)
			UPDATE needs n SET committed = n.committed - l.amount, state = CASE n.state WHEN 'fulfilled' THEN 'open' ELSE n.state END, keyed = false, told = false, version = n.version + 1
			FROM lacking l WHERE n.id = l.need_id`,
		`UPDATE needs n SET state = 'closed', version = n.version + 1 FROM ideas i WHERE i.id = n.idea_id AND i.author_id = @person AND n.state = 'open'`,
		`DELETE FROM need_keys WHERE need_id IN (SELECT n.id FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE i.author_id = @person)`,
		`DELETE FROM contacts WHERE helper_id = @person OR seeker_id = @person`,
		`DELETE FROM offers WHERE owner_id = @person`,
		// What was never public goes, and so does the text of what a moderator hid.
		`DELETE FROM needs n USING ideas i WHERE i.id = n.idea_id AND i.author_id = @person AND n.withheld = 'waiting'`,
		`UPDATE needs n SET description = '[borttagen]', unit = '[borttagen]' FROM ideas i WHERE i.id = n.idea_id AND i.author_id = @person AND n.withheld = 'hidden'`,
		`UPDATE commitments SET description = '[borttagen]' WHERE helper_id = @person AND withheld = 'hidden'`)
}

// takeBackThanks takes back what a person thanked for; comments are locked in the order of their ids.
func takeBackThanks(tx *gorm.DB, person uuid.UUID) error {
	var thanked []struct{ ID uuid.UUID }
	err := tx.Raw(`SELECT id FROM comments WHERE id IN (SELECT comment_id FROM comment_thanks WHERE participant_id = @person)
		ORDER BY id FOR NO KEY UPDATE`, map[string]any{"person": person}).Scan(&thanked).Error
	if err != nil {
		return err
	}
	for _, comment := range thanked {
		postgres.Changed(tx, change.Record(comment.ID))
	}
	return run(tx, person, `WITH gone AS (DELETE FROM comment_thanks WHERE participant_id = @person RETURNING comment_id)
		UPDATE comments c SET thanks_count = c.thanks_count - 1 FROM gone WHERE c.id = gone.comment_id`)
}

// remember keeps a proven person from voting anew on what they have voted on, until that is over: until the
// last challenge closes that is open now, and no longer than a year.
const remember = `INSERT INTO departed_people (person_hash, until)
	SELECT a.person_hash, least(now() + interval '1 year', max(COALESCE(c.closes_at, 'infinity')))
	FROM accounts a, votes v JOIN challenge_ideas q ON q.idea_id = v.idea_id JOIN challenges c ON c.id = q.challenge_id
	WHERE a.id = @person AND a.person_hash IS NOT NULL AND v.participant_id = @person AND c.state = 'open' AND COALESCE(c.closes_at, 'infinity') > now()
	GROUP BY a.person_hash
	ON CONFLICT ON CONSTRAINT departed_people_pkey DO UPDATE SET until = greatest(departed_people.until, EXCLUDED.until)`

// deleteDrafts deletes what has never been public.
var deleteDrafts = []string{ //nolint:gochecknoglobals // a list of constants
	`DELETE FROM challenge_ideas WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = @person AND published_at IS NULL)`,
	`DELETE FROM moderation_cases WHERE thing_id IN (SELECT id FROM ideas WHERE author_id = @person AND published_at IS NULL)`,
	`DELETE FROM ideas WHERE author_id = @person AND published_at IS NULL`,
	`DELETE FROM moderation_cases WHERE thing_id IN (SELECT id FROM held_comments WHERE author_id = @person)`,
	`DELETE FROM held_comments WHERE author_id = @person`,
	`DELETE FROM moderation_cases WHERE thing_id IN (SELECT n.id FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE i.author_id = @person AND n.withheld = 'waiting'
		UNION ALL SELECT id FROM offers WHERE owner_id = @person AND withheld = 'waiting')`,
}

// deletePictures deletes those of a person that nothing shows that stays.
const deletePictures = `DELETE FROM images i WHERE owner_id = @person AND NOT EXISTS (SELECT FROM challenges c WHERE c.image_id = i.id)
	AND NOT EXISTS (SELECT FROM idea_images n WHERE n.image_id = i.id)`

// forgetJudged deletes what was decided about them; what is not judged yet stays with what they leave.
var forgetJudged = []string{ //nolint:gochecknoglobals // a list of constants
	`DELETE FROM moderation_cases WHERE author_id = @person AND (state = 'closed' OR thing_kind = 'person' OR cause = 'held')`,
	`DELETE FROM hidden_comments WHERE comment_id IN (SELECT id FROM comments WHERE author_id = @person)`,
}

// deletePerson deletes what belongs to nobody but them; most of it goes with the account.
var deletePerson = []string{ //nolint:gochecknoglobals // a list of constants
	`DELETE FROM lead_assignments WHERE account_id = @person`,
	`DELETE FROM idempotency_keys WHERE participant_id = @person`,
	`DELETE FROM follows WHERE target_id = @person`,
	`UPDATE notification_events SET actor_id = NULL WHERE actor_id = @person`,
	`DELETE FROM accounts WHERE id = @person`,
	`DELETE FROM participants WHERE id = @person`,
}

func run(tx *gorm.DB, person uuid.UUID, statements ...string) error {
	for _, statement := range statements {
		if err := tx.Exec(statement, map[string]any{"person": person}).Error; err != nil {
			return err
		}
	}
	return nil
}

// settle does with what a person wrote as they chose.
func settle(tx *gorm.DB, person uuid.UUID, c Contributions, parts idea.Parts) error {
	if c != Remove {
		return nil
	}
	return removeContributions(tx, person, parts)
}

// holdParts locks what a person wrote that is removed, and what of others is part of it.
func holdParts(tx *gorm.DB, person uuid.UUID, c Contributions) (idea.Parts, error) {
	var own []struct{ ID uuid.UUID }
	if c != Remove {
		return idea.Parts{}, nil
	}
	if err := tx.Raw(`SELECT id FROM ideas WHERE author_id = ?`, person).Scan(&own).Error; err != nil {
		return idea.Parts{}, err
	}
	ids := make([]uuid.UUID, len(own))
	for n, i := range own {
		ids[n] = i.ID
	}
	return idea.HoldParts(tx, ids...)
}

// removeContributions takes the texts away and leaves their places, so that what others answered can
// still be read. What others wrote and is part of it stands by itself again. Counters of ideas are locked in the order of their ids, as
// everywhere.
func removeContributions(tx *gorm.DB, person uuid.UUID, parts idea.Parts) error {
	var touched []struct{ ID uuid.UUID }
	err := tx.Raw(`SELECT idea_id AS id FROM idea_stats WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = @person
			UNION SELECT idea_id FROM comments WHERE author_id = @person AND state = 'published')
		ORDER BY idea_id FOR NO KEY UPDATE`, map[string]any{"person": person}).Scan(&touched).Error
	if err != nil {
		return err
	}
	for _, i := range touched {
		postgres.Changed(tx, change.Record(i.ID), change.Tally(i.ID), change.Comments(i.ID))
	}
	if len(touched) > 0 {
		postgres.Changed(tx, change.All) // replies stand under comments anywhere
	}
	if err := parts.Free(tx, person); err != nil {
		return err
	}
	return run(tx, person,
		`UPDATE idea_stats s SET comment_count = s.comment_count - c.n FROM (
			SELECT idea_id, count(*) AS n FROM comments WHERE author_id = @person AND state = 'published' GROUP BY idea_id) c WHERE s.idea_id = c.idea_id`,
		`DELETE FROM comment_thanks t USING comments c WHERE c.id = t.comment_id AND c.author_id = @person AND c.state = 'published'`,
		`UPDATE comments SET state = 'deleted-by-author', body = '', thanks_count = 0, edited_at = NULL WHERE author_id = @person AND state = 'published'`,
		`UPDATE challenge_stats s SET idea_count = s.idea_count - a.n FROM (
			SELECT a.challenge_id, count(*) AS n FROM challenge_ideas a JOIN ideas i ON i.id = a.idea_id
			WHERE i.author_id = @person AND i.state = 'published' GROUP BY a.challenge_id ORDER BY a.challenge_id) a WHERE s.challenge_id = a.challenge_id`,
		`DELETE FROM idea_revisions WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = @person)`,
		`DELETE FROM idea_files WHERE owner_id = @person OR idea_id IN (SELECT id FROM ideas WHERE author_id = @person)`,
		`DELETE FROM idea_images WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = @person)`,
		`DELETE FROM idea_links WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = @person)`,
		`UPDATE needs n SET description = '[borttagen]', state = 'closed', version = n.version + 1 FROM ideas i WHERE i.id = n.idea_id AND i.author_id = @person`,
		`UPDATE commitments SET description = '[borttagen]' WHERE helper_id = @person`,
		`UPDATE commitments SET words = '[borttagen]' WHERE outcome_by = @person`,
		`UPDATE idea_steps SET reason = '[borttagen]' WHERE by_id = @person AND capacity = 'author'`,
		`UPDATE idea_merges SET reason = '[borttagen]' WHERE proposed_by = @person`,
		`UPDATE idea_handovers SET reason = '[borttagen]' WHERE offered_by = @person`,
		`UPDATE ideas SET state = CASE state WHEN 'hidden' THEN state ELSE 'withdrawn' END, restores_to = CASE state WHEN 'hidden' THEN 'withdrawn' END, title = '[borttagen]', body = '[borttagen]', excerpt = '', longitude = NULL, latitude = NULL, district_id = NULL,
			version = version + 1, updated_at = now() WHERE author_id = @person`)
}

// holdProposals locks proposals to merge that a person's going ends or changes, which come before ideas in the order of locks.
const holdProposals = `SELECT FROM idea_merges WHERE state = 'proposed' AND (proposed_by = @person OR idea_id IN (SELECT id FROM ideas WHERE author_id = @person)
	OR into_id IN (SELECT id FROM ideas WHERE author_id = @person)) ORDER BY id FOR NO KEY UPDATE`

// proven are the addresses that the account has and had until lately, unless they are another's by now.
const proven = `SELECT email_key FROM accounts WHERE id = @person
	UNION SELECT c.email_key FROM email_reversals c WHERE c.account_id = @person AND NOT EXISTS (SELECT FROM accounts a WHERE a.email_key = c.email_key)`

// addresses are those, and the one that it was to have: mail to it tells of this account, but what else waits there may be another's.
const addresses = proven + `
	UNION SELECT c.email_key FROM email_changes c WHERE c.account_id = @person AND NOT EXISTS (SELECT FROM accounts a WHERE a.email_key = c.email_key)`

// forgetAddress deletes what is known of a person's addresses beside the account.
func forgetAddress(tx *gorm.DB, person uuid.UUID) error {
	var address []string
	if err := tx.Raw(addresses, map[string]any{"person": person}).Scan(&address).Error; err != nil {
		return err
	}
	for _, key := range address {
		if err := tx.Exec(`DELETE FROM login_failures WHERE subject = ?`, auth.HashSecret("account "+key)).Error; err != nil {
			return err
		}
	}
	return run(tx, person,
		`DELETE FROM registrations WHERE email_key IN (`+proven+`)`,
		`DELETE FROM organisation_invitations WHERE email_key IN (`+proven+`)`,
		`DELETE FROM mailbox_messages WHERE lower(recipient) IN (`+addresses+`)`,
		`DELETE FROM river_job WHERE kind = 'send-mail' AND lower(args->>'to') IN (`+addresses+`)`)
}
