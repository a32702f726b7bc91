package notification

import (
	"strconv"
	"strings"
)

// words are what a letter says beside what happened. {n} is a number, {name} whom it is to.
type words struct {
	greeting, settings, stop string
	subject, more            plural
}

// plural is a text for one and a text for more.
type plural struct{ one, other string }

func wordsIn(language string) words {
	if language == "en" {
		return words{
			greeting: "Hello {name},", settings: "Choose what you get mail about:", stop: "Stop all mail of this kind:",
			subject: plural{"{n} piece of news for you", "{n} pieces of news for you"}, more: plural{"There is {n} more here:", "There are {n} more here:"},
		}
	}
	return words{
		greeting: "Hej {name}!", settings: "Välj vad du får mejl om:", stop: "Sluta få sådana här mejl:",
		subject: plural{"{n} nyhet till dig", "{n} nyheter till dig"}, more: plural{"Det finns {n} till här:", "Det finns {n} till här:"},
	}
}

// counted is the text for n.
func counted(p plural, n int) string {
	text := p.other
	if n == 1 {
		text = p.one
	}
	return strings.ReplaceAll(text, "{n}", strconv.Itoa(n))
}

// sentence says what happened: since the last letter, where one told of it before.
func (i item) sentence(language string) string {
	p := i.said(language)
	object, by := "", ""
	if i.News.ObjectTitle != nil {
		object = *i.News.ObjectTitle
	}
	if i.News.ByID != nil {
		by = i.News.ByDisplayName
	}
	n := max(1, i.News.Count-i.Mailed)
	if n == 1 && strings.Contains(p.one, "{object}") && object == "" || n == 1 && strings.Contains(p.one, "{by}") && by == "" {
		p.one = p.other // who or what it was may not be told any more
	}
	return strings.NewReplacer("{about}", i.about(language), "{title}", i.News.Title, "{object}", object, "{by}", by).Replace(counted(p, n))
}

// said is what is said of i: of ideas by somebody who is followed otherwise than of those in a challenge, and without a title that may not be
// told.
func (i item) said(language string) plural {
	if i.News.Kind == IdeaPublished && (i.News.SubjectKind == Person || i.News.SubjectKind == Organisation) {
		return byWhom(language)
	}
	p := sentences(language)[i.News.Kind]
	if u, there := untitled(language)[i.News.Kind]; there && i.News.Title == "" {
		p = u
	} else if o, there := ofSomebody(language, i.News.SubjectKind)[i.News.Kind]; there {
		p = o
	}
	if one, there := ofOwn(language)[i.News.Kind]; there && i.about(language) != "" {
		p.one = one
	}
	return p
}

// untitled are what is said of what the law demands where its subject may not be named.
func untitled(language string) map[Kind]plural {
	if language == "en" {
		return map[Kind]plural{
			ModerationDecision: {"A decision has been made about something you wrote", "{n} decisions have been made about what you wrote"},
			AppealDecided:      {"Your appeal has been decided", "Your appeals have been decided"},
		}
	}
	return map[Kind]plural{
		ModerationDecision: {"Ett beslut har fattats om något du har skrivit", "{n} beslut har fattats om det du har skrivit"},
		AppealDecided:      {"Din överklagan är avgjord", "Dina överklaganden är avgjorda"},
	}
}

// ofSomebody are what is said of decisions, each about somebody or an organisation itself or about what they wrote: the subject's title is no
// title of a text.
func ofSomebody(language string, subject SubjectKind) map[Kind]plural {
	said := map[SubjectKind]plural{
		Person: {"Ett beslut har fattats om ditt konto eller något du har skrivit", "{n} beslut har fattats om ditt konto eller det du har skrivit"},
		Organisation: {"Ett beslut har fattats om din organisation ”{title}” eller något den har skrivit",
			"{n} beslut har fattats om din organisation ”{title}” eller det den har skrivit"},
	}
	if language == "en" {
		said = map[SubjectKind]plural{
			Person: {"A decision has been made about your account or something you wrote", "{n} decisions have been made about your account or what you wrote"},
			Organisation: {"A decision has been made about your organisation “{title}” or something it wrote",
				"{n} decisions have been made about your organisation “{title}” or what it wrote"},
		}
	}
	p, there := said[subject]
	if !there {
		return nil
	}
	return map[Kind]plural{ModerationDecision: p, AppealDecided: untitled(language)[AppealDecided]}
}

