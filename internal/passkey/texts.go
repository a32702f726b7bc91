package passkey

import (
	"fmt"

	"github.com/medskapa/medskapa/internal/mail"
)

// notice is a mail about somebody's passkeys, in the languages of the product.
type notice struct{ subjectSv, subjectEn, sv, en string }

func (n notice) to(o owner) mail.Message {
	subject, text := n.subjectSv, "Hej %s!\n\n"+n.sv+"\n\nVar det inte du? Välj då genast ett nytt lösenord via ”Glömt lösenordet” och hör av dig till oss.\n"
	if o.Language == "en" {
		subject, text = n.subjectEn, "Hello %s,\n\n"+n.en+"\n\nIf it was not you, choose a new password at once through “Forgot password” and get in touch with us.\n"
	}
	return mail.Message{To: o.Email, Subject: subject, Text: fmt.Sprintf(text, o.DisplayName)}
}

// The notices.
var (
	passkeyAdded = notice{"Du har en ny passnyckel", "You have a new passkey",
		"En passnyckel har lagts till ditt konto. Den loggar in utan lösenord.",
		"A passkey has been added to your account. It signs in without a password."}
	passkeyRemoved = notice{"En passnyckel är borttagen", "A passkey has been removed",
		"En passnyckel har tagits bort från ditt konto och fungerar inte längre.",
		"A passkey has been removed from your account and no longer works."}
	passkeyCopied = notice{"En passnyckel kan vara kopierad", "A passkey may have been copied",
		"Någon försökte logga in med en passnyckel som verkar finnas i två exemplar. Vi släppte inte in dem. Logga in på ett annat sätt, ta bort passnyckeln och lägg till en ny.",
		"Somebody tried to sign in with a passkey that seems to exist twice. We did not let them in. Sign in in another way, remove the passkey and add a new one."}
)
