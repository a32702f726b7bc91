package people

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/mail"
)

// zone is where people read times.
const zone = "Europe/Stockholm"

// news is what somebody is told by mail. Words in braces stand for what it tells of.
type news struct{ sv, en wording }

type wording struct{ subject, text string }

var (
	roleChanged = news{
		wording{"Din roll är ändrad", "Hej {name}!\n\nDin roll är nu {role}. Hade du en annan roll förut har du loggats ut; logga in igen som vanligt:\n\n{url}/login\n\nUndrar du över ändringen? Svara på det här mejlet.\n"},
		wording{"Your role has changed", "Hello {name},\n\nYour role is now {role}. If you had another one before, you have been signed out; sign in again as usual:\n\n{url}/login\n\nIf you wonder why, answer this mail.\n"},
	}
	disabled = news{
		wording{"Ditt konto är stängt", "Hej {name}!\n\nDitt konto har stängts av dem som sköter tjänsten, och du har loggats ut. Det du har skrivit står kvar. Tycker du att det är fel? Svara på det här mejlet.\n"},
		wording{"Your account is disabled", "Hello {name},\n\nThose who look after the service have disabled your account, and you have been signed out. What you wrote stays. If you think this is wrong, answer this mail.\n"},
	}
	reenabled = news{
		wording{"Ditt konto är öppet igen", "Hej {name}!\n\nDitt konto är öppet igen. Välkommen tillbaka:\n\n{url}/login\n"},
		wording{"Your account is open again", "Hello {name},\n\nYour account is open again. Welcome back:\n\n{url}/login\n"},
	}
	suspensionBegun = news{
		wording{"Du kan inte skriva just nu", "Hej {name}!\n\nDitt konto är avstängt från att skriva {until}. Du kan fortfarande logga in och läsa.\n\nSkälet:\n\n{reason}\n\nTycker du att det är fel? Svara på det här mejlet, så ser någon annan på saken.\n"},
		wording{"You cannot write at present", "Hello {name},\n\nYour account is suspended from writing {until}. You can still sign in and read.\n\nThe reason:\n\n{reason}\n\nIf you think this is wrong, answer this mail and somebody else will look at it.\n"},
	}
	suspensionOver = news{
		wording{"Du kan skriva igen", "Hej {name}!\n\nAvstängningen av ditt konto är hävd. Välkommen tillbaka:\n\n{url}\n"},
		wording{"You can write again", "Hello {name},\n\nThe suspension of your account has been lifted. Welcome back:\n\n{url}\n"},
	}
)

// roles are what roles are called in Swedish.
func swedish(role string) string {
	switch role {
	case "project-leader":
		return "projektledare"
	case "administrator":
		return "administratör"
	case "moderator":
		return "moderator"
	}
	return "medlem"
}

// tell mails somebody news, with what it tells of.
func (s *Store) tell(tx *gorm.DB, account uuid.UUID, n news, about map[string]string) error {
	var to struct{ Email, Language, DisplayName string }
	err := tx.Raw(`SELECT a.email, a.language, p.display_name FROM accounts a JOIN participants p ON p.id = a.id WHERE a.id = ?`, account).Scan(&to).Error
	if err != nil {
		return err
	}
	w, role := n.sv, swedish(about["role"])
	if to.Language == "en" {
		w, role = n.en, strings.ReplaceAll(about["role"], "-", " ")
	}
	until, err := untilWords(about["until"], to.Language)
	if err != nil {
		return err
	}
	fill := strings.NewReplacer("{name}", to.DisplayName, "{role}", role, "{until}", until, "{reason}", about["reason"], "{url}", s.url)
	return s.outbox.Send(tx, mail.Message{To: to.Email, Subject: w.subject, Text: fill.Replace(w.text)})
}

// untilWords says until when, or that somebody will end it.
func untilWords(end, language string) (string, error) {
	if end == "" {
		if language == "en" {
			return "until it is lifted", nil
		}
		return "tills vidare", nil
	}
	at, err := time.Parse(time.RFC3339, end)
	if err != nil {
		return "", err
	}
	here, err := time.LoadLocation(zone)
	if err != nil {
		return "", err
	}
	when := at.In(here).Format("2006-01-02 15.04")
	if language == "en" {
		return "until " + at.In(here).Format("2006-01-02 15:04"), nil
	}
	return "till " + when, nil
}
