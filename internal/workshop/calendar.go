package workshop

import (
	"context"
	"strings"

	ics "github.com/arran4/golang-ical"
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
)

// excerptLength is how much of the description a calendar gets, in characters.
const excerptLength = 500

// Calendar returns a workshop as an iCalendar file (RFC 5545) that does not change while the workshop
// does not. Importing a later one replaces an earlier one. Drafts have none, whoever asks.
func (s *Store) Calendar(ctx context.Context, id uuid.UUID) (string, error) {
	w, err := get(s.db.WithContext(ctx), auth.Principal{}, id, "")
	if err != nil {
		return "", err
	}
	excerpt, err := s.markdown.Excerpt(w.Description, excerptLength)
	if err != nil {
		return "", err
	}
	return calendar(w, excerpt, s.url+"/workshops/"+w.ID.String()), nil
}

func calendar(w Workshop, excerpt, page string) string {
	c := ics.NewCalendar()
	c.SetProductId("-//Medskapa//Workshops//SV")
	c.SetCalscale("GREGORIAN")
	event := c.AddEvent(w.ID.String())
	event.SetDtStampTime(w.UpdatedAt)
	event.SetCreatedTime(w.CreatedAt)
	event.SetLastModifiedAt(w.UpdatedAt)
	event.SetSequence(w.Version)
	event.SetStartAt(w.StartsAt)
	event.SetEndAt(w.EndsAt)
	event.SetSummary(w.Title)
	event.SetDescription(strings.TrimSpace(excerpt + "\n\n" + page))
	event.SetStatus(status(w.State))
	switch {
	case w.Place != nil:
		event.SetLocation(*w.Place)
	case w.Link != nil:
		event.SetLocation(*w.Link)
	}
	event.SetURL(page)
	if w.Link != nil {
		event.SetURL(*w.Link)
	}
	// The library's own choice depends on the system it runs on.
	return c.Serialize(ics.WithNewLineWindows)
}

func status(s State) ics.ObjectStatus {
	if s == Cancelled {
		return ics.ObjectStatusCancelled
	}
	return ics.ObjectStatusConfirmed
}
