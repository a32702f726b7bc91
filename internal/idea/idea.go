// Package idea is what people propose: in answer to challenges or free-standing, drafted,
// published, edited in the open, and withdrawn or hidden.
package idea

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/topic"
)

// State is where an idea is in its life.
type State string

// The states of an idea.
const (
	Draft     State = "draft"     // seen by its author only; an organisation's by those who speak for it
	Waiting   State = "waiting"   // for a moderator to let it through: seen by its author and moderators only, and not changed meanwhile
	Published State = "published" // seen by everyone
	Withdrawn State = "withdrawn" // by its author: everyone sees that it was there
	Hidden    State = "hidden"    // by a moderator: seen by its author and moderators only
	Merged    State = "merged"    // part of another idea: everyone reads it, and it takes no votes or comments
)

// maxExcerpt is the length of an excerpt in characters.
const maxExcerpt = 300

// Fields is what the author writes. Shapes and lengths are the contract's.
type Fields struct {
	Title        string
	Body         string      // Markdown
	ChallengeIDs []uuid.UUID // none: free-standing
	Setting
	// OrganisationID is in whose name it is written; nil: in one's own.
	OrganisationID *uuid.UUID
}

// Tally is the votes by choice, exact.
type Tally struct {
	Support  int
	Agree    int
	Disagree int
	Pass     int
}

// Answer is a challenge that an idea answers.
type Answer struct {
	challenge.Ref
	Proposers   challenge.Eligible // read where an idea is published, as OpensAt is
	OpensAt     *time.Time
	Open        challenge.Openness   `gorm:"embedded;embeddedPrefix:open_"`
	VotesToCome bool                 // now or later
	CoolsUntil  *time.Time           // when the idea, as a repeat of one that was decided on, is owed a decision again; as Promise
	Promise     challenge.AnswerRule `gorm:"embedded;embeddedPrefix:promise_"` // read with single ideas and in lists
}

// Summary is an idea in a list.
type Summary struct {
	ID           uuid.UUID
	Title        string
	Excerpt      string
	Author       participant.Ref `gorm:"embedded;embeddedPrefix:author_"`
	CoAuthorIDs  postgres.IDs    `gorm:"type:uuid[]"` // who write it with the author; not read in lists
	Challenges   []Answer        `gorm:"-"`
	Voting       challenge.Voting
	State        State
	Stage        Stage // of no meaning for a draft
	Tally        Tally `gorm:"embedded"`
	CommentCount int   // comments that are there to read
	Locked       bool  // by a moderator: it takes no comments and is not edited
	Duty         Duty  `gorm:"embedded;embeddedPrefix:duty_"`
	PublishedAt  *time.Time
	UpdatedAt    time.Time
	Topics       topic.Refs   `gorm:"type:json"`
	District     district.Ref `gorm:"embedded;embeddedPrefix:district_"` // zero when it concerns none
	Longitude    *float64     // with Latitude where it is, if that was told
	Latitude     *float64
}

// Idea is one idea, whole.
type Idea struct {
	Summary
	Body          string
	BodyHTML      string            `gorm:"-"`
	CoAuthors     []participant.Ref `gorm:"-"` // at most ten
	LastStep      *Step             `gorm:"-"` // that brought it where it is; nil before the first
	MergedInto    *Whole            `gorm:"-"` // nil unless it is part of another
	Repeat        *Repeat           `gorm:"-"` // nil unless it repeats one that was decided on
	Answer        *OfficialAnswer   `gorm:"-"` // that holds; nil before the first
	FileCount     int
	PreviewCount  int
	Links         []Link `gorm:"-"` // at most three, whose pages have said something
	Files         []File `gorm:"-"` // at most [MaxFiles]
	RevisionCount int    // the present wording and, once published, earlier ones
	Version       int    // grows with every edit and change of state
	CreatedAt     time.Time
}

// VotingOpen reports whether votes are taken: on a published idea that is free-standing or answers
// a challenge that takes votes.
func (i Summary) VotingOpen() bool {
	return i.State == Published && i.open(challenge.ActVoting)
}

// CommentingOpen reports whether comments are taken: on a published idea that is free-standing or answers a challenge that is
// open for them.
func (i Summary) CommentingOpen() bool {
	return !i.Locked && i.State == Published && i.open(challenge.ActCommenting)
}

// NeedsOpen reports whether i may state what it lacks, and people offer it: a published idea that is not at its end and is free-standing
// or answers a challenge that is open for that.
func (i Summary) NeedsOpen() bool {
	return !i.Locked && i.State == Published && i.Stage != Done && i.Stage != Dropped && i.Stage != Declined && i.open(challenge.ActNeeds)
}

// TakesHelp is the SQL of [Summary.NeedsOpen] for idea i, whose counters are s.
const TakesHelp = `s.listed AND NOT s.locked AND i.stage NOT IN ('done', 'dropped', 'declined') AND (SELECT bool_or(` + challenge.NeedsOpen + `) FROM challenge_ideas a JOIN challenges c ON c.id = a.challenge_id WHERE a.idea_id = i.id) IS NOT FALSE`

