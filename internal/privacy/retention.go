package privacy

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/proofofwork"
)

// Ground is why something may be kept at all (the General Data Protection Regulation, article 6.1).
type Ground string

// The grounds. No processing rests on consent: whoever shows a field of their profile to others can hide
// it again, and that is all there is to take back.
const (
	PublicTask      Ground = "public-task"      // 6.1 e: people take part in what the municipality decides
	LegalObligation Ground = "legal-obligation" // 6.1 c: what was done to people's rights can be answered for
)

const aDay = 24 * time.Hour

// Rule says how long a kind of data is kept, why, and what happens then. The job does what it says, and
// the page about privacy shows it: text and truth are one.
type Rule struct {
	Kind   string
	Title  [2]string // in Swedish and English
	Effect [2]string
	Period time.Duration // 0: as long as the platform lasts
	Ground Ground

	tables []string // whose rows are deleted where that holds; ? is the period in seconds
	where  string
}

// Rules lists them. idle is the number of months after which an account that nobody uses is about to be closed.
func Rules(idle int) []Rule {
	return slices.Concat(accountRules(idle), signingInRules(), otherRules())
}

func gone() [2]string { return [2]string{"Raderas", "Deleted"} }

func accountRules(idle int) []Rule {
	return []Rule{
		{Kind: "contributions", Title: [2]string{"Publicerade idéer och kommentarer, och röster", "Published ideas and comments, and votes"},
			Effect: [2]string{"Står kvar. När du stänger kontot väljer du om texterna ska bort; röster räknas då utan att höra till någon",
				"They stay. When you close your account you choose whether the texts go; votes then count without being anybody's"}, Ground: PublicTask},
		{Kind: "idle-accounts", Title: [2]string{"Konton som ingen använder", "Accounts that nobody uses"}, Period: time.Duration(idle) * 730 * time.Hour,
			Effect: [2]string{"Du får ett mejl, och kontot stängs 30 dagar senare om du inte loggar in", "You get a mail, and the account is closed 30 days later unless you sign in"}, Ground: PublicTask},
		{Kind: "closed-accounts", Title: [2]string{"Konton som du har bett oss stänga", "Accounts that you asked us to close"}, Period: wayBack,
			Effect: [2]string{"Kontot och allt som hör till det raderas", "The account and all that belongs to it is deleted"}, Ground: PublicTask},
	}
}

func signingInRules() []Rule {
	return []Rule{
		{Kind: "registrations", Title: [2]string{"Registreringar som inte bekräftas", "Registrations that are not confirmed"}, Period: 30 * time.Minute, Effect: gone(), Ground: PublicTask,
			tables: []string{"registrations"}, where: `expires_at < now() AND ?::float8 > 0`},
		{Kind: "registration-checks", Title: [2]string{"Kontroller mot automatisk registrering, utan uppgifter om någon", "Checks against automatic registration, which say nothing of anybody"}, Period: proofofwork.Lifetime, Effect: gone(), Ground: PublicTask,
			tables: []string{"spent_proofs"}, where: `expires_at < now() AND ?::float8 > 0`},
		{Kind: "unfinished-sign-ins", Title: [2]string{"Inloggningar som har påbörjats", "Sign-ins that were begun"}, Period: 30 * time.Minute, Effect: gone(), Ground: PublicTask,
			tables: []string{"login_links", "pending_sign_ins", "passkey_ceremonies", "identity_requests", "identity_arrivals"}, where: `expires_at < now() AND ?::float8 > 0`},
		{Kind: "organisation-invitations", Title: [2]string{"Inbjudningar till organisationer som ingen svarar på", "Invitations to organisations that nobody answers"},
			Period: organisation.InvitationLife, Effect: gone(), Ground: PublicTask,
			tables: []string{"organisation_invitations"}, where: `expires_at < now() AND ?::float8 > 0`},
		{Kind: "password-resets", Title: [2]string{"Länkar för nytt lösenord", "Links for a new password"}, Period: 30 * time.Minute, Effect: gone(), Ground: PublicTask,
			tables: []string{"password_resets"}, where: `expires_at < now() AND ?::float8 > 0`},
		{Kind: "email-changes", Title: [2]string{"Länkar för ny e-postadress", "Links for a new e-mail address"}, Period: 30 * time.Minute, Effect: gone(), Ground: PublicTask,
			// Also those that ended before their time count towards how many may be asked for.
			tables: []string{"email_changes"}, where: `expires_at < now() AND created_at < now() - make_interval(secs => ?)`},
		{Kind: "email-reversals", Title: [2]string{"Adressen före ett byte, så att den kan tas tillbaka", "The address before a change, so that it can be taken back"}, Period: 7 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"email_reversals"}, where: `expires_at < now() AND ?::float8 > 0`},
		{Kind: "sign-in-failures", Title: [2]string{"Misslyckade inloggningar, utan läsbar e-postadress", "Failed sign-ins, without a readable address"}, Period: time.Hour, Effect: gone(), Ground: PublicTask,
			tables: []string{"login_failures"}, where: `created_at < now() - make_interval(secs => ?)`},
		{Kind: "sessions", Title: [2]string{"Inloggningar som är över", "Sign-ins that are over"}, Period: aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"sessions"}, where: `least(expires_at, ended_at) < now() - make_interval(secs => ?)`},
	}
}

