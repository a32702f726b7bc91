package httpapi

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"time"
)

// maxEntries bounds a feed: readers ask again before as much has happened.
const maxEntries = 50

// emptyFeed is when a feed without entries was changed, so that it is the same each time.
var emptyFeed = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a constant

// The elements of Atom (RFC 4287) that our feeds have.
type (
	atomFeed struct {
		XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Language string      `xml:"xml:lang,attr"`
		ID       string      `xml:"id"`
		Title    string      `xml:"title"`
		Updated  string      `xml:"updated"`
		Author   atomPerson  `xml:"author"` // of entries that have none
		Links    []atomLink  `xml:"link"`
		Entries  []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID        string      `xml:"id"`
		Title     string      `xml:"title"`
		Published string      `xml:"published,omitempty"`
		Updated   string      `xml:"updated"`
		Author    *atomPerson `xml:"author,omitempty"`
		Link      atomLink    `xml:"link"`
		Content   *atomText   `xml:"content,omitempty"`

		at time.Time // Updated
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomText struct {
		Type string `xml:"type,attr"` // text, or html: safe HTML, escaped
		Text string `xml:",chardata"`
	}
)

// tag is the identity of a thing in feeds (RFC 4151): it stays when the address or the title changes.
func (s *server) tag(what string) string {
	host := s.host
	if u, err := url.Parse(s.URL); err == nil {
		host = u.Hostname()
	}
	return "tag:" + host + ",2026:" + what
}

// feed is what a feed is, but for its entries.
type feed struct {
	what     string // its place below /feeds, with what narrows it
	title    string
	page     string // of the app, that shows the same
	language string
}

// write returns a feed as XML. When it was updated follows from its entries, so that the same entries are the same bytes.
func (s *server) write(f feed, site string, entries []atomEntry) ([]byte, error) {
	entries = entries[:min(len(entries), maxEntries)]
	updated := emptyFeed
	for n, e := range entries {
		entries[n].Updated = e.at.UTC().Format(time.RFC3339)
		if e.at.After(updated) {
			updated = e.at
		}
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(atomFeed{Language: f.language, ID: s.tag("feeds/" + f.what), Title: f.title, Updated: updated.UTC().Format(time.RFC3339),
		Author: atomPerson{site}, Entries: entries, Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: s.URL + Base + "/feeds/" + f.what}, {Rel: "alternate", Type: "text/html", Href: s.URL + f.page}}})
	return b.Bytes(), err
}

// entry is an entry that leads to a page of the app.
func (s *server) entry(id, title, page string, published, updated time.Time, author string) atomEntry {
	e := atomEntry{ID: s.tag(id), Title: title, Published: published.UTC().Format(time.RFC3339), at: updated, Link: atomLink{Rel: "alternate", Type: "text/html", Href: s.URL + page}}
	if author != "" {
		e.Author = &atomPerson{author}
	}
	return e
}