// ofOwn are what is said of a decision about one thing that somebody wrote or is: {about} is what it is.
func ofOwn(language string) map[Kind]string {
	if language == "en" {
		return map[Kind]string{
			ModerationDecision: "A decision has been made about {about}", AppealDecided: "Your appeal about {about} has been decided",
			PostPublished: "What you wrote is published: {about}",
		}
	}
	return map[Kind]string{
		ModerationDecision: "Ett beslut har fattats om {about}", AppealDecided: "Din överklagan om {about} är avgjord",
		PostPublished: "Det du skrev är publicerat: {about}",
	}
}

// about names the thing that a decision is about to who wrote it; empty where that is not known. What stands under an
// idea goes by that idea's title, where that may be told; an offer has none, and whose account it is needs no saying.
func (i item) about(language string) string {
	own := map[string]named{
		"idea": {"din idé", "din idé ”{title}”"}, "comment": {"din kommentar", "din kommentar på ”{title}”"},
		"need": {"ditt behov", "ditt behov för ”{title}”"}, "commitment": {"ditt löfte", "ditt löfte till ”{title}”"},
		"offer": {"ditt erbjudande", "ditt erbjudande"}, "person": {"ditt konto", "ditt konto"},
		"organisation": {"din organisation", "din organisation ”{title}”"},
	}
	if language == "en" {
		own = map[string]named{
			"idea": {"your idea", "your idea “{title}”"}, "comment": {"your comment", "your comment on “{title}”"},
			"need": {"your need", "your need for “{title}”"}, "commitment": {"your commitment", "your commitment to “{title}”"},
			"offer": {"your offer", "your offer"}, "person": {"your account", "your account"},
			"organisation": {"your organisation", "your organisation “{title}”"},
		}
	}
	n := own[i.News.AboutKind]
	if i.News.Title == "" {
		return n.alone
	}
	return strings.ReplaceAll(n.under, "{title}", i.News.Title)
}

// named is what a thing is called by itself, and with the title that it goes by.
type named struct{ alone, under string }

// byWhom tells of ideas by somebody who is followed.
func byWhom(language string) plural {
	if language == "en" {
		return plural{"{title} has published the idea “{object}”", "New ideas by {title}: {n}"}
	}
	return plural{"{title} har publicerat idén ”{object}”", "Nya idéer av {title}: {n}"}
}

// sentences are what is said of each kind: {title} is the subject's title, {by} who wrote the latest, {object} the
// latest idea's title, {n} how many.
func sentences(language string) map[Kind]plural {
	if language == "en" {
		return inEnglish()
	}
	return inSwedish()
}

