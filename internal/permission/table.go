package permission

// Action is something that not everybody may do.
type Action uint8

// The actions, in the order of the table.
const (
	Register Action = iota
	SignIn
	SignOut
	SetSecondFactor
	ExportAccount
	CloseAccount
	EndSessions
	BeTold
	StopMail
	ProveIdentity
	EditAccount
	SetPassword
	SetEmail
	SetIdentities

	SeeDraftChallenge
	CreateChallenge
	EditChallenge
	PublishChallenge
	CloseChallenge
	ArchiveChallenge
	SetPhases
	AppointChallengeLeaders

	CompareIdeas
	CreateIdea
	SeeDraftIdea
	SeeHiddenIdea
	SeeWithdrawnIdea
	EditIdea
	PublishIdea
	WithdrawIdea
	DecideIdea
	PursueIdea
	AnswerIdea
	ProposeMerge
	SeeMerge
	AnswerMerge
	DecideMerge
	TakeBackMerge
	UndoMerge
	HandOverIdea
	TakeOverIdea
	TakeBackHandover
	InviteCoAuthor
	AcceptCoAuthorship
	EndCoAuthorship
	Vote

	CreateComment
	CommentOfficially
	ThankComment
	SeeOwnComment
	EditComment
	DeleteComment

	SeeDraftWorkshop
	CreateWorkshop
	EditWorkshop
	PublishWorkshop
	CancelWorkshop
	SeeSignups
	SignUp

	CreateImage

	SeeLed
	SeeProjectLeaders
	SeeLeadCandidates
	SeeChallengeLeaders
	SeeWorkshopLeaders
	SeeFocusAreaLeaders
	AppointWorkshopLeaders
	AppointFocusAreaLeaders
	CreateFocusArea
	EditFocusArea
	ManageTopics
	ManageDistricts

	SeePeople
	SeeAddresses
	SeeAssignmentsOf
	SetRole
	SetAccountState
	SuspendMember
	SuspendStaff
	SeeAuditLog

	Report
	SeeCases
	Moderate
	SeeDecision
	Appeal
	JudgeAppeal
	EditPolicy
	SetWaiting
	SetLinkPreviews

	StateNeed
	EditNeed
	SeeMatches
	MakeOffer
	SeeOffer
	EditOffer
	AskContact
	AnswerContact
	EndContact
	Block
	Commit
	EndCommitment
	RecordOutcome

	FoundOrganisation
	EditOrganisation
	SpeakFor
	SeeMembers
	InviteMember
	AcceptInvitation
	ManageMembers
	EditMembership
	LeaveOrganisation
	AppointOwner
	VerifyOrganisation
	SeeHiddenOrganisation

	actions
)

const (
	leaders  = Leader | CoLeader | Administrator // who leads a thing from day to day
	starters = ProjectLeader | Administrator
	authors  = Author | Representative
	keepers  = Moderator | Administrator
)

// row is what the table says of an action.
type row struct {
	name      string // thing.verb, as documentation and logs call it
	may       Standings
	suspended bool // also while suspended
	note      string
}

