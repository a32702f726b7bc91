package people

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

// news is what somebody is told by mail. Words in braces stand for what it tells of.
type news struct{ sv, en wording }

type wording struct{ subject, text string }

var (
	roleChanged = news{
		wording{"Din roll är ändrad", "Hej {name}!\n\nDin roll är nu {role}. Hade du en annan roll förut har du loggats ut; logga in igen som vanligt:\n\n{url}/login\n\nUndrar du över ändringen? Svara på det här mejlet.\n"},
		wording{"Your role has changed", "Hello {name},\n\nYour role is now {role}. If you had another one before, you have been signed out; sign in again as usual:\n\n{url}/login\n\nIf you wonder why, answer this mail.\n"},
	}
	disabled = news{
		wording{"Ditt konto är spärrat", "Hej {name}!\n\nDitt konto har spärrats av dem som sköter tjänsten, och du har loggats ut. Det du har skrivit står kvar. Tycker du att det är fel? Svara på det här mejlet.\n"},
		wording{"Your account is disabled", "Hello {name},\n\nThose who look after the service have disabled your account, and you have been signed out. What you wrote stays. If you think this is wrong, answer this mail.\n"},
	}
	reenabled = news{
		wording{"Ditt konto är öppet igen", "Hej {name}!\n\nDitt konto är öppet igen. Välkommen tillbaka:\n\n{url}/login\n"},
		wording{"Your account is open again", "Hello {name},\n\nYour account is open again. Welcome back:\n\n{url}/login\n"},
	}
	suspensionBegun = news{
		wording{"Du kan inte skriva just nu", "Hej {name}!\n\nDitt konto är avstängt från att skriva {until}. Du kan fortfarande logga in och läsa.\n\nRegel eller lag: {rule}\n\nVad som hände:\n\n{facts}\n\nTycker du att det är fel kan du överklaga inom sex månader, och då prövar någon annan än den som beslutade. Beslutet, och hur du överklagar:\n\n{url}/moderation-decisions/{decision}\n"},
		wording{"You cannot write at present", "Hello {name},\n\nYour account is suspended from writing {until}. You can still sign in and read.\n\nRule or law: {rule}\n\nWhat happened:\n\n{facts}\n\nIf you think this is wrong, you can appeal within six months, and somebody else than who decided will judge it. The decision, and how to appeal:\n\n{url}/moderation-decisions/{decision}\n"},
	}
	suspensionOver = news{
		wording{"Du kan skriva igen", "Hej {name}!\n\nAvstängningen av ditt konto är hävd. Välkommen tillbaka:\n\n{url}\n"},
		wording{"You can write again", "Hello {name},\n\nThe suspension of your account has been lifted. Welcome back:\n\n{url}\n"},
	}
)

// swedish is what a role is called in Swedish.
func swedish(role auth.Role) string {
	switch role {
	case auth.ProjectLeader:
		return "projektledare"
	case auth.Administrator:
		return "administratör"
	case auth.Moderator:
		return "moderator"
	case auth.Member:
	}
	return "medlem"
}

// about is what news tells of.
type about struct {
	role auth.Role
	by   Statement
}

// tell mails somebody news, with what it tells of.
func (s *Store) tell(tx *gorm.DB, account uuid.UUID, n news, of about) error {
	var to struct{ Email, Language, DisplayName string }
	err := tx.Raw(`SELECT a.email, a.language, p.display_name FROM accounts a JOIN participants p ON p.id = a.id WHERE a.id = ?`, account).Scan(&to).Error
	if err != nil {
		return err
	}
	w, role := n.sv, swedish(of.role)
	if to.Language == "en" {
		w, role = n.en, strings.ReplaceAll(string(of.role), "-", " ")
	}
	fill := strings.NewReplacer("{name}", to.DisplayName, "{role}", role, "{url}", s.url,
		"{until}", untilWords(of.by.EndsAt, to.Language), "{rule}", of.by.Rule, "{facts}", of.by.Facts, "{decision}", of.by.Decision.String())
	return s.outbox.Send(tx, mail.Message{To: to.Email, Subject: w.subject, Text: fill.Replace(w.text)})
}

// untilWords says until when, or that somebody will end it.
func untilWords(end *time.Time, language string) string {
	if end == nil {
		return text.In(language, "tills vidare", "until it is lifted")
	}
	return text.Local(*end).Format(text.In(language, "till 2006-01-02 15.04", "until 2006-01-02 15:04"))
}