func otherRules() []Rule {
	return []Rule{
		{Kind: "repeated-calls", Title: [2]string{"Kom-ihåg att samma sak inte skapas två gånger", "What keeps the same thing from being made twice"}, Period: aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"idempotency_keys"}, where: `created_at < now() - make_interval(secs => ?)`},
		{Kind: "exports", Title: [2]string{"Filer med dina uppgifter", "Files with your data"}, Period: exportLifetime, Effect: gone(), Ground: LegalObligation,
			tables: []string{"exports"}, where: `created_at < now() - make_interval(secs => ?)`},
		{Kind: "unused-images", Title: [2]string{"Bilder som varken en utmaning eller en idé visar", "Pictures that neither a challenge nor an idea shows"}, Period: aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"images"}, where: `created_at < now() - make_interval(secs => ?) AND NOT EXISTS (SELECT FROM challenges c WHERE c.image_id = images.id) AND NOT EXISTS (SELECT FROM idea_images n WHERE n.image_id = images.id)`},
		{Kind: "sent-files", Title: [2]string{"Att du har skickat en fil, så att det inte blir för många", "That you sent a file, so that they do not become too many"}, Period: aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"file_sendings"}, where: `sent_at < now() - make_interval(secs => ?)`},
		{Kind: "promises-made", Title: [2]string{"Att du har lovat något, så att det inte blir för mycket", "That you promised something, so that it does not become too much"}, Period: aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"commitment_makings"}, where: `made_at < now() - make_interval(secs => ?)`},
		{Kind: "undelivered-mail", Title: [2]string{"Mejl som inte gick att skicka", "Mail that could not be sent"}, Period: 7 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"river_job"}, where: `kind = 'send-mail' AND state IN ('discarded', 'cancelled') AND finalized_at < now() - make_interval(secs => ?)`},
		{Kind: "events", Title: [2]string{"Händelser som redan är berättade för dem de gäller", "Events that those concerned have been told of"}, Period: aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"notification_events"}, where: `done_at < now() - make_interval(secs => ?)`},
		{Kind: "notifications", Title: [2]string{"Det vi har berättat för dig om det du följer", "What we told you about what you follow"}, Period: 180 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"notifications"}, where: `happened_at < now() - make_interval(secs => ?)`},
		{Kind: "letters", Title: [2]string{"Att du har fått ett mejl om händelser, så att du kan avsäga dig fler", "That you got a mail about what happened, so that you can stop more"}, Period: 365 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"notification_letters"}, where: `sent_at < now() - make_interval(secs => ?)`},
		{Kind: "contacts", Title: [2]string{"Kontakter om behov, med det som skrevs", "Contacts about needs, with what was written"}, Period: 365 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"contacts"}, where: `COALESCE(answered_at, asked_at) < now() - make_interval(secs => ?)`},
		{Kind: "co-author-invitations", Title: [2]string{"Att någon har tackat nej till att skriva med i en idé, eller inte längre gör det", "That somebody declined to write an idea with others, or no longer does"},
			Period: 30 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"idea_coauthors"}, where: `state = 'ended' AND settled_at < now() - make_interval(secs => ?)`},
		{Kind: "offers", Title: [2]string{"Erbjudanden som är över", "Offers that are over"}, Period: 365 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"offers"}, where: `state IN ('ended', 'expired') AND updated_at < now() - make_interval(secs => ?) AND ends_at < now()`},
		{Kind: "demo-mailbox", Title: [2]string{"Mejl i en provmiljös brevlåda", "Mail in the mailbox of a demo"}, Period: 30 * aDay, Effect: gone(), Ground: PublicTask,
			tables: []string{"mailbox_messages"}, where: `sent_at < now() - make_interval(secs => ?)`},
		{Kind: "departed-people", Title: [2]string{"Att någon med styrkt identitet har röstat och lämnat", "That somebody with a proven identity has voted and left"}, Period: 365 * aDay,
			Effect: [2]string{"Raderas när omröstningarna är över, senast efter ett år. Hindrar att samma person röstar igen", "Deleted when the votes are over, after a year at most. Keeps the same person from voting again"},
			Ground: PublicTask, tables: []string{"departed_people"}, where: `until < now() AND ?::float8 > 0`},
		{Kind: "moderation", Title: [2]string{"Rapporter, beslut om det som skrivits och överklaganden", "Reports, decisions about what was written, and appeals"}, Period: 2 * 365 * aDay, Effect: gone(), Ground: LegalObligation,
			tables: []string{"moderation_cases"}, where: `state = 'closed' AND closed_at < now() - make_interval(secs => ?)`},
		{Kind: "hidden-comments", Title: [2]string{"Texten i dolda kommentarer", "The text of hidden comments"}, Period: 2 * 365 * aDay, Effect: gone(), Ground: LegalObligation,
			tables: []string{"hidden_comments"}, where: `hidden_at < now() - make_interval(secs => ?)`},
		{Kind: "refused-comments", Title: [2]string{"Kommentarer som en moderator inte släppte igenom", "Comments that a moderator did not let through"}, Period: 2 * 365 * aDay, Effect: gone(), Ground: LegalObligation,
			tables: []string{"held_comments"}, where: `refused_at < now() - make_interval(secs => ?)`},
		{Kind: "audit-log", Title: [2]string{"Granskningsloggen över behörigheter och konton", "The audit log of rights and accounts"}, Period: 2 * 365 * aDay, Effect: gone(), Ground: LegalObligation,
			tables: []string{"audit_log"}, where: `at < now() - make_interval(secs => ?) AND at < now() - interval '2 years'`},
	}
}

