package account

import (
	"fmt"
	"strings"

	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

func confirmAddress(to, name, language, link string) mail.Message {
	return mail.Message{
		To:      to,
		Subject: text.In(language, "Bekräfta din e-postadress", "Confirm your e-mail address"),
		Text: fmt.Sprintf(text.In(language,
			"Hej %s!\n\nTack för att du vill vara med. Följ länken och visa att det var du, så är ditt konto klart:\n\n%s\n\nLänken fungerar en gång, i 30 minuter. Var det inte du som bad om ett konto? Då kan du bortse från det här mejlet, så händer ingenting.\n",
			"Hello %s,\n\nThank you for joining. Follow the link, show that it was you, and your account is ready:\n\n%s\n\nThe link works once, for 30 minutes. If you did not ask for an account, ignore this mail and nothing will happen.\n"), name, link),
	}
}

func alreadyRegistered(r Registration, url string) mail.Message {
	return mail.Message{
		To:      r.Email,
		Subject: text.In(r.Language, "Du har redan ett konto", "You already have an account"),
		Text: fmt.Sprintf(text.In(r.Language,
			"Hej!\n\nNågon, kanske du, försökte skapa ett konto med den här adressen. Du har redan ett. Logga in här:\n\n%[1]s/login\n\nHar du glömt lösenordet kan du välja ett nytt:\n\n%[1]s/forgot-password\n\nVar det inte du behöver du inte göra något.\n",
			"Hello,\n\nSomebody, perhaps you, tried to register with this address. You already have an account. Sign in here:\n\n%[1]s/login\n\nIf you have forgotten your password, choose a new one:\n\n%[1]s/forgot-password\n\nIf it was not you, there is nothing you need to do.\n"), url),
	}
}

func resetPassword(me Me, link string) mail.Message {
	return mail.Message{
		To:      me.Email,
		Subject: text.In(me.Language, "Välj ett nytt lösenord", "Choose a new password"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nHär kan du välja ett nytt lösenord:\n\n%s\n\nLänken fungerar en gång, i 30 minuter. Bad du inte om den? Då kan du bortse från mejlet; ditt lösenord är oförändrat.\n",
			"Hello %s,\n\nChoose a new password here:\n\n%s\n\nThe link works once, for 30 minutes. If you did not ask for it, ignore this mail; your password is unchanged.\n"), me.DisplayName, link),
	}
}

func passwordChanged(me Me, left others) mail.Message {
	stay := ""
	if left.any() {
		stay = text.In(me.Language,
			"\n\nAndra sätt att logga in på kontot finns kvar: "+left.in(me.Language)+". Gå igenom dem på din profil, under Säkerhet, och ta bort det du inte känner igen.",
			"\n\nOther ways to sign in to the account are left: "+left.in(me.Language)+". Look them through on your profile, under Security, and remove what you do not recognise.")
	}
	return mail.Message{
		To:      me.Email,
		Subject: text.In(me.Language, "Ditt lösenord är ändrat", "Your password has been changed"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nLösenordet till ditt konto har just ändrats, och andra inloggningar har avslutats. Var det inte du? Välj då genast ett nytt via ”Glömt lösenordet” och hör av dig till oss.%s\n",
			"Hello %s,\n\nThe password of your account has just been changed, and other sessions have ended. If it was not you, choose a new one at once through “Forgot password” and get in touch with us.%s\n"), me.DisplayName, stay),
	}
}

// in lists the ways in words.
func (o others) in(language string) string {
	var ways []string
	if o.Passkeys > 0 {
		ways = append(ways, text.In(language, "passnycklar", "passkeys")+fmt.Sprintf(" (%d)", o.Passkeys))
	}
	if o.Authenticator {
		ways = append(ways, text.In(language, "koder från en app", "codes from an app"))
	}
	if o.Providers > 0 {
		ways = append(ways, text.In(language, "kopplade inloggningar", "linked sign-ins")+fmt.Sprintf(" (%d)", o.Providers))
	}
	return strings.Join(ways, ", ")
}

func identityAdded(me Me) mail.Message {
	return mail.Message{
		To:      me.Email,
		Subject: text.In(me.Language, "Ett nytt sätt att logga in", "A new way to sign in"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nDitt konto har just kopplats till en e-legitimation eller en annan inloggningstjänst. Du ser vilken på din profil, under Säkerhet. Var det inte du? Koppla då bort den genast, byt lösenord och hör av dig till oss.\n",
			"Hello %s,\n\nYour account has just been linked to an e-identification or another sign-in service. Your profile shows which, under Security. If it was not you, unlink it at once, change your password and get in touch with us.\n"), me.DisplayName),
	}
}

func identityRemoved(me Me) mail.Message {
	return mail.Message{
		To:      me.Email,
		Subject: text.In(me.Language, "Ett sätt att logga in är borta", "A way to sign in is gone"),
		Text: fmt.Sprintf(text.In(me.Language,
			"Hej %s!\n\nEn e-legitimation eller en annan inloggningstjänst har just kopplats bort från ditt konto. Var det inte du? Byt då lösenord genast och hör av dig till oss.\n",
			"Hello %s,\n\nAn e-identification or another sign-in service has just been unlinked from your account. If it was not you, change your password at once and get in touch with us.\n"), me.DisplayName),
	}
}
