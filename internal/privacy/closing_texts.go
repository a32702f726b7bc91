package privacy

import (
	"fmt"
	"time"

	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/text"
)

func day(t time.Time) string { return text.Local(t).Format(time.DateOnly) }

func closingAsked(o owner, at time.Time, url string) mail.Message {
	return mail.Message{
		To:      o.Email,
		Subject: text.In(o.Language, "Ditt konto kommer att stängas", "Your account will be closed"),
		Text: fmt.Sprintf(text.In(o.Language,
			"Hej %s!\n\nDu har bett oss stänga ditt konto. Det stängs den %s. Fram till dess är allt som vanligt, och du kan ändra dig när du är inloggad:\n\n%s/profile/privacy\n\nVar det inte du? Behåll då kontot där, och byt lösenord genast.\n",
			"Hello %s,\n\nYou have asked us to close your account. It will be closed on %s. Until then everything is as before, and you can change your mind once you are signed in:\n\n%s/profile/privacy\n\nIf it was not you, keep the account there and change your password at once.\n"),
			o.DisplayName, day(at), url),
	}
}

func closingSoon(o owner, at time.Time, url string) mail.Message {
	return mail.Message{
		To:      o.Email,
		Subject: text.In(o.Language, "Ditt konto stängs snart", "Your account is about to be closed"),
		Text: fmt.Sprintf(text.In(o.Language,
			"Hej %s!\n\nDitt konto stängs den %s, inom ett dygn. Vill du behålla det? Logga in och säg till här:\n\n%s/profile/privacy\n",
			"Hello %s,\n\nYour account will be closed on %s, within a day. Do you want to keep it? Sign in and say so here:\n\n%s/profile/privacy\n"),
			o.DisplayName, day(at), url),
	}
}

func closingPutOff(o owner, at time.Time, url string) mail.Message {
	return mail.Message{
		To:      o.Email,
		Subject: text.In(o.Language, "Ditt konto kan inte stängas än", "Your account cannot be closed yet"),
		Text: fmt.Sprintf(text.In(o.Language,
			"Hej %s!\n\nDu har bett oss stänga ditt konto, men nu är du den enda administratören. Gör någon annan till administratör, så stängs kontot den %s:\n\n%s/admin/people\n\nVill du hellre ha kvar kontot kan du säga till under Dina uppgifter.\n",
			"Hello %s,\n\nYou have asked us to close your account, but you are the only administrator now. Make somebody else an administrator, and the account will be closed on %s:\n\n%s/admin/people\n\nIf you would rather keep the account, you can say so under Your data.\n"),
			o.DisplayName, day(at), url),
	}
}

func closed(o owner) mail.Message {
	return mail.Message{
		To:      o.Email,
		Subject: text.In(o.Language, "Ditt konto är stängt", "Your account is closed"),
		Text: fmt.Sprintf(text.In(o.Language,
			"Hej %s!\n\nDitt konto är stängt, och det vi visste om dig är raderat. Det här är det sista mejlet från oss. Tack för att du var med.\n",
			"Hello %s,\n\nYour account is closed, and what we knew about you has been deleted. This is the last mail from us. Thank you for taking part.\n"),
			o.DisplayName),
	}
}

func closingIdle(o owner, at time.Time, url string) mail.Message {
	return mail.Message{
		To:      o.Email,
		Subject: text.In(o.Language, "Vill du ha kvar ditt konto?", "Do you want to keep your account?"),
		Text: fmt.Sprintf(text.In(o.Language,
			"Hej %s!\n\nDet var länge sedan du var inne hos oss. Vi sparar inte konton som ingen använder, så ditt stängs den %s. Vill du ha kvar det räcker det att logga in:\n\n%s/login\n",
			"Hello %s,\n\nIt has been a long time since you were here. We do not keep accounts that nobody uses, so yours will be closed on %s. To keep it, signing in is enough:\n\n%s/login\n"),
			o.DisplayName, day(at), url),
	}
}
