package permission

import "slices"

// operations says which actions an operation of the contract is. One that does several things, by what
// it is sent, has several. Every operation that writes is here; a read is here when not everybody may.
var operations = map[string][]Action{
	"createPuzzle":                   {Register},
	"createAccount":                  {Register},
	"createEmailConfirmationRequest": {Register},
	"createEmailConfirmation":        {Register},
	"createPasswordResetRequest":     {Register},
	"createPasswordReset":            {Register},
	"createSession":                  {SignIn},
	"createAccessToken":              {SignIn},
	"deleteCurrentSession":           {SignOut},
	"deleteMySession":                {EndSessions},
	"deleteMyOtherSessions":          {EndSessions},
	"createExport":                   {ExportAccount},
	"deleteExport":                   {ExportAccount},
	"setClosure":                     {CloseAccount},
	"deleteClosure":                  {CloseAccount},
	"createLinkSession":              {SignIn},
	"createLoginLinkRequest":         {SignIn},
	"createPasskeyRequest":           {SignIn},
	"createPasskeySession":           {SignIn},
	"createSecondFactorSession":      {SignIn},
	"createAuthenticator":            {SetSecondFactor},
	"setAuthenticator":               {SetSecondFactor},
	"deleteAuthenticator":            {SetSecondFactor},
	"createRecoveryCodes":            {SetSecondFactor},
	"createOwnPasskeyRequest":        {SetSecondFactor},
	"createPasskey":                  {SetSecondFactor},
	"updatePasskey":                  {SetSecondFactor},
	"deletePasskey":                  {SetSecondFactor},
	"setAuthentication":              {ProveIdentity},
	"setProfile":                     {EditAccount},
	"updateMe":                       {EditAccount},
	"setPassword":                    {SetPassword},
	"createEmailChange":              {SetEmail},
	"createEmailChangeConfirmation":  {SetEmail},
	"createEmailChangeReversal":      {Register},
	"createUnsubscription":           {StopMail},
	"readMyNotifications":            {BeTold},
	"readMyNotification":             {BeTold},
	"setMyFollow":                    {BeTold},
	"deleteMyFollow":                 {BeTold},
	"setNotificationSettings":        {BeTold},

	"createIdentityRequest":    {SignIn},
	"createIdentityReturn":     {SignIn},
	"createIdentitySignUp":     {Register},
	"createOwnIdentityRequest": {SetIdentities},
	"deleteIdentity":           {SetIdentities},

	"listMyChallenges":    {SeeLed},
	"listProjectLeaders":  {SeeProjectLeaders},
	"createChallenge":     {CreateChallenge},
	"updateChallenge":     {EditChallenge, AppointChallengeLeaders},
	"setPhases":           {SetPhases},
	"setAnswerRule":       {EditChallenge},
	"deleteAnswerRule":    {EditChallenge},
	"listMyAnswerDuties":  {SeeLed},
	"createChallengeCopy": {CreateChallenge},
	"setChallengeState":   {PublishChallenge, CloseChallenge, ArchiveChallenge},

	"createIdeaComparison":  {CompareIdeas},
	"createIdea":            {CreateIdea, SpeakFor},
	"updateIdea":            {EditIdea},
	"setIdeaState":          {PublishIdea, WithdrawIdea},
	"setIdeaStage":          {DecideIdea, PursueIdea},
	"createOfficialAnswer":  {AnswerIdea},
	"createMergeProposal":   {ProposeMerge},
	"getMergeProposal":      {SeeMerge},
	"listMergeProposals":    {DecideMerge},
	"deleteMergeProposal":   {TakeBackMerge},
	"setMergeAnswer":        {AnswerMerge},
	"setMergeDecision":      {DecideMerge},
	"setMergeReversal":      {UndoMerge},
	"createHandover":        {HandOverIdea},
	"setHandoverState":      {TakeOverIdea, TakeBackHandover},
	"setVoteMove":           {Vote},
	"setVote":               {Vote},
	"deleteVote":            {Vote},
	"createComment":         {CreateComment, SpeakFor, CommentOfficially},
	"setThanks":             {ThankComment},
	"listMentionCandidates": {CreateComment},
	"deleteThanks":          {ThankComment},
	"updateComment":         {EditComment},
	"deleteComment":         {DeleteComment},

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

	"createTopic":           {ManageTopics},
	"updateTopic":           {ManageTopics},
	"setDistrictBoundaries": {ManageDistricts},
	"createDistrictPreview": {ManageDistricts},

	"createFocusArea":      {CreateFocusArea},
	"updateFocusArea":      {EditFocusArea},
	"listLeadAssignments":  {SeeChallengeLeaders, SeeWorkshopLeaders, SeeFocusAreaLeaders, SeeAssignmentsOf},
	"getLeadAssignment":    {SeeChallengeLeaders, SeeWorkshopLeaders, SeeFocusAreaLeaders},
	"createLeadAssignment": {AppointChallengeLeaders, AppointWorkshopLeaders, AppointFocusAreaLeaders},
	"setLeadAssignment":    {AppointChallengeLeaders, AppointWorkshopLeaders, AppointFocusAreaLeaders},
	"deleteLeadAssignment": {AppointChallengeLeaders, AppointWorkshopLeaders, AppointFocusAreaLeaders},
	"listLeadCandidates":   {SeeLeadCandidates},

	"listPeople":       {SeePeople},
	"getPerson":        {SeePeople},
	"setPersonRole":    {SetRole},
	"setPersonState":   {SetAccountState},
	"listSuspensions":  {SeePeople},
	"createSuspension": {SuspendMember, SuspendStaff},
	"getSuspension":    {SeePeople},
	"deleteSuspension": {SuspendMember, SuspendStaff},
	"listAuditLog":     {SeeAuditLog},
	"exportAuditLog":   {SeeAuditLog},

	"createNeed":       {StateNeed},
	"updateNeed":       {EditNeed},
	"setNeedState":     {EditNeed},
	"listNeedMatches":  {SeeMatches},
	"createOffer":      {MakeOffer, SpeakFor},
	"updateOffer":      {EditOffer},
	"setOfferState":    {EditOffer},
	"listOfferMatches": {SeeMatches},
	"createContact":    {AskContact},
	"getContact":       {SeeMatches},
	"setContactState":  {AnswerContact, EndContact},
	"setBlock":         {Block},
	"deleteBlock":      {Block},
	"createCommitment": {Commit},
	"deleteCommitment": {EndCommitment},
	"setOutcome":       {RecordOutcome},

	"createReport":             {Report},
	"listModerationCases":      {SeeCases},
	"createModerationCase":     {Moderate},
	"getModerationCase":        {SeeCases},
	"setModerationCaseTaker":   {Moderate},
	"createModerationDecision": {Moderate},
	"getModerationDecision":    {SeeDecision},
	"createAppeal":             {Appeal},
	"listAppeals":              {JudgeAppeal},
	"setAppealOutcome":         {JudgeAppeal},
	"setModerationPolicy":      {EditPolicy},
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
