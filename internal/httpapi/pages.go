package httpapi

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/text"
)

// pages is index.html, cut where each page's own words go.
type pages struct{ beforeLang, beforeTitle, beforeMeta, afterMeta []byte }

const (
	langMark  = `<html lang="sv" dir="ltr">`
	titleMark = `<title>Medskapa</title>`
	metaMark  = `<!--meta-->`
)

// unbuilt is served where the binary was compiled without the front end.
const unbuilt = "<!doctype html>\n" + langMark + "<head>" + titleMark + metaMark + "</head><body><p>The front end is not built: run <code>make build</code>.</p></body></html>\n"

func newPages(index *asset) (pages, error) {
	source := []byte(unbuilt)
	if index != nil {
		source = index.plain
	}
	beforeLang, rest, lang := bytes.Cut(source, []byte(langMark))
	beforeTitle, rest, title := bytes.Cut(rest, []byte(titleMark))
	beforeMeta, afterMeta, meta := bytes.Cut(rest, []byte(metaMark))
	if !lang || !title || !meta {
		return pages{}, errors.New("index.html lacks its html, title or meta mark")
	}
	return pages{beforeLang, beforeTitle, beforeMeta, afterMeta}, nil
}

// preview is what a page says of itself to browsers, search engines and those who share its address.
type preview struct {
	title, description, image, imageAlt string
	canonical                           string // the path of the page that is to be found instead; empty for itself
	status                              int
	private                             bool // not for search engines
}

// titles are the pages that need nothing from the database, in Swedish and English.
var titles = map[string][2]string{
	"/":                         {"", ""},
	"/challenges":               {"Utmaningar", "Challenges"},
	"/ideas":                    {"Idéer", "Ideas"},
	"/search":                   {"Sök", "Search"},
	"/ideas/map":                {"Idéer på kartan", "Ideas on the map"},
	"/admin/topics":             {"Ämnen", "Topics"},
	"/admin/districts":          {"Stadsdelar", "Districts"},
	"/needs":                    {"Behov", "Needs"},
	"/offers":                   {"Erbjudanden", "Offers"},
	"/profile/offers":           {"Dina erbjudanden", "Your offers"},
	"/profile/contacts":         {"Kontakter", "Contacts"},
	"/workshops":                {"Verkstäder", "Workshops"},
	"/organisations":            {"Organisationer", "Organisations"},
	"/about":                    {"Om Medskapa", "About Medskapa"},
	"/register":                 {"Skapa konto", "Create an account"},
	"/login":                    {"Logga in", "Sign in"},
	"/confirm-email":            {"Bekräfta e-postadressen", "Confirm the e-mail address"},
	"/forgot-password":          {"Glömt lösenordet", "Forgot password"},
	"/reset-password":           {"Välj ett nytt lösenord", "Choose a new password"},
	"/login-link":               {"Logga in med länk", "Sign in by link"},
	"/change-email":             {"Byt e-postadress", "Change e-mail address"},
	"/revert-email":             {"Ta tillbaka kontot", "Take the account back"},
	"/profile/security":         {"Inloggning och säkerhet", "Signing in and security"},
	"/profile":                  {"Min profil", "My profile"},
	"/profile/privacy":          {"Dina uppgifter", "Your data"},
	"/profile/notifications":    {"Aviseringar", "Being told"},
	"/notifications":            {"Nytt för dig", "News for you"},
	"/unsubscribe":              {"Sluta få mejl", "Stop getting mail"},
	"/lead":                     {"Att leda", "Leading"},
	"/admin":                    {"Förvaltning", "Administration"},
	"/mailbox":                  {"Brevlådan", "The mailbox"},
	"/challenges/new":           {"Ny utmaning", "New challenge"},
	"/ideas/new":                {"Skriv en idé", "Write an idea"},
	"/workshops/new":            {"Ny verkstad", "New workshop"},
	"/organisations/new":        {"Starta en organisation", "Start an organisation"},
	"/organisation-invitations": {"Inbjudan till en organisation", "Invitation to an organisation"},
	"/profile/organisations":    {"Dina organisationer", "Your organisations"},
	"/admin/organisations":      {"Organisationer", "Organisations"},
	"/admin/audit-log":          {"Granskningslogg", "Audit log"},
	"/admin/focus-areas":        {"Fokusområden", "Focus areas"},
	"/admin/focus-areas/new":    {"Nytt fokusområde", "New focus area"},
	"/admin/people":             {"Människor", "People"},
	"/admin/moderation":         {"Moderering", "Moderation"},
	"/moderation":               {"Regler och moderering", "Rules and moderation"},
	"/profile/moderation":       {"Beslut om det du skrivit", "Decisions about what you have written"},
}

