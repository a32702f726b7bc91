package errs

import (
	"fmt"
	"net/http"
)

// text is what people read, in the languages of the product.
type text struct{ sv, en string }

type kind struct {
	status int
	text
}

// kinds is the one status table.
var kinds = map[Code]kind{
	BadRequest:           {http.StatusBadRequest, text{"Begäran går inte att läsa.", "The request could not be read."}},
	Unauthorized:         {http.StatusUnauthorized, text{"Logga in först.", "Sign in first."}},
	InvalidCredentials:   {http.StatusUnauthorized, text{"E-postadressen eller lösenordet stämmer inte, eller så är adressen inte bekräftad.", "The e-mail address or password is wrong, or the address is not confirmed."}},
	InvalidToken:         {http.StatusUnprocessableEntity, text{"Länken har använts eller gått ut. Be om en ny.", "The link has been used or has expired. Ask for a new one."}},
	IdentityRefused:      {http.StatusForbidden, text{"Svaret från inloggningstjänsten gick inte att godta. Försök igen, eller logga in på ett annat sätt.", "The answer of the sign-in service could not be accepted. Try again, or sign in in another way."}},
	IdentityExpired:      {http.StatusUnprocessableEntity, text{"Inloggningen tog för lång tid, eller började i en annan webbläsare. Börja om.", "Signing in took too long, or began in another browser. Start again."}},
	IdentityCancelled:    {http.StatusUnprocessableEntity, text{"Inloggningen avbröts.", "Signing in was cancelled."}},
	ProviderUnavailable:  {http.StatusServiceUnavailable, text{"Inloggningstjänsten svarar inte just nu. Försök igen om en stund, eller logga in på ett annat sätt.", "The sign-in service does not answer right now. Try again in a moment, or sign in in another way."}},
	PersonHasAccount:     {http.StatusConflict, text{"Du har redan ett konto. Logga in på det, så kan du koppla inloggningen till det under Säkerhet på din profil.", "You already have an account. Sign in to it; then you can link this way of signing in under Security on your profile."}},
	OtherPerson:          {http.StatusConflict, text{"Kontot hör till en annan person än den som legitimerade sig.", "The account belongs to another person than the one who was identified."}},
	IdentityTaken:        {http.StatusConflict, text{"Den inloggningen hör redan till ett annat konto.", "That way of signing in already belongs to another account."}},
	AddressTaken:         {http.StatusConflict, text{"Det finns redan ett konto med den adressen. Logga in på det, så kan du koppla inloggningen till det under Säkerhet på din profil.", "There is already an account with that address. Sign in to it; then you can link this way of signing in under Security on your profile."}},
	LastSignIn:           {http.StatusConflict, text{"Det är ditt enda sätt att logga in. Välj ett lösenord eller koppla något annat först.", "It is your only way to sign in. Choose a password or link another one first."}},
	ResidenceRequired:    {http.StatusForbidden, text{"Det här är för bekräftade kommuninvånare. Bekräfta med e-legitimation att du bor i kommunen.", "This is for verified residents. Verify with e-identification that you live in the municipality."}},
	UnderAge:             {http.StatusForbidden, text{"Utmaningen har en åldersgräns, och du är inte gammal nog än.", "The challenge has an age limit, and you are not old enough yet."}},
	AgeRequired:          {http.StatusForbidden, text{"Du har inte visat att du har den ålder som utmaningen kräver. Har du den, legitimera dig en gång till.", "You have not shown that you have the age that the challenge asks for. If you have, identify yourself once more."}},
	Forbidden:            {http.StatusForbidden, text{"Du har inte behörighet till det här.", "You are not allowed to do this."}},
	Suspended:            {http.StatusForbidden, text{"Ditt konto är avstängt från att skriva. Du kan läsa, och se varför under din profil.", "Your account is suspended from writing. You can read, and see why in your profile."}},
	LastAdministrator:    {http.StatusConflict, text{"Minst en administratör måste vara kvar.", "At least one administrator must remain."}},
	AlreadySuspended:     {http.StatusConflict, text{"Personen är redan avstängd. Häv den avstängningen först.", "The person is suspended already. Lift that suspension first."}},
	Reauthentication:     {http.StatusForbidden, text{"Visa först att det är du: det var en stund sedan du loggade in.", "First show that it is you: it is a while since you signed in."}},
	SecondFactorRequired: {http.StatusForbidden, text{"Din roll kräver tvåstegsinloggning eller en passnyckel. Slå på det först.", "Your role asks for two-step sign-in or a passkey. Turn it on first."}},
	ForeignOrigin:        {http.StatusForbidden, text{"Begäran kommer från en annan webbplats.", "The request comes from another site."}},
	NotFound:             {http.StatusNotFound, text{"Det finns inte, eller så får du inte se det.", "It does not exist, or you may not see it."}},
	MethodNotAllowed:     {http.StatusMethodNotAllowed, text{"Resursen har ingen sådan metod.", "The resource has no such method."}},
	NotAcceptable:        {http.StatusNotAcceptable, text{"Svaret finns inte i något format som du godtar.", "The answer exists in none of the formats you accept."}},
	Conflict:             {http.StatusConflict, text{"Det går inte ihop med hur det ser ut nu.", "It conflicts with how things are now."}},
	ChallengeNotOpen:     {http.StatusConflict, text{"Utmaningen tar inte emot idéer nu.", "The challenge does not take ideas now."}},
	PhasesDecide:         {http.StatusConflict, text{"Faserna bestämmer när utmaningen är öppen. Flytta dem i stället.", "The phases decide when the challenge is open. Move them instead."}},
	VotingClosed:         {http.StatusConflict, text{"Omröstningen är stängd.", "Voting is closed."}},
	CommentingClosed:     {http.StatusConflict, text{"Diskussionen är stängd nu.", "The discussion is closed now."}},
	IdeaNotPublished:     {http.StatusConflict, text{"Idén är inte publicerad.", "The idea is not published."}},
	AnswerOwed:           {http.StatusConflict, text{"Idén har redan nått dit att kommunen lovar ett beslut.", "The idea has already come as far as a promised decision."}},
	IdeaDecided:          {http.StatusConflict, text{"Kommunen har redan tagit ställning till idén, eller så är den igång. Då står den för sig själv.", "The municipality has already decided on the idea, or it is under way. Then it stands by itself."}},
	MergeProposed:        {http.StatusConflict, text{"Det finns redan ett förslag om att slå ihop de två idéerna.", "There is a proposal to merge these two ideas already."}},
	MergeDeclined:        {http.StatusConflict, text{"Du har nyss fått nej till att slå ihop idéerna. Du kan föreslå det igen efter trettio dagar.", "Your proposal to merge the ideas has just been declined. You can propose it again after thirty days."}},
	HandoverWaits:        {http.StatusConflict, text{"Idén väntar redan på någon som tar över. Ta tillbaka den frågan först.", "The idea is waiting for somebody to take it over already. Take that back first."}},
	HandoverSettled:      {http.StatusConflict, text{"Frågan om vem som tar över idén är redan avgjord.", "Who takes the idea over has been settled already."}},
	HandoverNotNow:       {http.StatusConflict, text{"Idén kan inte byta författare just nu. Försök igen om några dagar.", "The idea cannot change hands right now. Try again in a few days."}},
	TakenOver:            {http.StatusConflict, text{"Andra har skrivit idén och gett den vidare. Lämna över den till den som vill i stället för att dra tillbaka den.", "Others wrote the idea and passed it on. Offer it to whoever wants it instead of withdrawing it."}},
	TooManyCoAuthors:     {http.StatusConflict, text{"En idé har högst tio medförfattare, med dem som är inbjudna.", "An idea has at most ten co-authors, with those who are invited."}},
	AuthorPresent:        {http.StatusConflict, text{"Den som skrev idén har varit här de senaste 90 dagarna och avgör själv.", "Whoever wrote the idea has been here in the last 90 days and decides for themselves."}},
	MergeSettled:         {http.StatusConflict, text{"Förslaget är redan avgjort, eller så har tiden gått ut.", "The proposal has been settled already, or its time is over."}},
	MergeChain:           {http.StatusConflict, text{"En av idéerna ingår redan i en annan, eller har andra idéer som ingår i den. Dela på dem först.", "One of the ideas is part of another already, or has others as its parts. Separate them first."}},
	NothingToMove:        {http.StatusConflict, text{"Du har ingen röst att flytta här.", "You have no vote to move here."}},
	CommentDeleted:       {http.StatusConflict, text{"Kommentaren är borttagen.", "The comment has been deleted."}},
	EditTimeOver:         {http.StatusConflict, text{"Tiden för att ändra kommentaren är ute.", "The time for editing the comment is over."}},
	StateTransition:      {http.StatusConflict, text{"Det steget går inte att ta härifrån.", "That step cannot be taken from here."}},
	WorkshopStarted:      {http.StatusConflict, text{"Verkstaden har redan börjat.", "The workshop has already started."}},
	WorkshopNotOpen:      {http.StatusConflict, text{"Verkstaden tar inte emot anmälningar.", "The workshop does not take sign-ups."}},
	WrongAudience:        {http.StatusForbidden, text{"Verkstaden vänder sig till andra deltagare.", "The workshop is for other participants."}},
	CaseTaken:            {http.StatusConflict, text{"Någon annan arbetar med ärendet just nu.", "Somebody else is working on this case just now."}},
	CaseOpen:             {http.StatusConflict, text{"En moderator läser idén. När det är avgjort kan du publicera den igen.", "A moderator is reading the idea. Once that is decided you can publish it again."}},
	AlreadyReported:      {http.StatusConflict, text{"Du har redan rapporterat det här. Vi tittar på det.", "You have already reported this. We are looking at it."}},
	NeedsNotOpen:         {http.StatusConflict, text{"Idén är inte öppen för behov och erbjudanden nu.", "The idea is not open for needs and offers now."}},
	NeedClosed:           {http.StatusConflict, text{"Behovet är inte längre öppet.", "The need is no longer open."}},
	EditWouldWait:        {http.StatusConflict, text{"En moderator behöver läsa det nya innan andra ser det, så det här kan du inte göra nu. Skriv ett nytt inlägg i stället, så läses det.", "A moderator needs to read what is new before others see it, so you cannot do this now. Write a new post instead, and it will be read."}},
	TooManyWaiting:       {http.StatusConflict, text{"Så många av dina inlägg väntar redan på att läsas som får vänta på en gång. Försök igen när några har lästs.", "As many of your posts as may wait at once are waiting to be read already. Try again when some have been read."}},
	TooManyOpen:          {http.StatusConflict, text{"Det finns redan så många öppna som det får vara.", "There are as many open ones as there may be."}},
	AlreadyAsked:         {http.StatusConflict, text{"Frågan är redan ställd.", "That has been asked already."}},
	AddressMissing:       {http.StatusConflict, text{"Organisationen har inga kontaktuppgifter att visa.", "The organisation has no contact address to show."}},
	AppealClosed:         {http.StatusConflict, text{"Beslutet går inte att överklaga: tiden har gått ut, eller så är det redan överklagat eller upphävt.", "The decision cannot be appealed: the time is over, or it has been appealed or undone already."}},
	LastOwner:            {http.StatusConflict, text{"Organisationen behöver en ägare. Gör någon annan till ägare först.", "The organisation needs an owner. Make somebody else an owner first."}},
	AlreadyMember:        {http.StatusConflict, text{"Du har redan det uppdraget i organisationen, eller ett större.", "You already have that mandate in the organisation, or a higher one."}},
	TooManyOrganisations: {http.StatusConflict, text{"Du hör till så många organisationer som man kan, eller har startat flera som väntar på att bli verifierade.", "You belong to as many organisations as one can, or have founded several that wait to be verified."}},
	PreconditionFailed:   {http.StatusPreconditionFailed, text{"Någon har ändrat det sedan du läste det. Läs igen och försök på nytt.", "Somebody has changed it since you read it. Read again and retry."}},
	ContentTooLarge:      {http.StatusRequestEntityTooLarge, text{"Innehållet är för stort.", "The content is too large."}},
	UnsupportedMediaType: {http.StatusUnsupportedMediaType, text{"Det formatet går inte att ta emot.", "That format cannot be received."}},
	Misdirected:          {http.StatusMisdirectedRequest, text{"Den adressen hör inte till den här webbplatsen.", "That host does not belong to this site."}},
	Unprocessable:        {http.StatusUnprocessableEntity, text{"Något i innehållet bryter mot en regel.", "Something in the content breaks a rule."}},
	PreconditionRequired: {http.StatusPreconditionRequired, text{"Skicka If-Match med den ETag som du läste.", "Send If-Match with the ETag you read."}},
	TooManyRequests:      {http.StatusTooManyRequests, text{"För många försök. Vänta en stund.", "Too many tries. Wait a while."}},
	HeadersTooLarge:      {http.StatusRequestHeaderFieldsTooLarge, text{"För stora rubriker.", "The headers are too large."}},
	Internal:             {http.StatusInternalServerError, text{"Något gick fel hos oss. Försök igen om en stund.", "Something went wrong here. Try again in a moment."}},
	Unavailable:          {http.StatusServiceUnavailable, text{"Tjänsten är upptagen. Försök igen om en stund.", "The service is busy. Try again in a moment."}},
}

