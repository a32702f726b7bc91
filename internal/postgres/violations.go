package postgres

import "github.com/medskapa/medskapa/internal/errs"

// violations maps the name of a constraint to the problem that it means to a client. Constraints
// that no request can break are left out: breaking one is a fault of the program, answered 500.
var violations = map[string]func() *errs.Error{
	"accounts_email_key":             field("email", errs.Duplicate),
	"idempotency_keys_pkey":          field("Idempotency-Key", errs.KeyReused),
	"challenges_dates":               field("closesAt", errs.BeforeStart),
	"challenges_image":               field("imageId", errs.UnknownID),
	"challenges_image_alt":           field("imageAlt", errs.AltRequired),
	"challenge_ideas_challenge":      field("challengeIds", errs.VotingMismatch),
	"idea_handovers_open":            problem(errs.HandoverWaits),
	"idea_handovers_offered_by":      problem(errs.Unauthorized),
	"idea_coauthors_invited_by":      problem(errs.Unauthorized),
	"idea_merges_one_proposal":       problem(errs.MergeProposed),
	"idea_merges_in_force":           problem(errs.MergeChain),
	"idea_merges_part":               problem(errs.MergeChain),
	"idea_merges_whole":              problem(errs.MergeChain),
	"idea_merges_not_own":            problem(errs.Forbidden),
	"idea_repeats_two":               field("ofId", errs.SameIdea),
	"idea_merges_two":                field("intoId", errs.SameIdea),
	"idea_merges_proposed_by":        problem(errs.Unauthorized),
	"vote_moves_account":             problem(errs.Unauthorized),
	"official_answers_department_id": field("departmentId", errs.UnknownID),
	"votes_choice":                   field("choice", errs.ChoiceMismatch),
	"comments_parent":                field("parentId", errs.ParentMismatch),
	"workshops_times":                field("endsAt", errs.BeforeStart),
	"workshops_place_or_link":        field("place", errs.PlaceOrLink),
	"workshops_challenge":            field("challengeId", errs.UnknownID),
	"workshops_link":                 field("link", errs.WrongFormat),
	"accounts_person_hash":           problem(errs.PersonHasAccount),
	"identities_issuer_subject":      problem(errs.IdentityTaken),
	// Somebody whose account was closed while they wrote.
	"votes_participant":            problem(errs.Unauthorized),
	"ideas_author":                 problem(errs.Unauthorized),
	"file_sendings_account":        problem(errs.Unauthorized),
	"idea_files_owner":             problem(errs.Unauthorized),
	"idea_files_name":              field("name", errs.WrongFormat),
	"idea_files_bytes":             field("body", errs.TooLarge, 10<<20),
	"comments_author":              problem(errs.Unauthorized),
	"signups_participant":          problem(errs.Unauthorized),
	"idempotency_keys_participant": problem(errs.Unauthorized),
	"exports_one_waiting":          problem(errs.Conflict),
	"workshops_seated_count":       field("seats", errs.BelowSeated, "?"),

	"organisations_number_verified": field("organisationNumber", errs.Duplicate),
	"topics_slug":                   field("name/sv", errs.Duplicate),
	"challenges_focus_area":         field("focusAreaId", errs.UnknownID),
	"phases_apart":                  field("phases", errs.Overlaps),
	"phases_times":                  field("phases", errs.BeforeStart),
	"phases_challenge":              problem(errs.NotFound),
	"lead_assignments_account":      field("accountId", errs.UnknownID),
	"lead_assignments_ends_at":      field("endsAt", errs.InThePast),
	"suspensions_ends_at":           field("endsAt", errs.InThePast),
	"suspensions_one_at_a_time":     problem(errs.AlreadySuspended),
	"reports_once":                  problem(errs.AlreadyReported),
	"reports_reporter":              problem(errs.Unauthorized),
	"appeals_once":                  problem(errs.AppealClosed),
	"appeals_other_decider":         problem(errs.Forbidden),
	"moderation_decisions_not_own":  problem(errs.Forbidden),
	"offers_owner":                  problem(errs.Unauthorized),
	"offers_times":                  field("endsAt", errs.BeforeStart),
	"needs_times":                   field("endsAt", errs.BeforeStart),
	"contacts_one_at_a_time":        problem(errs.AlreadyAsked),
	"contacts_ask_once":             problem(errs.AlreadyAsked),
	"contacts_asker":                problem(errs.Unauthorized),
	"commitments_once_a_contact":    problem(errs.Conflict),
	"commitments_ends_at":           field("endsAt", errs.InThePast),
	"blocks_blocked":                problem(errs.NotFound),
	"blocks_others":                 problem(errs.Forbidden),
	"accounts_an_administrator":     func() *errs.Error { return errs.New(errs.LastAdministrator) },
}

func problem(code errs.Code) func() *errs.Error { return func() *errs.Error { return errs.New(code) } }

func field(name string, code errs.Code, arg ...any) func() *errs.Error {
	return func() *errs.Error { return errs.Invalid(name, code, arg...) }
}
