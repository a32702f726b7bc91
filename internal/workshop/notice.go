package workshop

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

// receiver is somebody who signed up, and where mail goes.
type receiver struct {
	DisplayName string
	Email       string // empty without an account that can sign in
	Language    string
	State       SignupState
}

// receivers and addresses are the SQL that reads them for sign-ups g.
const (
	receivers = `SELECT p.display_name, COALESCE(a.email, '') AS email, COALESCE(a.language, '') AS language, g.state `
	addresses = `JOIN participants p ON p.id = g.participant_id LEFT JOIN accounts a ON a.id = g.participant_id AND a.disabled_at IS NULL`
)

// tellAll sends a mail to everybody who signed up: seldom more than a few hundred, so one job each.
func (s *Store) tellAll(tx *gorm.DB, w Summary, n news) error {
	var all []receiver
	err := tx.Raw(receivers+`FROM signups g `+addresses+` WHERE g.workshop_id = ? ORDER BY g.number`, w.ID).Scan(&all).Error
	if err != nil {
		return err
	}
	return s.tell(tx, w, n, all)
}

// tell puts mails into the transaction: they leave exactly when it commits.
func (s *Store) tell(tx *gorm.DB, w Summary, n news, to []receiver) error {
	for _, r := range to {
		if r.Email == "" {
			continue
		}
		if err := s.outbox.Send(tx, n.message(w, r, s.url)); err != nil {
			return err
		}
	}
	return nil
}

// message writes the mail to r; url is where the app is.
func (n news) message(w Summary, r receiver, url string) mail.Message {
	var b strings.Builder
	fmt.Fprintf(&b, greeting.in(r.Language)+"\n\n"+n.opening.in(r.Language)+"\n\n", r.DisplayName, w.Title)
	fmt.Fprintf(&b, "%s: %s\n", labelTime.in(r.Language), local(w.StartsAt, w.EndsAt, r.Language))
	if w.Place != nil {
		fmt.Fprintf(&b, "%s: %s\n", labelPlace.in(r.Language), *w.Place)
	}
	if w.Link != nil {
		fmt.Fprintf(&b, "%s: %s\n", labelLink.in(r.Language), *w.Link)
	}
	if n.withState {
		fmt.Fprintf(&b, "\n%s\n", standing[r.State].in(r.Language))
	}
	page := url + "/workshops/" + w.ID.String()
	if n.elsewhere {
		page = url + "/workshops"
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n", n.closing.in(r.Language), page)
	return mail.Message{To: r.Email, Subject: fmt.Sprintf(n.subject.in(r.Language), w.Title), Text: b.String()}
}

// local writes a span of time, such as "torsdag 3 december 2026 kl. 18.00–20.00".
func local(start, end time.Time, language string) string {
	start, end = text.Local(start), text.Local(end)
	from, day, clock := moment(start, language), "", end.Format("15.04")
	if language == "en" {
		clock = end.Format("15:04")
	}
	if start.Format(time.DateOnly) != end.Format(time.DateOnly) {
		from, day, clock = from+" ", " ", moment(end, language)
	}
	return from + "–" + day + clock
}

// moment writes a day and a time of day.
func moment(t time.Time, language string) string {
	if language == "en" {
		return t.Format("Monday 2 January 2006, 15:04")
	}
	weekdays := [...]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"}
	months := [...]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}
	return fmt.Sprintf("%s %d %s %d kl. %s", weekdays[t.Weekday()], t.Day(), months[t.Month()-1], t.Year(), t.Format("15.04"))
}
