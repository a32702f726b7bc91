// Package demo is a fictional municipality, Älvsala, with people, challenges, ideas, votes and
// workshops, for trying the program out. Everything in content.yaml is invented.
package demo

import (
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"

	phases "github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/municipality"
)

//go:embed content.yaml places.yaml life.yaml duties.yaml help.yaml moderation.yaml images/*.jpg
var files embed.FS

// Password is that of every demo account. A demo is public: it protects nothing.
const Password = "medskapa-i-alvsala"

// content is content.yaml. Times are relative to the moment of loading.
type content struct {
	Municipality struct {
		Name, Greeting, About string
		Population            int
	}
	Participants  []person
	Accounts      []demoAccount
	Organisations []organisation
	Challenges    []challenge
	Ideas         []idea
	Steps         []step
	Answers       []answer
	Merges        []merging
	Handovers     []handingOver
	CoAuthors     []writing `yaml:"coAuthors"`
	Comments      []comment
	Workshops     []workshop
	Promises      []promise
	Needs         []need
	Offers        []offer
	Contacts      []contact
	Reports       []report
}

type person struct {
	Key         string
	DisplayName string `yaml:"displayName"`
	Kind        string
	About       string
}

type demoAccount struct{ Participant, Email, Role, Language string }

type challenge struct {
	Key, Title, Question, Description string
	Image                             string
	ImageAlt                          string `yaml:"imageAlt"`
	Leaders                           []string
	Voting, State                     string
	OpensInDays                       float64 `yaml:"opensInDays"`
	ClosesInDays                      float64 `yaml:"closesInDays"`
	Phases                            []phase // instead of the two times
}

// phase is one of a challenge, from the day on which the one before it ended, or the challenge opened.
type phase struct {
	Kind       string
	EndsInDays *float64    `yaml:"endsInDays"` // nil: without an end
	Open       phases.Acts // nil: as usual
	Text       string
}

type idea struct {
	Key, Title, Body, Author string
	Challenges               []string
	DaysAgo                  float64 `yaml:"daysAgo"`
	State                    string
	Supports                 int
	Agree, Disagree, Pass    int
	Edits                    []edit
}

// edit is an earlier wording, and when it was replaced.
type edit struct {
	DaysAgo     float64 `yaml:"daysAgo"`
	Title, Body string
}

type comment struct {
	Key, Idea, Author, Body string
	DaysAgo                 float64 `yaml:"daysAgo"`
	ReplyTo                 string  `yaml:"replyTo"`
	Kind                    string  // empty: a plain one
	Official                bool
	Thanks                  int // people who have thanked for it
}

type workshop struct {
	Key, Title, Description string
	StartsInDays            int `yaml:"startsInDays"`
	StartHour               int `yaml:"startHour"`
	Minutes                 int
	Place, Link             string
	Seats                   int
	Audience                []string
	Challenge               string
	Leaders                 []string
	State                   string
	Signups                 int
}

func read() (content, error) {
	var c content
	for _, name := range []string{"content.yaml", "life.yaml", "duties.yaml", "help.yaml", "moderation.yaml"} {
		raw, err := files.ReadFile(name)
		if err != nil {
			return c, err
		}
		if err := yaml.Unmarshal(raw, &c); err != nil {
			return c, fmt.Errorf("demo content: %s: %w", name, err)
		}
	}
	return c, nil
}

// Accounts lists one account for each role, for whoever tries the demo.
func Accounts() ([]municipality.DemoAccount, error) {
	c, err := read()
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, p := range c.Participants {
		names[p.Key] = p.DisplayName
	}
	var accounts []municipality.DemoAccount
	seen := map[string]bool{}
	for _, a := range c.Accounts {
		if !seen[a.Role] {
			seen[a.Role] = true
			accounts = append(accounts, municipality.DemoAccount{Email: a.Email, Password: Password, DisplayName: names[a.Participant], Role: a.Role})
		}
	}
	return accounts, nil
}