func inEnglish() map[Kind]plural {
	return map[Kind]plural{
		Mention:            {"{by} mentions you under “{title}”", "You are mentioned {n} times under “{title}”"},
		Reply:              {"{by} has replied to you under “{title}”", "New replies to you under “{title}”: {n}"},
		Comment:            {"{by} has commented on “{title}”", "New comments on “{title}”: {n}"},
		OfficialReply:      {"The municipality has replied under “{title}”", "New replies by the municipality under “{title}”: {n}"},
		Thanks:             {"Somebody thanks you for your comment on “{title}”", "{n} thank you for your comments on “{title}”"},
		IdeaAnswered:       {"The municipality has answered “{title}”", "New answers by the municipality to “{title}”: {n}"},
		IdeaStage:          {"“{title}” has come a step further", "“{title}” has come {n} steps further"},
		IdeaRepeats:        {"The municipality finds that “{title}” repeats an idea that has been decided on", "The municipality finds that “{title}” repeats an idea that has been decided on"},
		IdeaSupported:      {"{n} more vote for “{title}”", "{n} more votes for “{title}”"},
		IdeaPublished:      {"New idea in “{title}”: “{object}”", "New ideas in “{title}”: {n}"},
		PhaseTurned:        {"“{title}” has come to a new phase", "“{title}” has come to a new phase"},
		PhaseMoved:         {"The phases of “{title}” have changed", "The phases of “{title}” have changed"},
		CoAuthorInvited:    {"You are invited to develop “{title}” as a co-author", "You are invited to develop “{title}” as a co-author"},
		HandOverOffered:    {"You are asked to take over “{title}”", "You are asked to take over “{title}”"},
		HandOverAnswered:   {"You have an answer about who takes over “{title}”", "You have an answer about who takes over “{title}”"},
		HandOverExpired:    {"Nobody has taken over “{title}” in time, so it stays with its author", "Nobody has taken over “{title}” in time, so it stays with its author"},
		AdoptionOffered:    {"“{title}” is looking for somebody to take it further", "“{title}” is looking for somebody to take it further"},
		IdeaTakenOver:      {"{by} has taken over “{title}”", "“{title}” has a new author"},
		MergeProposed:      {"It is proposed to merge “{title}” with another idea. What do you think?", "There are {n} proposals to merge “{title}” with another idea. What do you think?"},
		MergeDecided:       {"It is decided whether “{title}” is merged with another idea", "It is decided whether “{title}” is merged with another idea"},
		VoteMoveAsked:      {"“{title}” has joined another idea, or parted from it. Do you want to move your vote?", "“{title}” has joined another idea, or parted from it. Do you want to move your vote?"},
		MatchFound:         {"There is a match for “{title}”", "There are {n} matches for “{title}”"},
		ContactAnswered:    {"Your question about contact about “{title}” is answered", "{n} of your questions about contact about “{title}” are answered"},
		ContactAsked:       {"Somebody wants to get in touch with you about “{title}”", "{n} want to get in touch with you about “{title}”"},
		Commitment:         {"Somebody has promised to help with “{title}”", "{n} have promised to help with “{title}”"},
		CommitmentOutcome:  {"You can now read how it went with your promise to help with “{title}”", "You can now read how it went with your promises to help with “{title}”"},
		AnswerDue:          {"“{title}” is waiting for an official answer", "“{title}” is waiting for an official answer"},
		PostPublished:      {"What you wrote is published: “{title}”", "What you wrote is published: “{title}”"},
		ReportActed:        {"A moderator has read what you reported, and acted on it", "Moderators have read {n} things that you reported, and acted on them"},
		ReportKept:         {"A moderator has read what you reported, and left it as it is", "Moderators have read {n} things that you reported, and left them as they are"},
		ModerationDecision: {"A decision has been made about something you wrote: “{title}”", "{n} decisions have been made about what you wrote: “{title}”"},
		AppealDecided:      {"Your appeal about “{title}” has been decided", "Your appeals about “{title}” have been decided"},
	}
}

