package organisation

import (
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

// invited is the mail of an invitation, in the language of who sends it: the receiver's is not known.
func invited(to, language, name, link string) mail.Message {
	return mail.Message{
		To:      to,
		Subject: text.In(language, "Inbjudan till en organisation i Medskapa", "Invitation to an organisation in Medskapa"),
		Text: fmt.Sprintf(text.In(language,
			"Hej!\n\nNågon som företräder ”%s” bjuder in dig dit. Följ länken och se vem som bjuder in, och tacka ja om du vill:\n\n%s\n\nLänken fungerar en gång, i 7 dagar. Vet du inte vad det gäller? Då kan du bortse från mejlet, så händer ingenting.\n",
			"Hello,\n\nSomebody who acts for “%s” invites you to it. Follow the link to see who invites you, and accept if you wish:\n\n%s\n\nThe link works once, for 7 days. If you do not know what this is about, ignore this mail and nothing will happen.\n"), name, link),
	}
}

// tellHeir mails a representative that they have become an owner.
func (s *Store) tellHeir(tx *gorm.DB, organisation, heir uuid.UUID) error {
	var to []struct{ Email, Language, Name string }
	err := tx.Raw(`SELECT a.email, a.language, o.display_name AS name FROM accounts a, participants o WHERE a.id = ? AND o.id = ?`, heir, organisation).Scan(&to).Error
	if err != nil || len(to) == 0 {
		return err
	}
	link := fmt.Sprintf("%s/organisations/%s/members", s.url, organisation)
	return s.outbox.Send(tx, mail.Message{
		To:      to[0].Email,
		Subject: text.In(to[0].Language, "Du är nu ägare av en organisation", "You are now an owner of an organisation"),
		Text: fmt.Sprintf(text.In(to[0].Language,
			"Hej!\n\nDen sista ägaren av ”%s” i Medskapa har slutat. Du har företrätt organisationen längst och är därför ägare nu. Här kan du bjuda in fler, eller lämna över till någon annan:\n\n%s\n",
			"Hello,\n\nThe last owner of “%s” in Medskapa is gone. You have represented the organisation longest and are therefore an owner now. Here you can invite others, or hand over to somebody else:\n\n%s\n"), to[0].Name, link),
	})
}