// fields holds the texts of field errors; %v stands for [Field.Arg].
var fields = map[Code]text{
	Required:            {"Behöver fyllas i.", "Is required."},
	Blank:               {"Behöver innehålla något som syns.", "Needs something visible."},
	TooShort:            {"För kort: minst %v tecken.", "Too short: at least %v characters."},
	TooLong:             {"För långt: högst %v tecken.", "Too long: at most %v characters."},
	TooFew:              {"För få: minst %v.", "Too few: at least %v."},
	TooMany:             {"För många: högst %v.", "Too many: at most %v."},
	TooSmall:            {"För litet: minst %v.", "Too small: at least %v."},
	TooLarge:            {"För stort: högst %v.", "Too large: at most %v."},
	WrongType:           {"Har fel sorts värde.", "Has the wrong kind of value."},
	WrongFormat:         {"Har fel format.", "Has the wrong format."},
	NotAllowedValue:     {"Är inget av de tillåtna värdena.", "Is none of the allowed values."},
	UnknownField:        {"Det fältet finns inte.", "There is no such field."},
	UnknownID:           {"Det finns inget med den identiteten.", "There is nothing with that identifier."},
	Duplicate:           {"Förekommer mer än en gång.", "Occurs more than once."},
	ForbiddenText:       {"Innehåller tecken som inte får användas här.", "Contains characters that may not be used here."},
	Overlaps:            {"Börjar innan fasen före har slutat.", "Begins before the phase before it has ended."},
	AlreadyBegun:        {"Fasen har börjat, så det går inte att ändra.", "The phase has begun, so this cannot change."},
	PopulationUnknown:   {"Hur många som bor i kommunen är inte angivet. Välj ett antal i stället.", "How many live in the municipality is not known here. Choose a number instead."},
	SetByPhases:         {"Följer av faserna. Flytta dem i stället.", "Follows from the phases. Move them instead."},
	BeforeStart:         {"Slutar innan det börjar.", "Ends before it begins."},
	CommonPassword:      {"Lösenordet är för vanligt. Välj något som ingen annan kommer på.", "The password is too common. Choose one that nobody else would."},
	WrongPassword:       {"Lösenordet stämmer inte.", "The password is wrong."},
	OtherBrowser:        {"Öppna länken i den webbläsare där du började.", "Open the link in the browser where you began."},
	SecondFactorMissing: {"Det räcker inte här: använd en kod från appen eller en passnyckel.", "That is not enough here: use a code from the app, or a passkey."},
	WrongCode:           {"Koden stämmer inte, eller så har den redan använts.", "The code is wrong, or has been used already."},
	VotingMismatch:      {"Alla utmaningar måste rösta på samma sätt.", "All challenges must vote the same way."},
	VotingFixed:         {"Sättet att rösta kan inte ändras när det finns idéer.", "The way to vote cannot change once there are ideas."},
	OpensLater:          {"Öppnar %v.", "Opens %v."},
	NotDecided:          {"Den idén har inte fått något beslut.", "That idea has not been decided on."},
	VotersFixed:         {"Vilka som får rösta kan inte ändras när någon har röstat.", "Who may vote cannot change once somebody has voted."},
	ChoiceMismatch:      {"Passar inte hur idén röstas om.", "Does not fit how the idea is voted on."},
	SameIdea:            {"Välj en annan idé än den här.", "Choose another idea than this one."},
	OtherChallenge:      {"Den idén svarar på en annan utmaning. Bara idéer i samma utmaning kan slås ihop.", "That idea answers another challenge. Only ideas of the same challenge can be merged."},
	OnlyDraft:           {"Kan bara ändras så länge idén är ett utkast.", "Can change only while the idea is a draft."},
	NotLeader:           {"Är inte projektledare eller administratör.", "Is neither project leader nor administrator."},
	PlaceOrLink:         {"Ange en plats, en länk eller båda.", "Give a place, a link or both."},
	BelowSeated:         {"Lägre än antalet som redan har plats: %v.", "Below the number already seated: %v."},
	InThePast:           {"Ligger i det förflutna.", "Lies in the past."},
	BadCursor:           {"Kommer inte från den här listan.", "Does not come from this list."},
	TooManyMentions:     {"Nämn högst %v personer i en kommentar.", "Mention at most %v people in a comment."},
	NotMentionable:      {"Någon som nämns går inte att nämna här.", "Somebody who is mentioned cannot be mentioned here."},
	NotTogether:         {"Kan inte användas tillsammans med %v.", "Cannot be used together with %v."},
	NeedsQuery:          {"Behöver en sökning i q.", "Needs a search in q."},
	ParentMismatch:      {"Är ingen kommentar på första nivån i samma idé.", "Is no first-level comment of the same idea."},
	KeyReused:           {"Nyckeln har redan använts för något annat.", "The key was already used for something else."},
	Malformed:           {"Är inte giltig JSON i UTF-8.", "Is not valid JSON in UTF-8."},
	NotAnImage:          {"Är ingen bild i JPEG, PNG eller WebP.", "Is no picture in JPEG, PNG or WebP."},
	FileKind:            {"Filer av det här slaget tas inte emot. Skicka PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT eller CSV.", "Files of this kind are not taken. Send PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV."},
	OtherFileKind:       {"Filen är inte det som namnet säger, eller har makron.", "The file is not what its name says, or has macros."},
	TooManyPixels:       {"Bilden är för stor: högst %v megapixel.", "The picture is too large: at most %v megapixels."},
	AltRequired:         {"Beskriv bilden i ord.", "Describe the picture in words."},
	PictureUnknown:      {"En bild i texten finns inte kvar, eller är inte din. Ta bort den och lägg in den igen.", "A picture in the text is no longer there, or is not yours. Take it out and put it in again."},
	ProofRefused:        {"Kontrollen mot automatisk registrering gick inte igenom. Den gäller i tio minuter. Försök igen.", "The check against automatic registration did not pass. It holds for ten minutes. Try again."},
	DisposableAddress:   {"Adressen hör till en tjänst för tillfälliga adresser. Använd en som du har kvar, så att du når ditt konto.", "The address belongs to a service for temporary addresses. Use one that you will keep, so that you can reach your account."},
	NotDegrees:          {"Är inga grader. Spara filen i WGS 84 (EPSG:4326), som GeoJSON föreskriver.", "Is not in degrees. Save the file in WGS 84 (EPSG:4326), as GeoJSON prescribes."},
	NotClosed:           {"Gränsen går inte ihop: den sista punkten ska vara den första.", "The boundary is not closed: its last position must be its first."},
	RepeatedParameter:   {"Får bara anges en gång.", "May be given only once."},
}

// Status returns the HTTP status of a kind of problem; 500 for an unknown one.
func Status(code Code) int {
	if k, ok := kinds[code]; ok {
		return k.status
	}
	return http.StatusInternalServerError
}

// Detail returns what people read about a kind of problem, in language "en" or else Swedish.
func Detail(code Code, language string) string { return kinds[code].in(language) }

// Detail returns what people read about a field, in language "en" or else Swedish.
func (f Field) Detail(language string) string {
	t := fields[f.Code].in(language)
	if f.Arg == nil {
		return t
	}
	return fmt.Sprintf(t, f.Arg)
}

func (t text) in(language string) string {
	if language == "en" {
		return t.en
	}
	return t.sv
}

// Codes returns every kind of problem and of field error, for tests and documentation.
func Codes() (problems, fieldErrors []Code) {
	for c := range kinds {
		problems = append(problems, c)
	}
	for c := range fields {
		fieldErrors = append(fieldErrors, c)
	}
	return problems, fieldErrors
}
