package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/medskapa/medskapa/internal/bench/city"
)

// page is one kind of page.
type page struct {
	Name  string  `json:"name"`
	Small float64 `json:"p99SmallMs"`
	Large float64 `json:"p99LargeMs"`
	P50   float64 `json:"p50LargeMs"`
	Ratio float64 `json:"ratio"`
	// Samples is how many answers of the largest city p99 is taken of; below 100 it is the slowest.
	Samples int `json:"samples"`

	url  string       // without the server
	send string       // what is posted there; else it is read
	as   *city.Person // who asks; nobody is signed in where it is nil
}

// search reports whether a page takes so much longer that others would wait for it.
func (p page) search() bool { return strings.HasPrefix(p.Name, "search") }

// header is what is sent with p: the answer shall not come from memory.
func (s *subject) header(p page) (http.Header, error) {
	header := http.Header{"Cache-Control": {"no-cache"}, "Content-Type": {"application/json"}}
	if p.as == nil {
		return header, nil
	}
	token, err := s.tokens.Sign(p.as.ID, p.as.Session, time.Now())
	header.Set("Authorization", "Bearer "+token)
	return header, err
}

// pages are the lists and pages whose time should not grow with the city.
func (s *subject) pages() []page {
	all := append(s.ideaPages(), s.discussions()...)
	all = append(all, s.searches()...)
	all = append(all, s.likenesses()...)
	all = append(all, s.helping()...)
	return append(all, s.lists()...)
}

func (s *subject) ideaPages() []page {
	idea := s.open[:50]
	return []page{
		{Name: "idea, popular", url: path("/ideas/%s", idea[0])},
		{Name: "idea", url: path("/ideas/%s", idea[len(idea)-1])},
		{Name: "its wordings", url: path("/ideas/%s/revisions", idea[0])},
		{Name: "comments of a popular idea", url: path("/ideas/%s/comments", idea[0])},
		{Name: "comments", url: path("/ideas/%s/comments", idea[len(idea)-1])},
		{Name: "challenges", url: path("/challenges")},
		{Name: "challenge", url: path("/challenges/%s", s.Challenge(0))},
		{Name: "challenge with phases", url: path("/challenges/%s", s.Challenge(3))},
		{Name: "workshops", url: path("/workshops")},
		{Name: "workshop", url: path("/workshops/%s", s.Workshop(0))},
		{Name: "municipality", url: path("/municipality")},
	}
}

// discussions are the screens of a discussion of about a thousand comments.
func (s *subject) discussions() []page {
	thread, middle, last := s.Thread(1_000)
	return []page{
		{Name: "comments of a thousand", url: path("/ideas/%s/comments", thread)},
		{Name: "comments of a thousand, most thanked", url: path("/ideas/%s/comments?sort=most-thanked", thread)},
		{Name: "comments of a thousand, around the middle", url: path("/ideas/%s/comments?around=%s", thread, middle)},
		{Name: "comments of a thousand, around the last", url: path("/ideas/%s/comments?around=%s", thread, last)},
	}
}

func (s *subject) searches() []page {
	common, other, rare, in := s.Word(60), s.Word(70), s.Word(s.rareRank()), s.Challenge(0)
	return []page{
		{Name: "search, common word", url: path("/ideas?q=%s", common)},
		{Name: "search, two words", url: path("/ideas?q=%s+%s", common, other)},
		{Name: "search, rare word", url: path("/ideas?q=%s", rare)},
		{Name: "search, no match", url: path("/ideas?q=xyzzyx")},
		{Name: "search in a challenge", url: path("/ideas?q=%s&challengeId=%s", common, in)},
		{Name: "search everything, common word", url: path("/search-results?q=%s", common)},
		{Name: "search everything, two words", url: path("/search-results?q=%s+%s", common, other)},
		{Name: "search everything, three words", url: path("/search-results?q=%s+%s+%s", common, other, s.Word(80))},
		{Name: "search everything, a word in the middle and a common one", url: path("/search-results?q=%s+%s", s.Word(1_000), common)},
		{Name: "search everything, rare word", url: path("/search-results?q=%s", rare)},
		{Name: "search everything, misspelt", url: path("/search-results?q=%s", rare+"xq")},
		{Name: "search everything, two letters", url: path("/search-results?q=%s&unfinished=true", common[:2])},
		{Name: "search everything, beginning", url: path("/search-results?q=%s&unfinished=true", common[:3])},
		{Name: "search everything, a word and a beginning", url: path("/search-results?q=%s+%s&unfinished=true", other, common[:3])},
		{Name: "search everything, kind", url: path("/search-results?q=%s&kind=idea", common)},
		{Name: "search everything, kind and challenge", url: path("/search-results?q=%s&kind=idea&challengeId=%s", common, in)},
		{Name: "search everything, two words, kind and challenge", url: path("/search-results?q=%s+%s&kind=idea&challengeId=%s", common, other, in)},
		{Name: "search everything, kind, stage and district", url: path("/search-results?q=%s&kind=idea&stage=accepted&districtId=%s", common, s.District(0))},
	}
}

