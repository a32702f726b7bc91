package privacy

import "slices"

// table is a table of the database that says something about people, and what an export of one person
// takes from it: nothing, for the reason why, or the rows of query, where @person is the person's id.
// Queries never select secrets, hashes of them, or what others wrote.
type table struct {
	name  string
	title [2]string // in Swedish and English
	query string
	why   string // there is nothing to tell
}

// email is the person's own address.
const email = `(SELECT email_key FROM accounts WHERE id = @person)`

// tables lists them in the order in which people read them. A test compares it with the database: a new
// table that refers to people needs its entry.
func tables() []table {
	return slices.Concat(contributions(), helping(), assignments(), organisations(), signIns(), kept())
}

// contributions are the person, and what they gave.
func contributions() []table {
	return []table{
		{name: "participants", title: [2]string{"Du som deltagare", "You as a participant"},
			query: `SELECT id, kind, display_name, created_at FROM participants WHERE id = @person`},
		{name: "accounts", title: [2]string{"Ditt konto", "Your account"},
			query: `SELECT email, role, role_provider, language, created_at, updated_at, last_seen_on, disabled_at, residence_verified_at, residence_verified_until, residence_source, of_age_on FROM accounts WHERE id = @person`},
		{name: "profile_fields", title: [2]string{"Din profil", "Your profile"},
			query: `SELECT name, value, visibility FROM profile_fields WHERE participant_id = @person ORDER BY name`},
		{name: "ideas", title: [2]string{"Dina idéer och utkast", "Your ideas and drafts"},
			query: `SELECT i.id, i.title, i.body, i.state, i.voting, i.longitude::float8, i.latitude::float8, d.name AS district, i.created_at, i.published_at, i.updated_at,
				(SELECT string_agg(t.name_sv, ', ' ORDER BY n.number) FROM idea_topics n JOIN topics t ON t.id = n.topic_id WHERE n.idea_id = i.id) AS topics
				FROM ideas i LEFT JOIN districts d ON d.id = i.district_id WHERE i.author_id = @person ORDER BY i.id`},
		{name: "idea_revisions", title: [2]string{"Ordalydelser du har skrivit", "Wordings you have written"},
			query: `SELECT idea_id, version, title, body, written_at FROM idea_revisions WHERE editor_id = @person ORDER BY idea_id, version`},
		{name: "idea_steps", title: [2]string{"Steg du har tagit med idéer", "Steps you have taken with ideas"},
			query: `SELECT idea_id, to_stage, reason, taken_at FROM idea_steps WHERE by_id = @person ORDER BY taken_at, idea_id`},
		{name: "official_answers", title: [2]string{"Officiella svar du har gett", "Official answers you have given"},
			query: `SELECT idea_id, decision, body, answered_at FROM official_answers WHERE by_id = @person ORDER BY id`},
		{name: "idea_repeats", title: [2]string{"Idéer du har funnit vara upprepningar", "Ideas that you found to be repeats"},
			query: `SELECT idea_id, reason, marked_at AS decided_at FROM idea_repeats WHERE by_id = @person ORDER BY marked_at, idea_id`},
		{name: "comments", title: [2]string{"Dina kommentarer", "Your comments"},
			query: `SELECT id, idea_id, parent_id, body, state, created_at, edited_at FROM comments WHERE author_id = @person ORDER BY id`},
		{name: "comment_mentions", title: [2]string{"Kommentarer som nämner någon", "Comments that mention somebody"},
			query: `SELECT comment_id, account_id = @person AS sent, created_at FROM comment_mentions
				WHERE account_id = @person OR participant_id = @person ORDER BY created_at, comment_id, participant_id`},
		{name: "comment_thanks", title: [2]string{"Kommentarer som du har tackat för", "Comments you have thanked for"},
			query: `SELECT comment_id, created_at FROM comment_thanks WHERE participant_id = @person ORDER BY created_at, comment_id`},
		{name: "votes", title: [2]string{"Dina röster", "Your votes"},
			query: `SELECT v.idea_id, CASE WHEN i.state IN ('published', 'merged') THEN i.title END AS idea, v.choice, v.created_at
				FROM votes v JOIN ideas i ON i.id = v.idea_id WHERE v.participant_id = @person ORDER BY v.created_at, v.idea_id`},
		{name: "idea_merges", title: [2]string{"Idéer du har föreslagit eller avgjort att slå ihop", "Ideas you proposed or decided to merge"},
			query: `SELECT idea_id, into_id, state, CASE WHEN proposed_by = @person THEN reason END AS reason, created_at, decided_by = @person AS decided,
				decided_at, undone_at FROM idea_merges WHERE proposed_by = @person OR decided_by = @person OR undone_by = @person ORDER BY id`},
		{name: "idea_handovers", title: [2]string{"Idéer du har lämnat över, tagit över eller blivit erbjuden", "Ideas you handed over, took over or were offered"},
			query: `SELECT idea_id, kind, state, CASE WHEN offered_by = @person THEN reason END AS reason, created_at, settled_at
				FROM idea_handovers WHERE @person IN (from_id, to_id, offered_by, settled_by) ORDER BY id`},
		{name: "idea_coauthors", title: [2]string{"Idéer du har bjudits in att skriva med i, eller bjudit in någon till", "Ideas you were invited to write with others, or invited somebody to"},
			query: `SELECT idea_id, state, invited_by = @person AS sent, invited_at AS asked_at, settled_at
				FROM idea_coauthors WHERE @person IN (participant_id, invited_by) ORDER BY invited_at, idea_id`},
		{name: "vote_moves", title: [2]string{"Röster du har flyttat", "Votes you have moved"},
			query: `SELECT m.idea_id, m.into_id, v.moved_at FROM vote_moves v JOIN idea_merges m ON m.id = v.merge_id WHERE v.account_id = @person ORDER BY v.moved_at, m.id`},
		{name: "signups", title: [2]string{"Verkstäder du har anmält dig till", "Workshops you have signed up for"},
			query: `SELECT w.title AS workshop, w.starts_at, g.state, g.created_at
				FROM signups g JOIN workshops w ON w.id = g.workshop_id WHERE g.participant_id = @person ORDER BY g.number`},
	}
}

