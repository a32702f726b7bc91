package account

import (
	"fmt"

	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

func newAddress(me Me, to, link string) mail.Message {
	return mail.Message{
		To:      to,
		Subject: text.In(me.Language, "Bekräfta din nya e-postadress", "Confirm your new e-mail address"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nFölj länken när du är inloggad, så hör den här adressen till ditt konto:\n\n%s\n\nLänken fungerar en gång, i 30 minuter. Var det inte du som bad om det? Då kan du bortse från mejlet, så händer ingenting.\n",
			"Hello %s,\n\nFollow the link while you are signed in, and this address belongs to your account:\n\n%s\n\nThe link works once, for 30 minutes. If you did not ask for it, ignore this mail and nothing will happen.\n"), me.DisplayName, link),
	}
}

func addressWanted(to, language, url string) mail.Message {
	return mail.Message{
		To:      to,
		Subject: text.In(language, "Den här adressen har redan ett konto", "This address already has an account"),
		Text: fmt.Sprintf(text.In(language,
			"Hej!\n\nNågon, kanske du, ville flytta ett annat konto till den här adressen. Den hör redan till ett konto, så ingenting har ändrats. Var det du? Logga in på det kontot här:\n\n%s/login\n\nVar det inte du behöver du inte göra något.\n",
			"Hello,\n\nSomebody, perhaps you, wanted to move another account to this address. It already belongs to an account, so nothing has changed. If it was you, sign in to that account here:\n\n%s/login\n\nIf it was not you, there is nothing you need to do.\n"), url),
	}
}

func addressChanged(before Me, next, link string) mail.Message {
	return mail.Message{
		To:      before.Email,
		Subject: text.In(before.Language, "Ditt konto har fått en ny e-postadress", "Your account has a new e-mail address"),
		Text: fmt.Sprintf(text.In(before.Language,
			"Hej %s!\n\nDitt konto hör från och med nu till adressen %s. Andra inloggningar har avslutats.\n\nVar det inte du? Ta tillbaka kontot här:\n\n%s\n\nDå byts adressen tillbaka, alla loggas ut och du får välja ett nytt lösenord. Länken fungerar en gång, i 7 dagar. Skicka den aldrig vidare till någon.\n",
			"Hello %s,\n\nFrom now on your account belongs to the address %s. Other sessions have ended.\n\nIf it was not you, take the account back here:\n\n%s\n\nThe address is then changed back, everybody is signed out and you choose a new password. The link works once, for 7 days. Never pass it on to anybody.\n"), before.DisplayName, next, link),
	}
}

func addressTakenBack(me Me) mail.Message {
	return mail.Message{
		To:      me.Email,
		Subject: text.In(me.Language, "Kontot hör inte längre till den här adressen", "The account no longer belongs to this address"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nBytet av e-postadress har ångrats från den tidigare adressen. Kontot hör till den igen, och alla inloggningar har avslutats.\n",
			"Hello %s,\n\nThe change of e-mail address has been undone from the address of before. The account belongs to that again, and all sessions have ended.\n"), me.DisplayName),
	}
}
