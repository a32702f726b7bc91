package workshop

// wording is a text in the languages of the product.
type wording struct{ sv, en string }

func (w wording) in(language string) string {
	if language == "en" {
		return w.en
	}
	return w.sv
}

// news is something to tell those who signed up.
type news struct {
	subject   wording // %s is the title
	opening   wording // %s is the title
	withState bool    // says whether the receiver has a seat or waits
	closing   wording // before the address of the workshop's page
	elsewhere bool    // the address is that of all workshops
}

var (
	greeting   = wording{"Hej %s!", "Hello %s,"}
	labelTime  = wording{"Tid", "Time"}
	labelPlace = wording{"Plats", "Place"}
	labelLink  = wording{"Länk", "Link"}
)

// standing says whether the receiver has a seat.
var standing = map[SignupState]wording{
	Seated:  {"Du har en plats.", "You have a seat."},
	Waiting: {"Du står i kön och får ett mejl om det blir en plats till dig.", "You are on the waiting list, and will get a mail if there is a seat for you."},
}

var seatGiven = news{
	subject: wording{"Du har fått en plats: %s", "You have a seat: %s"},
	opening: wording{
		"Det finns nu en plats till dig på verkstaden ”%s”. Välkommen!",
		"There is now a seat for you at the workshop “%s”. Welcome!"},
	closing: wording{
		"Får du förhinder? Lämna återbud på verkstadens sida, så går platsen vidare till nästa i kön:",
		"If something comes up, sign off on the workshop's page, and the seat goes to the next in line:"},
}

var moved = news{
	subject: wording{"Ny tid eller plats: %s", "New time or place: %s"},
	opening: wording{
		"Tiden eller platsen har ändrats för verkstaden ”%s”. Så här gäller nu:",
		"The time or place of the workshop “%s” has changed. This is how it stands now:"},
	withState: true,
	closing: wording{
		"Passar det inte längre kan du lämna återbud på verkstadens sida. Där finns också en ny kalenderfil:",
		"If it no longer suits you, you can sign off on the workshop's page. There is a new calendar file there, too:"},
}

var cancelled = news{
	subject: wording{"Inställd: %s", "Cancelled: %s"},
	opening: wording{
		"Verkstaden ”%s” är tyvärr inställd. Du behöver inte göra något. Så här var det tänkt:",
		"The workshop “%s” has unfortunately been cancelled. There is nothing you need to do. This was the plan:"},
	closing: wording{
		"Här hittar du andra verkstäder:",
		"You will find other workshops here:"},
	elsewhere: true,
}

var restored = news{
	subject: wording{"Blir av ändå: %s", "Takes place after all: %s"},
	opening: wording{
		"Verkstaden ”%s”, som var inställd, blir av ändå:",
		"The workshop “%s”, which was cancelled, takes place after all:"},
	withState: true,
	closing: wording{
		"Kan du inte komma? Lämna då återbud på verkstadens sida:",
		"If you cannot come, please sign off on the workshop's page:"},
}