// privatePages are of use to one person only.
var privatePages = map[string]bool{"/confirm-email": true, "/reset-password": true, "/login-link": true,
	"/notifications": true, "/profile/notifications": true, "/unsubscribe": true,
	"/change-email": true, "/revert-email": true,
	"/profile/security": true, "/profile": true, "/profile/privacy": true, "/lead": true, "/mailbox": true,
	"/challenges/new": true, "/ideas/new": true, "/workshops/new": true,
	"/organisations/new": true, "/organisation-invitations": true, "/profile/organisations": true, "/admin": true, "/admin/organisations": true,
	"/admin/audit-log": true, "/admin/focus-areas": true, "/admin/focus-areas/new": true, "/admin/people": true, "/admin/moderation": true, "/profile/moderation": true,
	"/profile/offers": true, "/profile/contacts": true,
	"/admin/topics": true, "/admin/districts": true}

// showPage answers with the app, with the words of the page that was asked for already in place.
// A page that does not exist, or is not public, is the app with status 404.
func (s *server) showPage(c echo.Context, p pages) error {
	ctx := auth.With(c.Request().Context(), auth.Principal{}) // pages are asked for without a token
	language := preferredLanguage(c.Request())
	m, err := s.Municipality.Get(ctx)
	if err != nil {
		return err
	}
	shown, err := s.preview(ctx, c.Request().URL.Path, language)
	if err != nil {
		return err
	}
	if shown.description == "" {
		shown.description = m.About
	}
	title := m.Name + " · Medskapa"
	if shown.title != "" {
		title = shown.title + " · " + m.Name
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	return c.HTMLBlob(shown.status, p.write(language, title, s.meta(shown, m.Name, c.Request().URL.Path, language)))
}

func (p pages) write(language, title, meta string) []byte {
	return bytes.Join([][]byte{p.beforeLang, fmt.Appendf(nil, `<html lang="%s" dir="ltr">`, language), p.beforeTitle,
		fmt.Appendf(nil, "<title>%s</title>", html.EscapeString(title)), p.beforeMeta, []byte(meta), p.afterMeta}, nil)
}

// meta is the Open Graph description of a page, which those who share its address show.
func (s *server) meta(p preview, site, path, language string) string {
	var b strings.Builder
	tag := func(attribute, name, content string) {
		if content != "" {
			fmt.Fprintf(&b, "<meta %s=\"%s\" content=\"%s\" />\n    ", attribute, name, html.EscapeString(content))
		}
	}
	if p.private || p.status != http.StatusOK {
		tag("name", "robots", "noindex")
	}
	tag("name", "description", p.description)
	tag("property", "og:site_name", site)
	tag("property", "og:type", "article")
	title := p.title
	if title == "" {
		title = site
	}
	tag("property", "og:title", title)
	tag("property", "og:description", p.description)
	tag("property", "og:url", s.URL+path)
	tag("property", "og:image", p.image)
	tag("property", "og:image:alt", p.imageAlt)
	if p.canonical != "" {
		fmt.Fprintf(&b, "<link rel=\"canonical\" href=\"%s\" />\n    ", html.EscapeString(s.URL+p.canonical))
	}
	if p.image != "" {
		tag("name", "twitter:card", "summary_large_image")
	}
	if !p.private && p.status == http.StatusOK {
		for _, feed := range feedsOf(path, language) {
			fmt.Fprintf(&b, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"%s\" href=\"%s\" />\n    ", feed.title, html.EscapeString(feed.href))
		}
	}
	return strings.TrimSpace(b.String())
}

// told is a feed that a page names to feed readers.
type told struct{ title, href string }

// feedsOf are the feeds that tell, in a language, what is new on a public page.
func feedsOf(path, language string) []told {
	lang := Language(language)
	named := func(sv, en, place string, challenge ...string) told { // of one challenge where it is named
		q := url.Values{}
		for _, id := range challenge {
			q.Set("challengeId", id)
		}
		return told{text.In(language, sv, en), Base + "/feeds/" + place + query(q, &lang)}
	}
	switch path {
	case "/", "/ideas":
		return []told{named("Idéer", "Ideas", "ideas"), named("Svar från kommunen", "Answers from the municipality", "official-answers"),
			named("Beslut om idéer", "Decisions about ideas", "decisions")}
	case "/challenges":
		return []told{named("Utmaningar", "Challenges", "challenges")}
	case "/needs":
		return []told{named("Behov", "Needs", "needs")}
	case "/offers":
		return []told{named("Erbjudanden", "Offers", "offers")}
	case "/workshops":
		return []told{named("Verkstäder", "Workshops", "workshops")}
	}
	collection, id, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch {
	case text.UUID(id) != nil:
		return nil
	case collection == "ideas":
		return []told{named("Samtal", "Discussion", "ideas/"+id+"/comments")}
	case collection == "challenges":
		return []told{named("Idéer", "Ideas", "ideas", id)}
	}
	return nil
}

// preview finds out what a page says.
func (s *server) preview(ctx context.Context, path, language string) (preview, error) {
	if names, ok := titles[path]; ok {
		title := names[0]
		if language == "en" {
			title = names[1]
		}
		return preview{title: title, status: http.StatusOK, private: privatePages[path]}, nil
	}
	if isLookedAfter(path) || isDecision(path) { // whose or what it is, the app may find out
		return preview{status: http.StatusOK, private: true}, nil
	}
	if path == "/register/identity" || strings.HasPrefix(path, "/login/return/") { // on the way to a provider and back
		return preview{status: http.StatusOK, private: true}, nil
	}
	missing := preview{title: errs.Detail(errs.NotFound, language), status: http.StatusNotFound}
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(parts) < 2 || len(parts) > 3 {
		return missing, nil
	}
	if text.UUID(parts[1]) != nil {
		return missing, nil //nolint:nilerr // such an address is only a page that is missing
	}
	if len(parts) == 3 {
		return previewOfForm(parts[0], parts[2], missing), nil
	}
	shown, err := s.previewOf(ctx, parts[0], uuid.MustParse(parts[1]))
	if errs.CodeOf(err) == errs.NotFound {
		return missing, nil
	}
	shown.status = http.StatusOK
	return shown, err
}

// isLookedAfter reports whether path could be the page of a person or a focus area, for those who look after them.
func isLookedAfter(path string) bool {
	list, id, _ := strings.Cut(strings.TrimPrefix(path, "/admin/"), "/")
	return strings.HasPrefix(path, "/admin/") && (list == "people" || list == "focus-areas" || list == "moderation") && text.UUID(id) == nil
}

// isDecision reports whether path could be the page of a decision, for whom it is against and for moderators.
func isDecision(path string) bool {
	id, ok := strings.CutPrefix(path, "/moderation-decisions/")
	return ok && text.UUID(id) == nil
}

// previewOfForm is that of the page where something is edited.
func previewOfForm(collection, form string, missing preview) preview {
	own := collection == "organisations" && (form == "edit" || form == "members")
	if own || form == "edit" && (collection == "challenges" || collection == "ideas" || collection == "workshops") {
		return preview{status: http.StatusOK, private: true}
	}
	return missing
}

// descriptionLength is how much of a text a shared link shows, in characters.
const descriptionLength = 200

func (s *server) previewOf(ctx context.Context, collection string, id uuid.UUID) (preview, error) {
	switch collection {
	case "challenges":
		c, err := s.Challenges.Get(ctx, auth.Principal{}, id)
		return preview{title: c.Title, description: c.Question, image: value(s.imageURL(c.ImageID)), imageAlt: value(c.ImageAlt)}, err
	case "ideas":
		i, err := s.Ideas.Get(ctx, auth.Principal{}, id)
		shown := preview{title: i.Title, description: markdown.Cut(i.Excerpt, descriptionLength)}
		if i.MergedInto != nil {
			shown.canonical = "/ideas/" + i.MergedInto.ID.String()
		}
		return shown, err
	case "workshops":
		w, err := s.Workshops.Get(ctx, auth.Principal{}, id)
		if err != nil {
			return preview{}, err
		}
		description, err := s.Markdown.Excerpt(w.Description, descriptionLength)
		return preview{title: w.Title, description: description}, err
	case "organisations":
		o, err := s.Organisations.Get(ctx, auth.Principal{}, id)
		if err != nil {
			return preview{}, err
		}
		description, err := s.Markdown.Excerpt(o.Description, descriptionLength)
		return preview{title: o.Name, description: description}, err
	case "participants":
		p, err := s.Profiles.Participant(ctx, auth.Principal{}, id)
		return preview{title: p.DisplayName, private: true}, err // people are not for search engines
	}
	return preview{}, errs.New(errs.NotFound)
}
