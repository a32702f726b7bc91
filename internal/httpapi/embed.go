package httpapi

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the card
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/text"
)

//go:embed embed.html
var embedSource string

//go:embed embed.css
var embedStyle string

// card is a challenge or an idea as other sites show it.
type card struct {
	Language, Site, Kind, Title, Text, Note, Address, More string
	Style                                                  template.CSS
}

// registerEmbeds serves cards that other sites may frame: small documents without a script, and without anything of who looks.
func (s *server) registerEmbeds(e *echo.Echo) error {
	page, err := template.New("card").Parse(embedSource)
	if err != nil {
		return err
	}
	style := sha256.Sum256([]byte(embedStyle))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(style[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors " + s.Embedders.policy()
	show := func(find func(c echo.Context, id uuid.UUID, language string) (card, error)) echo.HandlerFunc {
		return func(c echo.Context) error { return s.showCard(c, page, policy, find) }
	}
	e.GET("/embed/ideas/:id", show(s.ideaCard))
	e.GET("/embed/challenges/:id", show(s.challengeCard))
	return nil
}

func (s *server) showCard(c echo.Context, page *template.Template, policy string, find func(echo.Context, uuid.UUID, string) (card, error)) error {
	if text.UUID(c.Param("id")) != nil {
		return errs.New(errs.NotFound)
	}
	language, err := languageAsked(c)
	if err != nil {
		return err
	}
	r := c.Request()
	c.SetRequest(r.WithContext(auth.With(r.Context(), auth.Principal{}))) // the same for everybody
	m, err := s.Municipality.Get(c.Request().Context())
	if err != nil {
		return err
	}
	shown, err := find(c, uuid.MustParse(c.Param("id")), language)
	if err != nil {
		return err
	}
	shown.Language, shown.Site, shown.Style = language, m.Name, template.CSS(embedStyle) //nolint:gosec // our own file
	var b bytes.Buffer
	if err := page.Execute(&b, shown); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("Content-Security-Policy", policy)
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	header.Add(echo.HeaderVary, "Accept-Language")
	return serveText(c, "text/html; charset=utf-8", b.Bytes())
}

// languageAsked is the one in the address, or else the reader's.
func languageAsked(c echo.Context) (string, error) {
	switch asked := c.QueryParam("lang"); asked {
	case "":
		return preferredLanguage(c.Request()), nil
	case "sv", "en":
		return asked, nil
	}
	return "", errs.New(errs.BadRequest)
}

func (s *server) ideaCard(c echo.Context, id uuid.UUID, language string) (card, error) {
	i, err := s.Ideas.Get(c.Request().Context(), auth.Principal{}, id)
	if err != nil {
		return card{}, err
	}
	if !idea.MayRead(auth.Principal{}, i.Summary) { // withdrawn
		return card{}, errs.New(errs.NotFound)
	}
	note := []string{i.Author.DisplayName, stageWord(i.Stage, language)}
	if votes := i.Tally.Support + i.Tally.Agree; votes > 0 {
		note = append(note, counted(language, votes, "röst för", "röster för", "vote for it", "votes for it"))
	}
	if i.MergedInto != nil {
		note = append(note, text.In(language, "Ingår i ", "Part of ")+i.MergedInto.Title)
	}
	return card{Kind: text.In(language, "Idé", "Idea"), Title: i.Title, Text: i.Excerpt, Note: strings.Join(note, " · "), Address: s.URL + "/ideas/" + id.String(),
		More: text.In(language, "Läs mer och rösta", "Read more and vote")}, nil
}

func (s *server) challengeCard(c echo.Context, id uuid.UUID, language string) (card, error) {
	found, err := s.Challenges.Get(c.Request().Context(), auth.Principal{}, id)
	if err != nil {
		return card{}, err
	}
	state := text.In(language, "Avslutad", "Closed")
	if found.State == challenge.Open {
		state = text.In(language, "Pågår", "Open")
	}
	note := []string{state, counted(language, found.IdeaCount, "idé", "idéer", "idea", "ideas")}
	return card{Kind: text.In(language, "Utmaning", "Challenge"), Title: found.Title, Text: found.Question, Note: strings.Join(note, " · "),
		Address: s.URL + "/challenges/" + id.String(), More: text.In(language, "Läs mer och var med", "Read more and take part")}, nil
}

// counted is a number with its noun.
func counted(language string, n int, one, more, oneEN, moreEN string) string {
	noun := text.In(language, more, moreEN)
	if n == 1 {
		noun = text.In(language, one, oneEN)
	}
	return fmt.Sprintf("%d %s", n, noun)
}
