package idea_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// who in the tables of rules: the author, another member, a moderator, nobody.
func cast() map[string]auth.Principal {
	return map[string]auth.Principal{
		"author":        {ID: uuid.New(), Role: auth.Member},
		"member":        {ID: uuid.New(), Role: auth.Member},
		"moderator":     {ID: uuid.New(), Role: auth.Moderator},
		"administrator": {ID: uuid.New(), Role: auth.Administrator},
		"leader":        {ID: uuid.New(), Role: auth.ProjectLeader},
		"nobody":        {},
	}
}

// Who may know of an idea, read it, edit it, vote and comment, in every state.
func TestRules(t *testing.T) {
	t.Parallel()
	const author, staff, all = "author ", "moderator administrator ", "author member moderator administrator leader nobody "
	const signedIn = "author member moderator administrator leader "
	rules := []struct {
		state                            idea.State
		find, read, edit, vote, comments string
	}{
		{idea.Draft, author, author, author, "", ""},
		{idea.Published, all, all, author, signedIn, signedIn},
		{idea.Withdrawn, all, author, "", "", ""},
		{idea.Hidden, author + staff, author + staff, "", "", ""},
	}
	for _, rule := range rules {
		for name, p := range cast() {
			i := idea.Summary{State: rule.state, Author: participant.Ref{ID: cast()["author"].ID}}
			if name == "author" {
				i.Author.ID = p.ID
			}
			checks := []struct {
				what string
				got  bool
				who  string
			}{
				{"find", idea.MayFind(p, i), rule.find},
				{"read", idea.MayRead(p, i), rule.read},
				{"edit", idea.MayEdit(p, i), rule.edit},
				{"vote", idea.MayVote(p, i), rule.vote},
				{"comment", idea.MayComment(p, i), rule.comments},
			}
			for _, c := range checks {
				if want := contains(c.who, name); c.got != want {
					t.Errorf("%s a %s idea by %s: %t, want %t", c.what, rule.state, name, c.got, want)
				}
			}
		}
	}
}

// Who may take which step, from every state to every state.
func TestSteps(t *testing.T) {
	t.Parallel()
	states := []idea.State{idea.Draft, idea.Published, idea.Withdrawn, idea.Hidden}
	may := map[[2]idea.State]string{
		{idea.Draft, idea.Published}:     "author ",
		{idea.Published, idea.Withdrawn}: "author ",
		{idea.Withdrawn, idea.Published}: "author ",
	}
	for _, from := range states {
		for _, to := range states {
			for name, p := range cast() {
				i := idea.Summary{State: from}
				if name == "author" {
					i.Author.ID = p.ID
				}
				if got, want := idea.CanGo(p, i, to), contains(may[[2]idea.State{from, to}], name); got != want {
					t.Errorf("%s takes an idea from %s to %s: %t, want %t", name, from, to, got, want)
				}
			}
		}
	}
}

// Votes are taken while any of an idea's challenges is open for them; always on a free-standing one.
func TestVotingOpen(t *testing.T) {
	t.Parallel()
	open, closed := idea.Answer{Open: challenge.Openness{Voting: true}}, idea.Answer{Ref: challenge.Ref{State: challenge.Closed}}
	tests := []struct {
		state   idea.State
		answers []idea.Answer
		want    bool
	}{
		{idea.Published, nil, true},
		{idea.Published, []idea.Answer{closed, open}, true},
		{idea.Published, []idea.Answer{closed, closed}, false},
		{idea.Withdrawn, nil, false},
		{idea.Hidden, []idea.Answer{open}, false},
		{idea.Draft, []idea.Answer{open}, false},
	}
	for _, test := range tests {
		if got := (idea.Summary{State: test.state, Challenges: test.answers}).VotingOpen(); got != test.want {
			t.Errorf("%s %v: %t", test.state, test.answers, got)
		}
	}
}

func contains(list, name string) bool {
	for i := 0; i+len(name) < len(list)+1; i++ {
		if list[i:i+len(name)] == name {
			return true
		}
	}
	return false
}

func wantCode(t *testing.T, err error, want errs.Code) {
	t.Helper()
	if errs.CodeOf(err) != want || want == "" && err != nil {
		t.Fatalf("got %v, want %q", err, want)
	}
}
