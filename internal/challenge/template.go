package challenge

// TemplateKey names a template; its words are the front end's.
type TemplateKey string

// The templates.
const (
	EProposal       TemplateKey = "e-proposal"       // a proposal gathers support for some months, and then is answered
	DesignChallenge TemplateKey = "design-challenge" // many ideas, made better together, before the vote
	QuickQuestion   TemplateKey = "quick-question"   // one question, some days, an answer
)

// Template is a plan to start from: what usually follows what, and how long it lasts.
type Template struct {
	Key    TemplateKey
	Voting Voting
	Phases []TemplatePhase
}

// TemplatePhase is a phase of a template, which begins when the one before it ends.
type TemplatePhase struct {
	Kind PhaseKind
	Days int // 0: without an end
	Open Acts
}

// Templates lists those that come with the program. That of an e-proposal follows what Swedish municipalities do: support for
// three to six months, an answer within six more.
func Templates() []Template {
	usual := func(kind PhaseKind, days int) TemplatePhase { return TemplatePhase{kind, days, kind.Opens()} }
	return []Template{
		{EProposal, Support, []TemplatePhase{
			{CollectIdeas, 120, Acts{ActPosting, ActCommenting, ActVoting, ActNeeds}}, usual(Decide, 180), usual(FollowUp, 0)}},
		{DesignChallenge, Support, []TemplatePhase{
			usual(CollectIdeas, 28), usual(RefineTogether, 21), usual(VotePhase, 14), usual(Decide, 28), usual(Do, 180), usual(FollowUp, 0)}},
		{QuickQuestion, Opinion, []TemplatePhase{
			{CollectIdeas, 10, Acts{ActPosting, ActCommenting, ActVoting}}, usual(Decide, 14), usual(FollowUp, 0)}},
	}
}