// helping is what a person offers and asks for, and what they have promised.
func helping() []table {
	return []table{
		{name: "offers", title: [2]string{"Det du erbjuder", "What you offer"},
			query: `SELECT o.id, o.kind AS help_kind, o.title, o.description AS text, o.audience, array_to_string(o.languages, ', ') AS languages, o.longitude::float8, o.latitude::float8, o.radius,
				d.name AS district, o.starts_at, o.ends_at, o.state, o.created_at, (SELECT string_agg(t.name_sv, ', ' ORDER BY n.number) FROM offer_topics n JOIN topics t ON t.id = n.topic_id WHERE n.offer_id = o.id) AS topics
				FROM offers o LEFT JOIN districts d ON d.id = o.district_id WHERE o.owner_id = @person ORDER BY o.id`},
		{name: "needs", title: [2]string{"Vad dina idéer behöver", "What your ideas need"},
			query: `SELECT n.id, n.idea_id, n.kind AS help_kind, n.description AS text, n.amount, n.unit, n.starts_at, n.ends_at, n.state, n.created_at
				FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE i.author_id = @person ORDER BY n.id`},
		{name: "contacts", title: [2]string{"Kontakter om behov", "Contacts about needs"},
			query: `SELECT c.id, n.idea_id, (c.helper_id = @person) = c.by_helper AS sent, CASE WHEN (c.helper_id = @person) = c.by_helper THEN c.message END AS text, c.state, c.asked_at, c.answered_at
				FROM contacts c JOIN needs n ON n.id = c.need_id WHERE c.helper_id = @person OR c.seeker_id = @person OR c.asker_id = @person ORDER BY c.id`},
		{name: "commitments", title: [2]string{"Det du har lovat hjälpa till med", "What you have committed yourself to"},
			query: `SELECT id, idea_id, CASE WHEN helper_id = @person THEN description END AS text, amount, ends_at, outcome, CASE WHEN outcome_by = @person THEN words END AS words, created_at
				FROM commitments WHERE helper_id = @person OR outcome_by = @person ORDER BY id`},
		{name: "blocks", title: [2]string{"Vilka du inte vill få frågor från", "Whom you do not want to be asked by"},
			query: `SELECT p.display_name, b.created_at FROM blocks b JOIN participants p ON p.id = b.blocked_id WHERE b.participant_id = @person ORDER BY b.created_at, p.id`},
	}
}