// likenesses ask for ideas like what is being written, in either language, with words as they are mistyped.
func (s *subject) likenesses() []page {
	like := func(name, title, body string) page {
		return page{Name: "search for similar ideas, " + name, url: path("/idea-comparisons") + "#" + url.QueryEscape(name), send: fmt.Sprintf(`{"title":%q,"body":%q}`, title, body)}
	}
	rare := s.Word(s.rareRank())
	return []page{
		like("rare and misspelt words", s.Word(200)+" vid "+rare, fmt.Sprintf("Vi har en %s men ingen %sxe.", s.Word(60), s.Word(1_000))),
		like("Swedish", "Fler träd och bättre ljus vid skolan", "Barnen går till parken på kvällen, och vägen dit är mörk. Vi vill ha mer ljus längs stigen och en trygg plats att leka på."),
		like("Swedish, misspelt", "Fler träd och bätre jlus vid skoolan", "Barnnen går till prken på kvälen, och vägenn dit är mörk."),
		like("English", "Safe bridges and a path to the library", "Children walk to school along the river, and the street is dark in the evening. We want more light."),
		like("English, misspelt", "Safe briges and a pahth to the libary", "Chidlren walk to schol along the rivver in the evenig."), //nolint:misspell // as it is meant
		like("a title only", "Ljus på bron", ""),
	}
}

// helping are the pages of needs and offers.
func (s *subject) helping() []page {
	need, author := s.Need(s.Needs / 2)
	offer, owner := s.Offer(s.Offers / 2)
	return []page{
		{Name: "needs", url: path("/needs")},
		{Name: "needs of a kind", url: path("/needs?kind=people")},
		{Name: "needs of a kind in a district", url: path("/needs?kind=people&districtId=%s", s.District(0))},
		{Name: "needs on a topic in a district", url: path("/needs?topic=topic-1&districtId=%s", s.District(0))},
		{Name: "needs, page 40", url: path("/needs?page=40")},
		{Name: "offers that fit a need", url: path("/needs/%s/matches", need), as: &author},
		{Name: "offers", url: path("/offers")},
		{Name: "offers of a kind", url: path("/offers?kind=venue")},
		{Name: "offers of a kind in a district", url: path("/offers?kind=venue&districtId=%s", s.District(0))},
		{Name: "offers on a topic", url: path("/offers?topic=topic-1")},
		{Name: "offers that reach a place", url: path("/offers?longitude=15.05&latitude=59.05")},
		{Name: "needs that an offer fits", url: path("/offers/%s/matches", offer), as: &owner},
	}
}

func (s *subject) lists() []page {
	informed := s.Informed()
	list := []page{
		{Name: "answers that are owed", url: path("/answer-duties")},
		{Name: "answers that were owed", url: path("/answer-duties?state=answered")},
		{Name: "answers owed in a challenge", url: path("/answer-duties?challengeId=%s", s.Challenge(1))},
		{Name: "notifications of who has many", url: path("/me/notifications"), as: &informed},
		{Name: "unread notifications of who has many", url: path("/me/notifications?unread=true"), as: &informed},
		{Name: "what somebody follows", url: path("/me/follows"), as: &informed},
		{Name: "ideas of a kind of author", url: path("/ideas?authorKind=researcher")},
		{Name: "ideas of an author", url: path("/ideas?authorId=%s", s.Person(20).ID)},
		{Name: "ideas that stand alone", url: path("/ideas?standalone=true")},
		{Name: "ideas, page 100", url: path("/ideas?page=100")},
	}
	for _, sort := range []string{"trending", "newest", "most-supported", "most-discussed", "random&seed=7"} {
		list = append(list, page{Name: "ideas, " + sort, url: path("/ideas") + "?sort=" + sort},
			page{Name: "ideas of the largest challenge, " + sort, url: path("/ideas?challengeId=%s", s.Challenge(0)) + "&sort=" + sort},
			page{Name: "ideas of an old challenge, " + sort, url: path("/ideas?challengeId=%s", s.Challenge(1)) + "&sort=" + sort})
	}
	return list
}

// rareRank is the rank of a word that about a hundred ideas have, whatever the size.
func (s *subject) rareRank() int { return s.Ideas / 25 }

func path(format string, values ...any) string {
	for n, value := range values {
		switch v := value.(type) {
		case [16]byte:
			values[n] = idText(v)
		case string:
			values[n] = url.QueryEscape(v)
		}
	}
	return api + fmt.Sprintf(format, values...)
}
