package notification

// Kind is what happened.
type Kind string

// The kinds, with what an [Event] of each names. Those told by To alone are told to nobody else.
const (
	IdeaPublished      Kind = "idea-published"      // subject: the idea
	IdeaStage          Kind = "idea-stage"          // an idea came to another stage of its life; subject: the idea
	IdeaAnswered       Kind = "idea-answered"       // officially; subject: the idea, object: the answer. Supporters are told too
	IdeaRepeats        Kind = "idea-repeats"        // an idea is found to repeat one that was decided on; subject: the idea. Its authors alone are told
	IdeaSupported      Kind = "idea-supported"      // counted from time to time by this package itself; nobody else tells of it
	Comment            Kind = "comment"             // subject: the idea or challenge, object: the comment. Whoever writes one may follow from then on
	Reply              Kind = "reply"               // To whom is replied to; subject: the idea or challenge, object: the reply
	Mention            Kind = "mention"             // To whom is mentioned; subject: the idea or challenge, object: the comment
	Thanks             Kind = "thanks"              // To whose comment it is; subject: the idea or challenge, object: the comment
	OfficialReply      Kind = "official-reply"      // a comment that the municipality made; subject: the idea or challenge, object: the comment
	PhaseTurned        Kind = "phase-turned"        // subject: the challenge
	PhaseMoved         Kind = "phase-moved"         // of the phases of a public challenge some start or end at another time, or are others; subject: the challenge
	AnswerDue          Kind = "answer-due"          // To who is to answer; subject: the idea
	CoAuthorInvited    Kind = "co-author-invited"   // To who is invited; subject: the idea
	HandOverOffered    Kind = "hand-over-offered"   // To who is to take over; subject: the idea
	HandOverAnswered   Kind = "hand-over-answered"  // To who offered it and whose it was; subject: the idea
	HandOverExpired    Kind = "hand-over-expired"   // nobody took it over in time. To who offered it and whose it is; subject: the idea
	AdoptionOffered    Kind = "adoption-offered"    // subject: the idea. Supporters are told too
	IdeaTakenOver      Kind = "idea-taken-over"     // an idea has another author; subject: the idea. Supporters are told too, and To whose contact with the one before ended
	MergeProposed      Kind = "merge-proposed"      // To who is to agree; subject: the idea that would be a part, object: the merge
	MergeDecided       Kind = "merge-decided"       // subject: the part, object: the merge. Followers are told when it is in force or undone
	VoteMoveAsked      Kind = "vote-move-asked"     // subject: the part, whose supporters alone are told, or whose votes have moved; object: the merge
	MatchFound         Kind = "match-found"         // of a need and an offer. To both; subject: the idea
	ContactAsked       Kind = "contact-asked"       // To who is asked; subject: the idea
	ContactAnswered    Kind = "contact-answered"    // To who asked; subject: the idea
	Commitment         Kind = "commitment"          // somebody committed themselves to help; subject: the idea
	CommitmentOutcome  Kind = "commitment-outcome"  // To who had committed themselves; subject: the idea
	PostPublished      Kind = "post-published"      // To whose post has waited for a moderator and is let through; subject: the idea
	ReportActed        Kind = "report-acted"        // To who reported something that was acted upon; subject: themselves
	ReportKept         Kind = "report-kept"         // To who reported something that stays as it is; subject: themselves
	ModerationDecision Kind = "moderation-decision" // To whom it hits; subject: what it is about
	AppealDecided      Kind = "appeal-decided"      // To who appealed; subject: what it is about
)

// Cadence is how soon somebody is told by mail.
type Cadence string

// The cadences. At once is within a minute, though no more than one mail in five.
const (
	AtOnce Cadence = "at-once"
	Daily  Cadence = "daily"
	Weekly Cadence = "weekly"
	Never  Cadence = "never"
)

// rule says who is told of a kind beside those it names, and how soon by mail unless they choose otherwise.
type rule struct {
	kind       Kind
	mail       Cadence
	followers  bool
	authors    bool // of the idea that it is about
	supporters bool
	demanded   bool // by law: nobody chooses not to be told
}

// rules lists every kind, in the order in which people choose how to be told.
func rules() []rule {
	return []rule{
		{kind: Mention, mail: AtOnce},
		{kind: Reply, mail: AtOnce},
		{kind: Comment, mail: Daily, followers: true, authors: true},
		{kind: OfficialReply, mail: AtOnce, followers: true, authors: true},
		{kind: Thanks, mail: Weekly},
		{kind: IdeaAnswered, mail: AtOnce, followers: true, authors: true, supporters: true},
		{kind: IdeaStage, mail: Daily, followers: true, authors: true},
		{kind: IdeaRepeats, mail: AtOnce, authors: true},
		{kind: IdeaSupported, mail: Weekly},
		{kind: IdeaPublished, mail: Weekly, followers: true},
		{kind: PhaseTurned, mail: Daily, followers: true},
		{kind: PhaseMoved, mail: Daily, followers: true},
		{kind: CoAuthorInvited, mail: AtOnce},
		{kind: HandOverOffered, mail: AtOnce},
		{kind: HandOverAnswered, mail: AtOnce},
		{kind: HandOverExpired, mail: Daily},
		{kind: AdoptionOffered, mail: Daily, followers: true, authors: true, supporters: true},
		{kind: IdeaTakenOver, mail: Daily, followers: true, supporters: true},
		{kind: MergeProposed, mail: AtOnce, authors: true},
		{kind: MergeDecided, mail: Daily, followers: true, authors: true},
		{kind: VoteMoveAsked, mail: Daily, supporters: true},
		{kind: MatchFound, mail: Daily},
		{kind: ContactAsked, mail: AtOnce},
		{kind: ContactAnswered, mail: AtOnce},
		{kind: Commitment, mail: Daily, followers: true, authors: true},
		{kind: CommitmentOutcome, mail: Daily},
		{kind: AnswerDue, mail: AtOnce},
		{kind: PostPublished, mail: AtOnce},
		{kind: ReportActed, mail: Daily},
		{kind: ReportKept, mail: Daily},
		{kind: ModerationDecision, mail: AtOnce, demanded: true},
		{kind: AppealDecided, mail: AtOnce, demanded: true},
	}
}

// ruleOf is the rule of a kind; one that there is none for tells nobody.
func ruleOf(k Kind) rule {
	for _, r := range rules() {
		if r.kind == k {
			return r
		}
	}
	return rule{kind: k, mail: Never}
}

// Kinds lists every kind, in the order of [rules].
func Kinds() []Kind {
	kinds := make([]Kind, len(rules()))
	for n, r := range rules() {
		kinds[n] = r.kind
	}
	return kinds
}

// Demanded reports whether nobody can choose not to be told of k by mail.
func (k Kind) Demanded() bool { return ruleOf(k).demanded }

// demanded lists those kinds.
func demanded() (kinds []string) {
	for _, r := range rules() {
		if r.demanded {
			kinds = append(kinds, string(r.kind))
		}
	}
	return kinds
}