// assignments are what a person may do, or may not.
func assignments() []table {
	return []table{
		{name: "lead_assignments", title: [2]string{"Det du leder eller har lett", "What you lead or have led"},
			query: `SELECT COALESCE(c.title, w.title, f.title) AS title, l.role, l.granted_at, l.ends_at FROM lead_assignments l
				LEFT JOIN challenges c ON c.id = l.challenge_id LEFT JOIN workshops w ON w.id = l.workshop_id LEFT JOIN focus_areas f ON f.id = l.focus_area_id
				WHERE l.account_id = @person ORDER BY l.id`},
		{name: "phase_changes", title: [2]string{"Faser du har flyttat", "Phases you have moved"},
			query: `SELECT c.title, h.reason, h.changed_at FROM phase_changes h JOIN challenges c ON c.id = h.challenge_id WHERE h.participant_id = @person ORDER BY h.id`},
		{name: "challenge_leaders", why: "a view of lead_assignments, by which a node of the version before knows it"},
		{name: "workshop_leaders", why: "a view of lead_assignments, by which a node of the version before knows it"},
		{name: "suspensions", title: [2]string{"Avstängningar från att skriva", "Suspensions from writing"},
			query: `SELECT reason, starts_at, ends_at, lifted_at FROM suspensions WHERE account_id = @person ORDER BY id`},
		{name: "moderation_cases", why: "what is looked into; what comes of it is told with the decisions"},
		{name: "moderation_decisions", title: [2]string{"Beslut om det du har skrivit", "Decisions about what you have written"},
			query: `SELECT thing_kind AS kind, CASE WHEN thing_kind IN ('comment', 'commitment') THEN '' ELSE title END AS title, action, ground, rule, facts, decided_at, ends_at, undone_at FROM moderation_decisions
				WHERE author_id = @person AND action <> 'keep' ORDER BY id`},
		{name: "appeals", title: [2]string{"Dina överklaganden", "Your appeals"},
			query: `SELECT words, created_at, outcome, reason, decided_at FROM appeals WHERE by_id = @person ORDER BY id`},
		{name: "held_comments", title: [2]string{"Kommentarer som väntar på att bli lästa", "Comments that wait to be read"},
			query: `SELECT idea_id, kind, body AS text, created_at, refused_at FROM held_comments WHERE author_id = @person OR account_id = @person ORDER BY id`},
		{name: "reports", title: [2]string{"Det du har rapporterat", "What you have reported"},
			query: `SELECT reason, note, created_at FROM reports WHERE reporter_id = @person ORDER BY id`},
		{name: "idea_files", title: [2]string{"Filer du har lagt till idéer", "Files you have given ideas"},
			query: `SELECT name AS file, bytes, idea_id, created_at FROM idea_files WHERE owner_id = @person ORDER BY id`},
		{name: "file_sendings", title: [2]string{"När du har skickat filer det senaste dygnet", "When you sent files within the last day"},
			query: `SELECT sent_at FROM file_sendings WHERE account_id = @person ORDER BY file_id`},
		{name: "commitment_makings", title: [2]string{"När du har lovat något det senaste dygnet", "When you promised something within the last day"},
			query: `SELECT made_at FROM commitment_makings WHERE helper_id = @person ORDER BY commitment_id`},
		{name: "images", title: [2]string{"Bilder du har laddat upp", "Pictures you have uploaded"},
			query: `SELECT id, width, height, created_at FROM images WHERE owner_id = @person ORDER BY id`},
	}
}

// organisations are those a person belongs to, and what became of that.
func organisations() []table {
	return []table{
		{name: "organisation_members", title: [2]string{"Organisationer du är med i", "Organisations you belong to"},
			query: `SELECT o.display_name AS organisation, m.mandate, m.shown, m.joined_at
				FROM organisation_members m JOIN participants o ON o.id = m.organisation_id WHERE m.account_id = @person ORDER BY m.joined_at, o.id`},
		{name: "organisation_acts", title: [2]string{"Det du har gjort i en organisations namn", "What you have done in the name of an organisation"},
			query: `SELECT o.display_name AS organisation, a.action, a.idea_id, a.comment_id, a.at FROM organisation_acts a
				JOIN participants o ON o.id = a.organisation_id WHERE a.account_id = @person OR a.member_id = @person ORDER BY a.number`},
		{name: "organisation_invitations", title: [2]string{"Inbjudningar till och från dig", "Invitations to and from you"},
			query: `SELECT o.display_name AS organisation, i.mandate, i.invited_by = @person AS sent, i.created_at, i.expires_at FROM organisation_invitations i
				JOIN participants o ON o.id = i.organisation_id WHERE i.invited_by = @person OR i.email_key = ` + email + ` ORDER BY i.id`},
		{name: "organisations", title: [2]string{"Organisationer du har lagt upp eller styrkt", "Organisations you founded or verified"},
			query: `SELECT p.display_name AS organisation, o.founder_id = @person AS founded, o.created_at, o.verified_at FROM organisations o
				JOIN participants p ON p.id = o.id WHERE o.founder_id = @person OR o.verified_by = @person ORDER BY o.id`},
		{name: "departed_people", why: "who has left is no longer anybody"},
		{name: "polis_people", title: [2]string{"Samtal som har hämtats in", "Conversations that were imported"},
			query: `SELECT challenge_id, person AS number FROM polis_people WHERE participant_id = @person ORDER BY challenge_id`},
	}
}

