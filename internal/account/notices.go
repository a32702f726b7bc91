package account

import (
	"fmt"

	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

// notice is a mail that tells the owner of a change to how they sign in, with %s for the name. What it
// says ends with what to do if it was somebody else.
type notice struct{ subjectSv, subjectEn, sv, en string }

func (n notice) to(me Me) mail.Message {
	const wasItYou, wasItYouEn = "\n\nVar det inte du? Välj då genast ett nytt lösenord via ”Glömt lösenordet” och hör av dig till oss.\n",
		"\n\nIf it was not you, choose a new password at once through “Forgot password” and get in touch with us.\n"
	return mail.Message{To: me.Email, Subject: text.In(me.Language, n.subjectSv, n.subjectEn),
		Text: fmt.Sprintf(text.In(me.Language, "Hej %s!\n\n", "Hello %s,\n\n"), me.DisplayName) + text.In(me.Language, n.sv+wasItYou, n.en+wasItYouEn)}
}

// The notices.
var (
	authenticatorAdded = notice{"Tvåstegsinloggning är påslagen", "Two-step sign-in is on",
		"Från och med nu behövs en kod från din app när du loggar in. Andra inloggningar har avslutats.",
		"From now on, signing in asks for a code from your app. Other sessions have ended."}
	authenticatorRemoved = notice{"Tvåstegsinloggning är avslagen", "Two-step sign-in is off",
		"Det behövs inte längre någon kod från din app när du loggar in, och reservkoderna fungerar inte längre.",
		"Signing in no longer asks for a code from your app, and the recovery codes no longer work."}
	recoveryCodesRenewed = notice{"Du har nya reservkoder", "You have new recovery codes",
		"Nya reservkoder har tagits fram till ditt konto. De gamla fungerar inte längre.",
		"New recovery codes have been made for your account. The old ones no longer work."}
)

func loginLink(me Me, link string) mail.Message {
	return mail.Message{
		To:      me.Email,
		Subject: text.In(me.Language, "Din inloggningslänk", "Your sign-in link"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nFölj länken så loggas du in:\n\n%s\n\nLänken fungerar en gång, i 30 minuter. Bad du inte om den? Då kan du bortse från mejlet. Skicka den aldrig vidare till någon.\n",
			"Hello %s,\n\nFollow the link to sign in:\n\n%s\n\nThe link works once, for 30 minutes. If you did not ask for it, ignore this mail. Never pass it on to anybody.\n"), me.DisplayName, link),
	}
}