func inSwedish() map[Kind]plural {
	return map[Kind]plural{
		Mention:            {"{by} nämner dig under ”{title}”", "Du nämns {n} gånger under ”{title}”"},
		Reply:              {"{by} har svarat dig under ”{title}”", "Nya svar till dig under ”{title}”: {n}"},
		Comment:            {"{by} har kommenterat ”{title}”", "Nya kommentarer till ”{title}”: {n}"},
		OfficialReply:      {"Kommunen har svarat under ”{title}”", "Nya svar från kommunen under ”{title}”: {n}"},
		Thanks:             {"Någon tackar för din kommentar till ”{title}”", "{n} tackar för dina kommentarer till ”{title}”"},
		IdeaAnswered:       {"Kommunen har svarat på ”{title}”", "Nya svar från kommunen på ”{title}”: {n}"},
		IdeaStage:          {"”{title}” har kommit ett steg vidare", "”{title}” har kommit {n} steg vidare"},
		IdeaRepeats:        {"Kommunen bedömer att ”{title}” upprepar en idé som den redan har beslutat om", "Kommunen bedömer att ”{title}” upprepar en idé som den redan har beslutat om"},
		IdeaSupported:      {"{n} ny röst för ”{title}”", "{n} nya röster för ”{title}”"},
		IdeaPublished:      {"Ny idé i ”{title}”: ”{object}”", "Nya idéer i ”{title}”: {n}"},
		PhaseTurned:        {"”{title}” har gått in i en ny fas", "”{title}” har gått in i en ny fas"},
		PhaseMoved:         {"Faserna i ”{title}” har ändrats", "Faserna i ”{title}” har ändrats"},
		CoAuthorInvited:    {"Du är inbjuden att utveckla ”{title}” som medförfattare", "Du är inbjuden att utveckla ”{title}” som medförfattare"},
		HandOverOffered:    {"Du är tillfrågad om att ta över ”{title}”", "Du är tillfrågad om att ta över ”{title}”"},
		HandOverAnswered:   {"Du har fått svar om vem som tar över ”{title}”", "Du har fått svar om vem som tar över ”{title}”"},
		HandOverExpired:    {"Ingen har tagit över ”{title}” i tid, så idén är kvar hos sin författare", "Ingen har tagit över ”{title}” i tid, så idén är kvar hos sin författare"},
		AdoptionOffered:    {"”{title}” söker någon som vill föra den vidare", "”{title}” söker någon som vill föra den vidare"},
		IdeaTakenOver:      {"{by} har tagit över ”{title}”", "”{title}” har en ny författare"},
		MergeProposed:      {"Det finns ett förslag om att slå ihop ”{title}” med en annan idé. Vad tycker du?", "Det finns {n} förslag om att slå ihop ”{title}” med en annan idé. Vad tycker du?"},
		MergeDecided:       {"Det är avgjort om ”{title}” slås ihop med en annan idé", "Det är avgjort om ”{title}” slås ihop med en annan idé"},
		VoteMoveAsked:      {"”{title}” har gått ihop med en annan idé, eller skilts från den. Vill du flytta din röst?", "”{title}” har gått ihop med en annan idé, eller skilts från den. Vill du flytta din röst?"},
		MatchFound:         {"Det finns en matchning för ”{title}”", "Det finns {n} matchningar för ”{title}”"},
		ContactAnswered:    {"Du har fått svar på din fråga om kontakt om ”{title}”", "Du har fått {n} svar på frågor om kontakt om ”{title}”"},
		ContactAsked:       {"Någon vill ha kontakt med dig om ”{title}”", "{n} vill ha kontakt med dig om ”{title}”"},
		Commitment:         {"Någon har lovat att hjälpa till med ”{title}”", "{n} har lovat att hjälpa till med ”{title}”"},
		CommitmentOutcome:  {"Nu kan du läsa hur det gick med ditt löfte om hjälp med ”{title}”", "Nu kan du läsa hur det gick med dina löften om hjälp med ”{title}”"},
		AnswerDue:          {"”{title}” väntar på ett svar från kommunen", "”{title}” väntar på ett svar från kommunen"},
		PostPublished:      {"Det du skrev är publicerat: ”{title}”", "Det du skrev är publicerat: ”{title}”"},
		ReportActed:        {"En moderator har läst det du rapporterade och gjort något åt det", "Moderatorer har läst {n} saker som du rapporterade och gjort något åt dem"},
		ReportKept:         {"En moderator har läst det du rapporterade och låter det vara som det är", "Moderatorer har läst {n} saker som du rapporterade och låter dem vara som de är"},
		ModerationDecision: {"Ett beslut har fattats om något du har skrivit: ”{title}”", "{n} beslut har fattats om det du har skrivit: ”{title}”"},
		AppealDecided:      {"Din överklagan om ”{title}” är avgjord", "Dina överklaganden om ”{title}” är avgjorda"},
	}
}