// signIns are the ways in, and who used them.
func signIns() []table {
	return []table{
		{name: "sessions", title: [2]string{"Inloggningar", "Sign-ins"},
			query: `SELECT id, device, provider, strong, created_at, last_used_at, authenticated_at, expires_at, ended_at FROM sessions WHERE account_id = @person ORDER BY id`},
		{name: "identities", title: [2]string{"Inloggning genom andra", "Signing in through others"},
			query: `SELECT provider, created_at, last_used_at FROM identities WHERE account_id = @person ORDER BY created_at, id`},
		{name: "identity_requests", title: [2]string{"Påbörjade inloggningar genom andra", "Sign-ins through others under way"},
			query: `SELECT provider, intent, expires_at FROM identity_requests WHERE account_id = @person ORDER BY expires_at`},
		{name: "identity_arrivals", why: "somebody who has no account yet, for some minutes"},
		{name: "residents", title: [2]string{"Kommunens register över bosatta", "The municipality's register of residents"},
			query: `SELECT r.municipality_code, r.valid_until FROM residents r JOIN accounts a ON a.person_hash = r.person_hash WHERE a.id = @person`},
		{name: "passkeys", title: [2]string{"Nycklar att logga in med", "Passkeys"},
			query: `SELECT name, created_at, last_used_at FROM passkeys WHERE account_id = @person ORDER BY id`},
		{name: "authenticators", title: [2]string{"Koder från en app", "Codes from an app"},
			query: `SELECT created_at, confirmed_at FROM authenticators WHERE account_id = @person`},
		{name: "recovery_codes", title: [2]string{"Reservkoder som du har använt", "Recovery codes you have used"},
			query: `SELECT used_at FROM recovery_codes WHERE account_id = @person AND used_at IS NOT NULL ORDER BY used_at`},
		{name: "login_links", title: [2]string{"Begärda inloggningslänkar", "Requested sign-in links"},
			query: `SELECT created_at, expires_at FROM login_links WHERE account_id = @person ORDER BY created_at`},
		{name: "pending_sign_ins", why: "secrets for some minutes, between a password and a code"},
		{name: "passkey_ceremonies", why: "secrets for some minutes, while a passkey is used"},
		{name: "refresh_tokens", why: "hashes of secrets, beside the sessions that they belong to"},
		{name: "supports_told", why: "numbers, of ideas"},
		{name: "login_failures", why: "hashes of addresses for an hour, from which nobody can be told"},
		{name: "password_resets", title: [2]string{"Begärda lösenordsbyten", "Requested password changes"},
			query: `SELECT created_at, expires_at FROM password_resets WHERE account_id = @person ORDER BY created_at`},
		{name: "email_changes", title: [2]string{"Begärda byten av e-postadress", "Requested changes of e-mail address"},
			query: `SELECT email, created_at, expires_at FROM email_changes WHERE account_id = @person ORDER BY created_at`},
		{name: "email_reversals", title: [2]string{"Adresser som du nyss har bytt från", "Addresses that you have just changed from"},
			query: `SELECT email, created_at, expires_at FROM email_reversals WHERE account_id = @person ORDER BY created_at`},
		{name: "registrations", title: [2]string{"Registreringar som väntar", "Registrations that wait"},
			query: `SELECT email, display_name, kind, language, created_at, expires_at FROM registrations WHERE email_key = ` + email + ` ORDER BY created_at`},
	}
}

