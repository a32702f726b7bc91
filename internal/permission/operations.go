package permission

import "slices"

// operations says which actions an operation of the contract is. One that does several things, by what
// it is sent, has several. Every operation that writes is here; a read is here when not everybody may.
var operations = map[string][]Action{
	"createAccount":                  {Register},
	"createEmailConfirmationRequest": {Register},
	"createEmailConfirmation":        {Register},
	"createPasswordResetRequest":     {Register},
	"createPasswordReset":            {Register},
	"createSession":                  {SignIn},
	"createAccessToken":              {SignIn},
	"deleteCurrentSession":           {SignOut},
	"updateMe":                       {EditAccount},
	"setPassword":                    {SetPassword},

	"createIdentityRequest":    {SignIn},
	"createIdentityReturn":     {SignIn},
	"createIdentitySignUp":     {Register},
	"createOwnIdentityRequest": {SetIdentities},
	"deleteIdentity":           {SetIdentities},

	"listMyChallenges":   {SeeLed},
	"listProjectLeaders": {SeeProjectLeaders},
	"createChallenge":    {CreateChallenge},
	"updateChallenge":    {EditChallenge},
	"setChallengeState":  {PublishChallenge, CloseChallenge, ArchiveChallenge},

	"createIdea":    {CreateIdea, SpeakFor},
	"updateIdea":    {EditIdea},
	"setIdeaState":  {PublishIdea, WithdrawIdea, HideIdea},
	"setVote":       {Vote},
	"deleteVote":    {Vote},
	"createComment": {CreateComment, SpeakFor},
	"updateComment": {EditComment},
	"deleteComment": {DeleteComment},

	"createWorkshop":   {CreateWorkshop},
	"updateWorkshop":   {EditWorkshop},
	"setWorkshopState": {PublishWorkshop, CancelWorkshop},
	"setSignup":        {SignUp},
	"deleteSignup":     {SignUp},
	"listSignups":      {SeeSignups},
	"createImage":      {CreateImage},

	"createOrganisation":           {FoundOrganisation},
	"updateOrganisation":           {EditOrganisation},
	"setOrganisationVerification":  {VerifyOrganisation},
	"listOrganisationMembers":      {SeeMembers},
	"updateOrganisationMember":     {ManageMembers, EditMembership, AppointOwner},
	"deleteOrganisationMember":     {LeaveOrganisation, ManageMembers},
	"listOrganisationInvitations":  {InviteMember, AppointOwner},
	"createOrganisationInvitation": {InviteMember, AppointOwner},
	"deleteOrganisationInvitation": {InviteMember, AppointOwner},
	"listOrganisationActs":         {SeeMembers},
	"createInvitationPreview":      {Register},
	"createOrganisationMembership": {AcceptInvitation},
}

// Of returns the actions that an operation is; none for a read that is everybody's.
func Of(operationID string) []Action { return operations[operationID] }

// WhileSuspended reports whether somebody suspended may call an operation that writes.
func WhileSuspended(operationID string) bool {
	return slices.ContainsFunc(Of(operationID), Action.WhileSuspended)
}

// Operations lists the operations that have actions.
func Operations() []string {
	all := make([]string, 0, len(operations))
	for id := range operations {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}
