package notification

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// lettersAtOnce is to how many people one transaction writes.
	lettersAtOnce = 100
	// betweenLetters is the least time between two mails to the same person: a lively discussion is one mail, not thirty.
	betweenLetters = 5 * time.Minute
	// inLetter bounds how many notifications one mail lists; it says how many more there are.
	inLetter = 30
	// postTurn is an advisory lock: one writes letters at a time.
	postTurn = 7_650_725
)

// item is what a letter tells in one line.
type item struct {
	News        shownRow `gorm:"embedded"`
	RecipientID uuid.UUID
	Shown       bool // whether the recipient may know of it now
	Wanted      bool // whether they want to be told by mail, and are told of anything
	Email       string
	Name        string
	Language    string
	Mailed      int // of the count, what an earlier letter told
}

// SendDue writes the mails that are due until none is, or ctx ends: one to a person, with all that is due,
// in their language. What they may not know of by now, have read or do not want to be told of is left out,
// and a mail that would say nothing is not sent. Each batch is one transaction, with what it told noted
// beside the mail: a run that is killed writes nobody twice.
func (s *Store) SendDue(ctx context.Context) error {
	for more := true; more; {
		err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) (err error) {
			more, err = s.sendSome(tx, time.Now())
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sendSome writes to some of those to whom mail is due, and reports whether there were any.
func (s *Store) sendSome(tx *gorm.DB, now time.Time) (any bool, err error) {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, postTurn).Error; err != nil {
		return false, err
	}
	if err := postpone(tx, now); err != nil {
		return false, err
	}
	to, err := ids(tx, `SELECT DISTINCT recipient_id AS id FROM (
		SELECT recipient_id FROM notifications WHERE mail_at <= ? ORDER BY mail_at, recipient_id LIMIT ?) due`, now, lettersAtOnce)
	if err != nil || len(to) == 0 {
		return false, err
	}
	items, err := dueItems(tx, to, now)
	if err != nil {
		return false, err
	}
	for start := 0; start < len(items); {
		end := start
		for end < len(items) && items[end].RecipientID == items[start].RecipientID {
			end++
		}
		if err := s.send(tx, items[start:end]); err != nil {
			return false, err
		}
		start = end
	}
	return true, nil
}

// postpone puts off what is due to who had a mail just now.
func postpone(tx *gorm.DB, now time.Time) error {
	return tx.Exec(`UPDATE notifications n SET mail_at = l.sent_at + make_interval(secs => ?)
		FROM (SELECT recipient_id, max(sent_at) AS sent_at FROM notification_letters WHERE sent_at > ? GROUP BY recipient_id) l
		WHERE n.recipient_id = l.recipient_id AND n.mail_at <= ? AND l.sent_at + make_interval(secs => ?) > ?`,
		betweenLetters.Seconds(), now.Add(-betweenLetters), now, betweenLetters.Seconds(), now).Error
}

// dueItems takes what is due to people, a person's together and the latest first, and notes that it is told.
func dueItems(tx *gorm.DB, to postgres.IDs, now time.Time) ([]item, error) {
	var items []item
	err := tx.Raw(`WITH due AS (
			SELECT id, mailed FROM notifications WHERE recipient_id = ANY (?) AND mail_at <= ? ORDER BY id FOR UPDATE),
		n AS (
			UPDATE notifications n SET mail_at = NULL, mailed = n.count FROM due WHERE n.id = due.id RETURNING n.*, due.mailed AS told)
		SELECT `+shownColumns+`, n.recipient_id, n.told AS mailed, a.email, a.language, me.display_name AS name, `+shown+` AS shown,
			n.kind = ANY (?) AND a.disabled_at IS NULL OR `+active+` AND s.mail IS NOT FALSE AND c.mail IS DISTINCT FROM 'never' AS wanted
		FROM n JOIN accounts a ON a.id = n.recipient_id JOIN participants me ON me.id = n.recipient_id
			LEFT JOIN notification_settings s ON s.account_id = n.recipient_id
			LEFT JOIN notification_choices c ON c.account_id = n.recipient_id AND c.kind = n.kind`+shownJoins+`
		ORDER BY n.recipient_id, n.happened_at DESC, n.id DESC`, to, now, postgres.Texts(demanded()), postgres.Texts(demanded()), false).Scan(&items).Error
	return items, err
}

// send writes one person a letter of those items that they may know of and want to be told.
func (s *Store) send(tx *gorm.DB, items []item) error {
	items = slices.DeleteFunc(items, func(i item) bool { return !i.Shown || !i.Wanted })
	if len(items) == 0 {
		return nil
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	secret := auth.NewSecret()
	err = tx.Exec(`INSERT INTO notification_letters (id, recipient_id, secret_hash) VALUES (?, ?, ?)`, id, items[0].RecipientID, auth.HashSecret(secret)).Error
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, s.letter(items, secret))
}

// letter is the mail. What the law demands cannot be unsubscribed from, so a letter of nothing else does not offer it.
func (s *Store) letter(items []item, secret string) mail.Message {
	to := items[0]
	w := wordsIn(to.Language)
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(w.greeting, "{name}", to.Name) + "\n")
	for _, i := range items[:min(len(items), inLetter)] {
		b.WriteString("\n" + i.sentence(to.Language) + "\n" + s.url + i.path() + "\n")
	}
	if more := len(items) - inLetter; more > 0 {
		b.WriteString("\n" + counted(w.more, more) + "\n" + s.url + "/notifications\n")
	}
	b.WriteString("\n" + w.settings + "\n" + s.url + "/profile/notifications\n")
	m := mail.Message{To: to.Email, Subject: subjectOf(items, to.Language)}
	if slices.ContainsFunc(items, func(i item) bool { return !i.News.Kind.Demanded() }) {
		b.WriteString("\n" + w.stop + "\n" + s.url + "/unsubscribe#" + secret + "\n")
		m.Unsubscribe = s.url + "/unsubscribe/" + secret
	}
	m.Text = b.String()
	return m
}

// subjectOf says what the letter is about: its only item, or how many there are.
func subjectOf(items []item, language string) string {
	if len(items) == 1 {
		return strings.Join(strings.Fields(items[0].sentence(language)), " ")
	}
	return counted(wordsIn(language).subject, len(items))
}

// path is where one reads of i in the app, as its own links have it.
func (i item) path() string {
	n := i.News
	page := map[SubjectKind]string{Idea: "/ideas/", Challenge: "/challenges/", Workshop: "/workshops/", Organisation: "/organisations/", Person: "/participants/"}
	switch n.Kind { //nolint:exhaustive // the others lead to their subjects
	case ContactAsked:
		return "/profile/contacts"
	case ContactAnswered:
		return "/profile/contacts?sent=true"
	case ReportActed, ReportKept:
		return "/moderation"
	case ModerationDecision, AppealDecided:
		if n.ObjectID != nil {
			return "/moderation-decisions/" + n.ObjectID.String()
		}
	case IdeaPublished:
		if n.Count-i.Mailed == 1 && n.ObjectID != nil {
			return page[Idea] + n.ObjectID.String()
		}
	}
	if page[n.SubjectKind] == "" { // a topic or a district has no page of its own
		return "/ideas?sort=newest"
	}
	path := page[n.SubjectKind] + n.SubjectID.String()
	if n.Kind.aboutComment() && n.ObjectID != nil {
		path += "#comment-" + n.ObjectID.String()
	}
	return path
}

// aboutComment reports whether the object of k is a comment, which has an address of its own.
func (k Kind) aboutComment() bool {
	return slices.Contains([]Kind{Comment, Reply, Mention, OfficialReply, Thanks}, k)
}