// Rules lists what this installation keeps, and how long.
func (s *Store) Rules() []Rule { return Rules(s.idleMonths) }

// sweepBatch bounds how many rows one statement deletes, so that none holds locks for long.
const sweepBatch = 2_000

// Retain deletes what has been kept long enough, rule by rule and in batches: a run that is ended is taken
// up by the next. It logs how many rows went, and nothing of what was in them.
func (s *Store) Retain(ctx context.Context, log *slog.Logger) error {
	faults := []error{s.noteSeen(ctx)}
	for _, r := range Rules(s.idleMonths) {
		n, err := s.sweep(ctx, r)
		if n > 0 {
			log.InfoContext(ctx, "kept long enough", slog.String("kind", r.Kind), slog.Int64("deleted", n))
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", r.Kind, err))
		}
	}
	return errors.Join(append(faults, s.closeIdle(ctx))...)
}

func (s *Store) sweep(ctx context.Context, r Rule) (deleted int64, err error) {
	for _, table := range r.tables {
		statement := fmt.Sprintf(`DELETE FROM %[1]s WHERE ctid = ANY (ARRAY (SELECT ctid FROM %[1]s WHERE %[2]s LIMIT %[3]d))`, table, r.where, sweepBatch)
		for more := true; more; {
			done := s.db.WithContext(ctx).Exec(statement, r.Period.Seconds())
			if done.Error != nil {
				return deleted, done.Error
			}
			deleted += done.RowsAffected
			more = done.RowsAffected == sweepBatch
		}
	}
	return deleted, nil
}

// idleGrace is how long somebody has to sign in after the mail that says that their account is not used.
const idleGrace = 30 * aDay

// noteSeen notes on which day people were here, before their sessions are forgotten. Accounts are locked some at a time and in the
// order of their ids, as votes lock them: nobody waits in a circle.
func (s *Store) noteSeen(ctx context.Context) error {
	for more := true; more; {
		noted := s.db.WithContext(ctx).Exec(`WITH seen AS (
				SELECT a.id, s.day FROM accounts a JOIN (SELECT account_id, max(last_used_at)::date AS day FROM sessions GROUP BY account_id) s ON s.account_id = a.id
				WHERE a.last_seen_on < s.day ORDER BY a.id LIMIT ? FOR NO KEY UPDATE OF a)
			UPDATE accounts a SET last_seen_on = seen.day FROM seen WHERE a.id = seen.id`, sweepBatch)
		if noted.Error != nil {
			return noted.Error
		}
		more = noted.RowsAffected == sweepBatch
	}
	return nil
}

// closeIdle keeps the accounts of those who came back, and asks to close those that nobody has used for long. An administrator's is
// never closed so. Accounts are locked before their closures, as everywhere; one that somebody has to themselves is left to the next run.
func (s *Store) closeIdle(ctx context.Context) error {
	err := s.db.WithContext(ctx).Exec(`DELETE FROM closures c USING accounts a WHERE c.idle AND a.id = c.account_id AND ` + cameBack).Error
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var idle []struct {
			owner    `gorm:"embedded"`
			ClosesAt time.Time
		}
		err := tx.Raw(`WITH idle AS (
				INSERT INTO closures (account_id, contributions, closes_at, idle)
				SELECT id, 'keep', now() + make_interval(secs => ?), true FROM accounts a
				WHERE last_seen_on < current_date - make_interval(months => ?) AND role <> 'administrator'
					AND NOT EXISTS (SELECT FROM closures c WHERE c.account_id = a.id)
				ORDER BY id LIMIT ? FOR KEY SHARE SKIP LOCKED ON CONFLICT ON CONSTRAINT closures_pkey DO NOTHING RETURNING account_id, closes_at)
			SELECT a.id, a.email, p.display_name, a.language, i.closes_at
			FROM idle i JOIN accounts a ON a.id = i.account_id JOIN participants p ON p.id = a.id`, idleGrace.Seconds(), s.idleMonths, batch).Scan(&idle).Error
		if err != nil {
			return err
		}
		for _, o := range idle {
			if err := s.outbox.Send(tx, closingIdle(o.owner, o.ClosesAt, s.url)); err != nil {
				return err
			}
		}
		return nil
	})
}
