package notification

// Kind is what happened.
type Kind string

// The kinds.
const (
	IdeaPublished      Kind = "idea-published"      // subject: the idea
	IdeaStage          Kind = "idea-stage"          // an idea came to another stage of its life; subject: the idea
	IdeaAnswered       Kind = "idea-answered"       // officially; subject: the idea, object: the answer
	IdeaSupported      Kind = "idea-supported"      // counted from time to time by this package itself; nobody else tells of it
	Comment            Kind = "comment"             // subject: the idea or challenge, object: the comment
	Reply              Kind = "reply"               // subject: the idea or challenge, object: the reply; To: who is replied to
	Mention            Kind = "mention"             // subject: the idea or challenge, object: the comment; To: who is mentioned
	Thanks             Kind = "thanks"              // for a comment; subject: the idea or challenge, object: the comment; To: its author
	OfficialReply      Kind = "official-reply"      // a comment that the municipality made; subject: the idea or challenge, object: the comment
	PhaseTurned        Kind = "phase-turned"        // subject: the challenge
	AnswerDue          Kind = "answer-due"          // subject: the idea; To: who is to answer
	CoAuthorInvited    Kind = "co-author-invited"   // subject: the idea; To: who is invited
	HandOverOffered    Kind = "hand-over-offered"   // subject: the idea; To: who is to take over
	AdoptionOffered    Kind = "adoption-offered"    // subject: the idea
	MergeProposed      Kind = "merge-proposed"      // subject: the idea that would go; To: who is to agree
	MergeDecided       Kind = "merge-decided"       // subject: the idea that stays, or both do
	VoteMoveAsked      Kind = "vote-move-asked"     // subject: the idea that stays; To: who may move their vote
	MatchFound         Kind = "match-found"         // of a need and an offer; subject: the idea; To: both
	ContactAsked       Kind = "contact-asked"       // subject: the idea; To: who is asked
	Commitment         Kind = "commitment"          // somebody committed themselves to help; subject: the idea
	ModerationDecision Kind = "moderation-decision" // subject: what it is about; To: whom it hits
	AppealDecided      Kind = "appeal-decided"      // subject: what it is about; To: who appealed
)

// Kinds lists every kind, in the order in which people choose how to be told.
func Kinds() []Kind {
	return []Kind{
		Mention, Reply, Comment, OfficialReply, Thanks, IdeaAnswered, IdeaStage, IdeaSupported, IdeaPublished, PhaseTurned,
		CoAuthorInvited, HandOverOffered, AdoptionOffered, MergeProposed, MergeDecided, VoteMoveAsked, MatchFound, ContactAsked, Commitment,
		AnswerDue, ModerationDecision, AppealDecided,
	}
}