// table is the rules. A line reads: who has one of these standings may do this.
var table = [actions]row{
	Register:        {"account.register", Anyone, true, "Also confirming an address and choosing a new password by mail."},
	SignIn:          {"session.start", Anyone, true, "Somebody suspended signs in to read why."},
	SignOut:         {"session.end", Anyone, true, ""},
	EditAccount:     {"account.edit", SignedIn, false, "One's own. The name is public, so not while suspended."},
	SetPassword:     {"account.set-password", SignedIn, true, "One's own."},
	SetEmail:        {"account.set-email", SignedIn, true, "One's own, after a fresh sign-in; whoever has the address of before can undo it by mail."},
	SetIdentities:   {"account.set-identities", SignedIn, true, "One's own: linking and unlinking providers, and proving by one who one is."},
	SetSecondFactor: {"account.set-second-factor", SignedIn, true, "One's own passkeys, codes and recovery codes."},
	ExportAccount:   {"account.export", SignedIn, true, "Everything that is known about oneself."},
	CloseAccount:    {"account.close", SignedIn, true, "One's own, and changing one's mind."},
	EndSessions:     {"session.end-others", SignedIn, true, "One's own, on other devices."},
	BeTold:          {"notification.choose", SignedIn, true, "What one follows, how one is told, and what one has read."},
	StopMail:        {"notification.stop-mail", Anyone, true, "With the secret of a mail."},
	ProveIdentity:   {"session.prove", SignedIn, true, "Showing again that it is oneself."},

	SeeDraftChallenge:       {"challenge.see-draft", leaders, true, "Published challenges are everybody's to read."},
	CreateChallenge:         {"challenge.create", starters, false, "Whoever creates one leads it, unless others are named. Also starting from another."},
	EditChallenge:           {"challenge.edit", leaders, false, ""},
	PublishChallenge:        {"challenge.publish", leaders, false, "Also opening again what was closed."},
	CloseChallenge:          {"challenge.close", leaders, false, ""},
	ArchiveChallenge:        {"challenge.archive", Leader | Administrator, false, "Also taking it out of the archive."},
	SetPhases:               {"challenge.set-phases", leaders, false, "With a reason once it is published."},
	AppointChallengeLeaders: {"challenge.appoint", Leader | Administrator, false, "Leaders and co-leaders, and until when; also putting it into a focus area, unless one leads it until a day."},

	CompareIdeas:       {"idea.compare", Anyone, true, "With a text that is not kept."},
	CreateIdea:         {"idea.create", SignedIn, false, ""},
	SeeDraftIdea:       {"idea.see-draft", authors, true, ""},
	SeeHiddenIdea:      {"idea.see-hidden", authors | CoAuthor | keepers, true, ""},
	SeeWithdrawnIdea:   {"idea.see-withdrawn", authors | CoAuthor, true, "Others see that there was an idea, and not its text."},
	EditIdea:           {"idea.edit", authors | CoAuthor, false, "Earlier wordings stay to be read, each with who wrote it."},
	PublishIdea:        {"idea.publish", authors, false, "Also bringing back what they withdrew."},
	WithdrawIdea:       {"idea.withdraw", authors, false, ""},
	DecideIdea:         {"idea.decide", leaders, false, "Of a challenge that it answers: taking it up, accepting it wholly or partly, declining it. Where it answers none, project leaders."},
	PursueIdea:         {"idea.pursue", leaders | authors, false, "Beginning, finishing, pausing, dropping it, and taking it up again."},
	AnswerIdea:         {"idea.answer", leaders, false, "Officially, in their own name and on behalf of a department. Where it answers no challenge, project leaders."},
	ProposeMerge:       {"idea.propose-merge", SignedIn, false, "That it becomes part of another of the same challenge; who wrote neither and does not lead it suggests so."},
	SeeMerge:           {"idea.see-merge-proposal", authors | leaders | keepers, true, "Of either idea, and who made it. What is merged is everybody's to read."},
	AnswerMerge:        {"idea.answer-merge", authors, false, "Agreeing for what they wrote, or declining."},
	DecideMerge:        {"idea.decide-merge", keepers, false, "With a reason, where they neither proposed it nor write either idea, alone or with others."},
	TakeBackMerge:      {"idea.take-back-merge", Author, false, "Who proposed it."},
	UndoMerge:          {"idea.undo-merge", authors | keepers, false, "Authors what they agreed on, moderators what is not their own."},
	HandOverIdea:       {"idea.hand-over", authors | leaders, false, "Authors what is theirs, to somebody or to whoever takes it; leaders, to whoever takes it, where its author is gone or has been away for 90 days."},
	TakeOverIdea:       {"idea.take-over", SignedIn, false, "What is offered to them or an organisation they speak for, or to anybody; saying no too."},
	TakeBackHandover:   {"idea.take-back-hand-over", authors, false, "Who made it, and authors."},
	InviteCoAuthor:     {"idea.invite-co-author", authors, false, "One more, of at most ten."},
	AcceptCoAuthorship: {"idea.accept-co-authorship", SignedIn, false, "What they, or an organisation they speak for, are invited to."},
	EndCoAuthorship:    {"idea.end-co-authorship", authors, true, "Authors any; and whoever is invited or a co-author their own, by declining or leaving."},
	Vote:               {"idea.vote", SignedIn, false, "One vote a person; changing and taking it back too."},

	CreateComment:     {"comment.create", SignedIn, false, "Replies too."},
	CommentOfficially: {"comment.create-official", leaders, false, "On behalf of the municipality, under ideas in challenges that they lead."},
	ThankComment:      {"comment.thank", SignedIn, false, "One thanks a person, never for one's own; taking it back too."},
	SeeOwnComment:     {"comment.see", authors, true, "Also under an idea that is no longer there to read."},
	EditComment:       {"comment.edit", authors, false, "Within 15 minutes."},
	DeleteComment:     {"comment.delete", authors, false, "Its text is gone at once; its place stays."},

	SeeDraftWorkshop: {"workshop.see-draft", leaders, true, "Published workshops are everybody's to read."},
	CreateWorkshop:   {"workshop.create", starters, false, "Whoever creates one leads it."},
	EditWorkshop:     {"workshop.edit", leaders, false, ""},
	PublishWorkshop:  {"workshop.publish", leaders, false, ""},
	CancelWorkshop:   {"workshop.cancel", leaders, false, "A co-leader may fall ill on the day; it can be undone until it begins."},
	SeeSignups:       {"workshop.see-signups", leaders, false, "Names of those who come."},
	SignUp:           {"workshop.sign-up", SignedIn, false, "Oneself, and off again."},

	CreateImage: {"image.create", SignedIn, false, "For ideas and challenges; fifty a day."},

	SeeLed:                  {"lead.see", starters | Leading, true, "What one leads oneself; administrators see all."},
	SeeProjectLeaders:       {"lead.see-project-leaders", starters | Leading | Moderator, false, "The names of colleagues who can lead."},
	SeeLeadCandidates:       {"lead.find-people", starters | Leading, false, "By name, to appoint them; no more than is public."},
	SeeChallengeLeaders:     {"challenge.see-assignments", leaders, false, "With their ends; the leaders' names are public."},
	SeeWorkshopLeaders:      {"workshop.see-assignments", leaders, false, "With their ends; the leaders' names are public."},
	SeeFocusAreaLeaders:     {"focus-area.see-assignments", leaders, false, ""},
	AppointWorkshopLeaders:  {"workshop.appoint", Leader | Administrator, false, "Leaders and co-leaders, and until when."},
	AppointFocusAreaLeaders: {"focus-area.appoint", Administrator, false, "They lead all challenges in it."},
	CreateFocusArea:         {"focus-area.create", Administrator, false, ""},
	EditFocusArea:           {"focus-area.edit", Administrator, false, "Also its order and archiving it."},
	ManageTopics:            {"topic.manage", Administrator, false, "Making, naming and archiving them."},
	ManageDistricts:         {"district.manage", Administrator, false, "Drawing them anew, all at once."},

	SeePeople:        {"people.see", keepers, false, "Names, roles and states of accounts, and suspensions."},
	SeeAddresses:     {"people.see-addresses", Administrator, false, "And finding people by them."},
	SeeAssignmentsOf: {"people.see-assignments", Administrator, false, "What somebody leads and has led; one's own is everybody's to see."},
	SetRole:          {"people.set-role", Administrator, false, "After a fresh sign-in. At least one administrator stays."},
	SetAccountState:  {"people.disable", Administrator, false, "After a fresh sign-in. Also enabling. At least one administrator stays."},
	SuspendMember:    {"people.suspend", keepers, false, "With reasons, for a time or until it is lifted; and lifting."},
	SuspendStaff:     {"people.suspend-staff", Administrator, false, "Whoever has a role or leads something."},
	SeeAuditLog:      {"audit-log.see", Administrator, false, "Also as a file."},

	StateNeed:     {"need.state", authors, false, "What an idea lacks, on a published idea that is open for it."},
	EditNeed:      {"need.edit", authors, false, "Also closing it and opening it again."},
	SeeMatches:    {"match.see", authors, true, "Of the needs of one's ideas, and of one's offers; and one's contacts."},
	MakeOffer:     {"offer.make", SignedIn, false, ""},
	SeeOffer:      {"offer.see", authors, true, "One that is shown to matches alone, paused or over."},
	EditOffer:     {"offer.edit", authors, false, "Also pausing and ending it."},
	AskContact:    {"contact.ask", SignedIn, false, "About a need: who can help, or whose idea it is. Not who is blocked, nor twice; so many a day."},
	AnswerContact: {"contact.answer", authors, false, "Who was asked. Addresses are shown to both once it is accepted."},
	EndContact:    {"contact.end", authors, true, "Either of both; addresses are hidden again."},
	Block:         {"contact.block", SignedIn, true, "Whom one does not want to be asked by."},
	Commit:        {"commitment.make", authors, false, "Who offered to help, once the contact is accepted; it is public."},
	EndCommitment: {"commitment.withdraw", authors, true, "One's own, before its outcome is recorded."},
	RecordOutcome: {"commitment.record-outcome", leaders | authors, false, "Of commitments to one's idea, or to one that answers a challenge that one leads."},

	FoundOrganisation:     {"organisation.found", SignedIn, false, "Whoever founds one owns it."},
	EditOrganisation:      {"organisation.edit", Owner, false, "Another name, kind or number takes the verification away."},
	SpeakFor:              {"organisation.speak", Owner | Representative, false, "Ideas and comments in its name; never votes. Not while it is dormant."},
	SeeMembers:            {"organisation.see-members", Belonging | Administrator, true, "And who did what in its name."},
	InviteMember:          {"organisation.invite", Owner | Representative, false, "With at most one's own mandate."},
	AcceptInvitation:      {"organisation.accept-invitation", SignedIn, false, "With the link from the mail."},
	ManageMembers:         {"organisation.manage-members", Owner, false, "Mandates, and removing members. The last owner stays one."},
	EditMembership:        {"organisation.edit-membership", Belonging, false, "One's own: a lower mandate, and whether the page names one."},
	LeaveOrganisation:     {"organisation.leave", Belonging, true, "The last owner hands over first, unless nobody else is left."},
	AppointOwner:          {"organisation.appoint-owner", Administrator, false, "Of a dormant organisation: among its members or by invitation."},
	VerifyOrganisation:    {"organisation.verify", Administrator, false, "Also withdrawing it."},
	SeeHiddenOrganisation: {"organisation.see-hidden", Belonging | keepers, true, ""},

	Report:      {"moderation.report", Anyone, true, "What is not one's own; a thing once. Whoever is not signed in pays by a proof of work."},
	SeeCases:    {"moderation.see", keepers, false, "What is reported, and who reported it; but of what is one's own."},
	Moderate:    {"moderation.decide", keepers, false, "Keep, let through, hide, lock, warn, suspend, restore; never about what one writes, alone or with others."},
	SeeDecision: {"moderation.see-decision", authors | keepers, true, "The statement of reasons."},
	Appeal:      {"moderation.appeal", authors, true, "Once, within six months."},
	JudgeAppeal: {"moderation.judge-appeal", keepers, false, "Never who took the decision, nor who has a part in the words."},
	EditPolicy:  {"moderation.edit-policy", Administrator, false, "The rules that everybody reads."},
	SetWaiting:  {"moderation.set-waiting", Administrator, false, "Whether first posts, and what looks like spam, wait until a moderator has read them."},

	SetLinkPreviews: {"link-preview.set", Administrator, false, "Whether the pages that ideas link to are fetched and shown."},
}

// String is the action's name.
func (a Action) String() string { return table[a].name }

// Note says in a sentence what the name does not; it may be empty.
func (a Action) Note() string { return table[a].note }

// Who returns the standings each of which may do a.
func (a Action) Who() Standings { return table[a].may }

// WhileSuspended reports whether a is open also to who is suspended.
func (a Action) WhileSuspended() bool { return table[a].suspended }

// Actions lists every action.
func Actions() []Action {
	all := make([]Action, actions)
	for a := range all {
		all[a] = Action(a)
	}
	return all
}