// kept is what the platform keeps for its own work.
func kept() []table {
	return []table{
		{name: "idempotency_keys", title: [2]string{"Skapat det senaste dygnet", "Made in the last day"},
			query: `SELECT resource_id AS id, created_at FROM idempotency_keys WHERE participant_id = @person ORDER BY created_at`},
		{name: "audit_log", title: [2]string{"Granskningsloggen", "The audit log"},
			query: `SELECT at, action, subject_kind, CASE WHEN subject_id = @person THEN details END AS details
				FROM audit_log WHERE subject_id = @person OR actor_id = @person ORDER BY id`},
		{name: "mailbox_messages", title: [2]string{"Mejl i provbrevlådan", "Mail in the demo mailbox"},
			query: `SELECT subject, body AS text, sent_at FROM mailbox_messages WHERE lower(recipient) = ` + email + ` ORDER BY id`},
		{name: "river_job", title: [2]string{"Mejl på väg", "Mail on its way"},
			query: `SELECT args->>'subject' AS subject, created_at, state::text FROM river_job
				WHERE kind = 'send-mail' AND lower(args->>'to') = ` + email + ` AND state NOT IN ('completed', 'discarded') ORDER BY id`},
		{name: "follows", title: [2]string{"Det du följer, eller har valt att inte följa", "What you follow, or chose not to"},
			query: `SELECT target_kind, target_id, active, created_at FROM follows WHERE account_id = @person ORDER BY created_at, target_id`},
		{name: "notifications", title: [2]string{"Det vi har berättat för dig", "What we told you"},
			query: `SELECT kind AS action, subject_kind, subject_id, count, happened_at, read_at FROM notifications WHERE recipient_id = @person ORDER BY id`},
		{name: "notification_settings", title: [2]string{"Hur du vill få veta", "How you want to be told"},
			query: `SELECT mail, follow_commented, follow_supported FROM notification_settings WHERE account_id = @person`},
		{name: "notification_choices", title: [2]string{"Hur ofta du vill få mejl", "How often you want mail"},
			query: `SELECT kind AS action, mail FROM notification_choices WHERE account_id = @person ORDER BY kind`},
		{name: "notification_letters", title: [2]string{"Mejl om händelser som har skickats", "Mails about what happened that were sent"},
			query: `SELECT sent_at FROM notification_letters WHERE recipient_id = @person ORDER BY id`},
		{name: "notification_events", why: "what happened within the last day, which is told to those whom it concerns"},
		{name: "closures", title: [2]string{"Stängning av kontot", "Closing of the account"},
			query: `SELECT contributions, asked_at, closes_at FROM closures WHERE account_id = @person`},
		{name: "exports", title: [2]string{"Dina uttag", "Your exports"},
			query: `SELECT state, size, created_at, finished_at, expires_at FROM exports WHERE account_id = @person ORDER BY id`},
	}
}