// open reports whether the challenges that i answers let people do something with it: any of them, or all when there are none.
func (i Summary) open(a challenge.Act) bool {
	return len(i.Challenges) == 0 || slices.ContainsFunc(i.Challenges, func(c Answer) bool { return c.Open.For(a) })
}

// standing is what p is to i.
func (i Summary) standing(p auth.Principal) permission.Standings {
	return p.To(i.Author.ID) | permission.If(slices.ContainsFunc(i.CoAuthorIDs, func(id uuid.UUID) bool { return p.To(id) != 0 }), permission.CoAuthor)
}

func (i Summary) allows(p auth.Principal, a permission.Action) bool { return p.May(a, i.standing(p)) }

// MayFind reports whether p may know of i at all.
func MayFind(p auth.Principal, i Summary) bool {
	switch i.State {
	case Draft:
		return i.allows(p, permission.SeeDraftIdea)
	case Waiting, Hidden:
		return i.allows(p, permission.SeeHiddenIdea)
	case Published, Withdrawn, Merged:
		return true
	}
	return false
}

// MayRead reports whether p may read the text of i and what hangs on it: wordings, votes, comments.
func MayRead(p auth.Principal, i Summary) bool {
	return MayFind(p, i) && (i.State != Withdrawn || i.allows(p, permission.SeeWithdrawnIdea))
}

// MayEdit reports whether p may edit i.
func MayEdit(p auth.Principal, i Summary) bool {
	return i.allows(p, permission.EditIdea) && !i.Locked && (i.State == Draft || i.State == Published)
}

// VoterLacks is the problem that keeps from voting on i who has proven p, by the strictest of its challenges; "" for none.
func (i Summary) VoterLacks(p auth.Proof) errs.Code {
	return lacks(i.Challenges, p, func(a Answer) challenge.Eligible { return a.Voters })
}

// lacks is the problem that keeps from taking part in challenges who has proven p, where each lets those in that of names.
func lacks(in []Answer, p auth.Proof, of func(Answer) challenge.Eligible) (code errs.Code) {
	for _, a := range in {
		code = cmp.Or(code, of(a).Lacks(p, time.Now()))
	}
	return code
}

// MayVote reports whether p may vote on i now, and change a vote.
func MayVote(p auth.Principal, i Summary) bool {
	return CouldVote(p, i) && i.VoterLacks(p.Proof) == ""
}

// CouldVote reports whether p may vote on i now but for having proven where they live and how old they are. It suffices for
// withdrawing a vote.
func CouldVote(p auth.Principal, i Summary) bool {
	return p.May(permission.Vote, 0) && i.VotingOpen()
}

// MayComment reports whether p may comment on i now.
func MayComment(p auth.Principal, i Summary) bool {
	return p.May(permission.CreateComment, 0) && i.CommentingOpen()
}

// TakesComments is the SQL for whether the challenges of the idea whose counters are s let people comment on it now. It holds no
// challenge: a comment that began before a phase was ended may be stored after it, as one that came before it.
const TakesComments = `(SELECT bool_or(` + challenge.CommentingOpen + `) FROM challenge_ideas a JOIN challenges c ON c.id = a.challenge_id
	WHERE a.idea_id = s.idea_id) IS NOT FALSE`

// step is a move from one state to another, and the action that it is.
type step struct {
	from, to State
	action   permission.Action
}

func steps() []step {
	return []step{
		{Draft, Published, permission.PublishIdea}, {Withdrawn, Published, permission.PublishIdea},
		{Published, Withdrawn, permission.WithdrawIdea}, {Merged, Withdrawn, permission.WithdrawIdea}, {Waiting, Withdrawn, permission.WithdrawIdea},
	}
}

// CanGo reports whether p may move i to another state.
func CanGo(p auth.Principal, i Summary, to State) bool {
	return slices.ContainsFunc(steps(), func(s step) bool { return s.from == i.State && s.to == to && i.allows(p, s.action) })
}

// checkStep says why p cannot move i: because somebody else could, or because nobody can.
func checkStep(p auth.Principal, i Summary, to State) error {
	if CanGo(p, i, to) {
		return nil
	}
	exists := slices.ContainsFunc(steps(), func(s step) bool { return s.from == i.State && s.to == to })
	// From another state it would be p's to take.
	elsewhere := slices.ContainsFunc(steps(), func(s step) bool { return s.to == to && i.allows(p, s.action) })
	if exists || !elsewhere {
		return errs.New(errs.Forbidden)
	}
	return errs.New(errs.StateTransition)
}

// bury takes out of i what only those who may read it see.
func (i *Idea) bury() {
	i.Title, i.Excerpt, i.Body, i.CoAuthors, i.Files, i.Links = "", "", "", nil, nil, nil
	i.LastStep, i.Answer, i.MergedInto, i.Repeat, i.Duty = nil, nil, nil, nil, Duty{}
	i.Tally, i.CommentCount = Tally{}, 0
	i.Topics, i.District, i.Longitude, i.Latitude = nil, district.Ref{}, nil, nil
}
