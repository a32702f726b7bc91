package lead

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

// wording is a mail; words in braces stand for what it tells of.
type wording struct{ subject, text string }

// wordings are what people are told, in Swedish and in English.
func wordings(what audit.Action, language string) wording {
	switch {
	case what == Revoked && language == "en":
		return wording{"You no longer lead “{title}”",
			"Hello {name},\n\nYour assignment as {role} of “{title}” has ended, and you have been signed out. Sign in again as usual:\n\n{url}/login\n"}
	case what == Revoked:
		return wording{"Du leder inte längre ”{title}”",
			"Hej {name}!\n\nDitt uppdrag som {role} för ”{title}” är avslutat, och du har loggats ut. Logga in igen som vanligt:\n\n{url}/login\n"}
	case language == "en":
		return wording{"You lead “{title}”", "Hello {name},\n\nYou are now {role} of “{title}”{until}. What you lead is here:\n\n{url}/lead\n"}
	}
	return wording{"Du leder ”{title}”", "Hej {name}!\n\nDu är nu {role} för ”{title}”{until}. Det du leder finns här:\n\n{url}/lead\n"}
}

// tell mails somebody what they lead now, or no longer: the thing of that title.
func (s *Store) tell(tx *gorm.DB, what audit.Action, account uuid.UUID, title string, terms Terms) error {
	var to struct{ Email, Language, DisplayName string }
	err := tx.Raw(`SELECT a.email, a.language, p.display_name FROM accounts a JOIN participants p ON p.id = a.id WHERE a.id = ?`, account).Scan(&to).Error
	if err != nil {
		return err
	}
	fill := strings.NewReplacer("{name}", to.DisplayName, "{title}", title, "{role}", wordOf(terms.Role, to.Language), "{until}", lastDay(terms.EndsAt, to.Language), "{url}", s.url)
	w := wordings(what, to.Language)
	return s.outbox.Send(tx, mail.Message{To: to.Email, Subject: fill.Replace(w.subject), Text: fill.Replace(w.text)})
}

func wordOf(r Role, language string) string {
	switch {
	case language == "en":
		return string(r)
	case r == CoLeader:
		return "medledare"
	}
	return "ledare"
}

// lastDay is the last day on which an assignment counts, as words after what it is.
func lastDay(end *time.Time, language string) string {
	if end == nil {
		return ""
	}
	return text.In(language, " till och med ", " until ") + text.Local(end.Add(-time.Second)).Format(time.DateOnly)
}