// labels are what people read for the columns that tables select, in Swedish and English.
func labels() map[string][2]string {
	return map[string][2]string{
		"id": {"Identitet", "Identifier"}, "kind": {"Deltar som", "Takes part as"}, "display_name": {"Namn som visas", "Name shown"},
		"created_at": {"Skapad", "Made"}, "updated_at": {"Ändrad", "Changed"}, "email": {"E-postadress", "E-mail address"}, "role": {"Roll", "Role"},
		"language": {"Språk", "Language"}, "disabled_at": {"Spärrat", "Disabled"}, "name": {"Uppgift", "Field"}, "value": {"Innehåll", "Content"},
		"visibility": {"Synlig för", "Seen by"}, "title": {"Rubrik", "Title"}, "body": {"Text", "Text"}, "text": {"Text", "Text"}, "state": {"Läge", "State"},
		"longitude": {"Longitud", "Longitude"}, "latitude": {"Latitud", "Latitude"}, "district": {"Stadsdel", "District"}, "topics": {"Ämnen", "Topics"},
		"voting": {"Röstsätt", "Way to vote"}, "published_at": {"Publicerad", "Published"}, "idea_id": {"Idéns identitet", "Identifier of the idea"},
		"version": {"Version", "Version"}, "written_at": {"Skriven", "Written"}, "parent_id": {"Svar på", "Reply to"}, "edited_at": {"Ändrad", "Edited"},
		"idea": {"Idé", "Idea"}, "choice": {"Röst", "Vote"}, "workshop": {"Verkstad", "Workshop"}, "starts_at": {"Börjar", "Starts"},
		"file": {"Fil", "File"}, "bytes": {"Längd i byte", "Length in bytes"}, "width": {"Bredd", "Width"}, "height": {"Höjd", "Height"}, "challenge_id": {"Utmaningens identitet", "Identifier of the challenge"},
		"number": {"Nummer", "Number"}, "last_used_at": {"Senast använd", "Last used"}, "authenticated_at": {"Senast bekräftad", "Last confirmed"},
		"expires_at": {"Gäller till", "Valid until"}, "device": {"Enhet", "Device"}, "ended_at": {"Avslutad", "Ended"}, "at": {"Tid", "Time"}, "action": {"Händelse", "Event"},
		"subject_kind": {"Gäller", "Concerns"}, "details": {"Närmare", "Details"}, "subject": {"Ämne", "Subject"}, "sent_at": {"Skickat", "Sent"}, "made_at": {"Lovat", "Promised"},
		"organisation": {"Organisation", "Organisation"}, "mandate": {"Uppdrag", "Mandate"}, "shown": {"Visas", "Shown"}, "joined_at": {"Med sedan", "Joined"},
		"comment_id": {"Kommentarens identitet", "Identifier of the comment"}, "sent": {"Skickad av dig", "Sent by you"}, "founded": {"Upplagd av dig", "Founded by you"},
		"verified_at": {"Styrkt", "Verified"}, "last_seen_on": {"Senast här", "Last here"},
		"confirmed_at": {"Bekräftad", "Confirmed"}, "used_at": {"Använd", "Used"},
		"provider": {"Genom", "Through"}, "role_provider": {"Roll genom", "Role through"}, "strong": {"Med mer än lösenord eller länk", "With more than a password or a link"}, "intent": {"Syfte", "Purpose"}, "municipality_code": {"Kommunkod", "Municipality code"}, "valid_until": {"Gäller till", "Valid until"},
		"residence_verified_at": {"Bosättning styrkt", "Residence proven"}, "residence_verified_until": {"Styrkt till", "Proven until"}, "residence_source": {"Styrkt genom", "Proven by"}, "of_age_on": {"Myndig senast", "Of age at the latest"},
		"contributions": {"Det du skrivit", "What you wrote"}, "asked_at": {"Begärd", "Asked for"}, "closes_at": {"Stängs", "Closes"},
		"granted_at": {"Sedan", "Since"}, "ends_at": {"Till", "Until"}, "reason": {"Skäl", "Reason"}, "changed_at": {"Ändrat", "Changed"}, "lifted_at": {"Hävd", "Lifted"},
		"decision": {"Beslut", "Decision"}, "answered_at": {"Besvarad", "Answered"}, "to_stage": {"Till läget", "To the stage"}, "taken_at": {"Tagit", "Taken"}, "ground": {"Grund", "Ground"}, "rule": {"Regel eller lag", "Rule or law"}, "facts": {"Det som ligger till grund", "What it rests on"},
		"into_id": {"Den andra idén", "The other idea"}, "moved_at": {"Flyttad", "Moved"}, "decided": {"Avgjort av dig", "Decided by you"},
		"settled_at": {"Avgjort", "Settled"}, "decided_at": {"Beslutat", "Decided"}, "undone_at": {"Upphävt", "Undone"}, "refused_at": {"Inte släppt igenom", "Not let through"}, "words": {"Det du skrev", "What you wrote"}, "outcome": {"Utfall", "Outcome"}, "note": {"Anteckning", "Note"},
		"target_kind": {"Slag", "Kind"}, "target_id": {"Vad", "What"}, "active": {"Följer", "Following"}, "subject_id": {"Vad", "What"}, "count": {"Antal", "Number"},
		"happened_at": {"Hände", "Happened"}, "read_at": {"Läst", "Read"}, "mail": {"Mejl", "Mail"},
		"follow_commented": {"Följer det du kommenterar", "Follows what you comment on"}, "follow_supported": {"Följer det du röstar på", "Follows what you vote for"},
		"help_kind": {"Slag", "Kind"}, "audience": {"Synligt för", "Seen by"}, "languages": {"Språk", "Languages"}, "radius": {"Avstånd i kilometer", "Distance in kilometres"},
		"amount": {"Mängd", "Amount"}, "unit": {"Enhet", "Unit"},
		"size": {"Storlek i byte", "Size in bytes"}, "finished_at": {"Klar", "Finished"},
	}
}
