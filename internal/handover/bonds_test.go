package handover_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/relation"
)

// given hands the idea over from its author to the other.
func (w town) given() {
	w.Helper()
	o := w.must(w.offer(w.author, &w.other.ID))
	w.must(w.handovers.Accept(w.Context(), w.other, o.ID, o.Version, nil))
}

func (w town) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// While somebody looks into an idea it does not change hands, and nobody is judged for what another wrote.
func TestReportedIdeasStay(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	o := w.must(w.offer(w.author, &w.other.ID))
	var caseID uuid.UUID
	w.ok(w.db.Pool.QueryRow(t.Context(), `INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause) VALUES (gen_random_uuid(), 'idea', $1, $2, 'report') RETURNING id`,
		w.idea, w.author.ID).Scan(&caseID))
	_, err := w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil)
	w.wantCode(err, errs.HandoverNotNow, "accepting what is reported")
	w.must(w.handovers.TakeBack(t.Context(), w.author, o.ID, o.Version))
	_, err = w.offer(w.author, nil)
	w.wantCode(err, errs.HandoverNotNow, "offering what is reported")
	// As when the report came in while the idea changed hands.
	w.exec(`UPDATE ideas SET author_id = $2 WHERE id = $1`, w.idea, w.other.ID)
	judge := fixture.Account(t, w.db, auth.Moderator)
	const url = "https://alvsala.example"
	outbox := mail.NewOutbox(nil)
	cases := moderation.NewStore(w.db.Gorm, people.NewStore(w.db.Gorm, outbox, organisation.NewStore(w.db.Gorm, markdown.New(), outbox, url), url), markdown.New())
	file, err := cases.Get(t.Context(), judge, caseID)
	w.ok(err)
	for _, action := range []moderation.Action{moderation.Suspend, moderation.Warn} {
		_, err := cases.Decide(t.Context(), judge, idempotency.Key{}, caseID, file.Version, moderation.Ruling{Action: action, Ground: "harassment", Rule: "Regel 2, påhopp", Facts: "Texten hotar en granne."})
		w.wantCode(err, errs.Unprocessable, string(action))
	}
	if n := w.count(`SELECT count(*) FROM suspensions`); n != 0 {
		t.Errorf("%d are suspended", n)
	}
}

// What its author agreed to merge is not agreed by who takes the idea over, on either side.
func TestConsentToMergeEnds(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	merges := merge.NewStore(w.db.Gorm)
	for _, part := range []bool{true, false} {
		w.idea = fixture.Idea(t, w.db, w.author, w.challenge)
		one, into := w.idea, fixture.Idea(t, w.db, w.member, w.challenge)
		if !part {
			one, into = into, one
		}
		p, err := merges.Propose(t.Context(), w.author, idempotency.Key{}, one, into, "Samma sak.")
		w.ok(err)
		w.given()
		_, err = merges.Answer(t.Context(), w.member, p.ID, p.Version, true, nil)
		w.wantCode(err, errs.PreconditionFailed, "an answer to what was agreed before")
		p, err = merges.Get(t.Context(), w.member, p.ID)
		w.ok(err)
		p, err = merges.Answer(t.Context(), w.member, p.ID, p.Version, true, nil)
		w.ok(err)
		if p.State != merge.Proposed {
			t.Fatalf("merged without its author: %+v", p)
		}
		p, err = merges.Answer(t.Context(), w.other, p.ID, p.Version, true, nil)
		w.ok(err)
		if p.State != merge.InForce {
			t.Errorf("%+v", p)
		}
	}
}

// Contacts with the author before end, who asked asks whose it is now, and nobody keeps a promise to their own idea.
func TestContactsAndPromisesEnd(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	helps := help.NewStore(w.db.Gorm)
	need, err := helps.StateNeed(t.Context(), w.author, idempotency.Key{}, w.idea, help.NeedFields{Kind: help.People, Description: "Händer.", Amount: 5, Unit: "timmar"})
	w.ok(err)
	ask := func(who auth.Principal) help.Contact {
		t.Helper()
		c, err := helps.Ask(t.Context(), who, idempotency.Key{}, help.ContactFields{NeedID: need.ID, Message: "Jag kan."})
		w.ok(err)
		return c
	}
	commit := func(who auth.Principal, c help.Contact, amount int) (help.Commitment, error) {
		return helps.Commit(t.Context(), who, idempotency.Key{}, c.ID, help.CommitmentFields{Description: "Jag gräver.", Amount: amount, EndsAt: time.Now().Add(time.Hour)})
	}
	waiting, between, own := ask(w.member), ask(w.leader), ask(w.other)
	for _, c := range []help.Contact{between, own} {
		_, err := helps.SetContactState(t.Context(), w.author, c.ID, help.Accepted)
		w.ok(err)
	}
	theirs, err := commit(w.leader, between, 1)
	w.ok(err)
	promised, err := commit(w.other, own, 2)
	w.ok(err)
	w.given()
	for _, c := range []help.Contact{waiting, between, own} {
		seen, err := helps.GetContact(t.Context(), w.author, c.ID)
		if err != nil || seen.State != help.Withdrawn || seen.HelperEmail != nil {
			t.Errorf("%+v %v", seen, err)
		}
		_, err = helps.SetContactState(t.Context(), w.author, c.ID, help.Accepted)
		w.wantCode(err, errs.StateTransition, "the author before accepts")
	}
	_, err = commit(w.member, waiting, 1)
	w.wantCode(err, errs.StateTransition, "a promise to the author before")
	_, err = helps.GetCommitment(t.Context(), w.other, promised.ID)
	w.wantCode(err, errs.NotFound, "a promise of the author's own")
	if n, err := helps.GetNeed(t.Context(), w.other, need.ID); err != nil || n.Committed != 1 {
		t.Errorf("%+v %v", n, err)
	}
	if again := ask(w.member); again.Seeker.ID != w.other.ID {
		t.Errorf("asks %+v", again.Seeker)
	}
	if n := w.count(`SELECT count(*) FROM notification_events WHERE kind = 'idea-taken-over' AND $1 = ANY (named) AND $2 = ANY (named)`, w.member.ID, w.leader.ID); n != 1 {
		t.Error("who was in contact is not told")
	}
	_, err = helps.RecordOutcome(t.Context(), w.leader, theirs.ID, theirs.Version, help.Kept, "Bra gjort av mig.")
	w.wantCode(err, errs.Forbidden, "a leader says what came of their own promise")
	_, err = helps.RecordOutcome(t.Context(), w.other, theirs.ID, theirs.Version, help.Kept, "Bra gjort.")
	w.ok(err)
}

// An idea is offered to, and taken by, nobody whom a block parts from who gives it, be it through an organisation, and nobody who is suspended.
func TestWhoDoesNotTake(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	club := fixture.Organisation(t, w.db, w.other)
	w.other.SpeaksFor = []uuid.UUID{club}
	w.exec(`INSERT INTO blocks (participant_id, blocked_id) VALUES ($1, $2)`, w.other.ID, w.author.ID)
	for _, to := range []uuid.UUID{w.other.ID, club} {
		_, err := w.offer(w.author, &to)
		w.wantCode(err, errs.Unprocessable, "to who has blocked them")
	}
	w.exec(`INSERT INTO suspensions (id, account_id, reason) VALUES (gen_random_uuid(), $1, 'Påhopp på grannar.')`, w.member.ID)
	_, err := w.offer(w.author, &w.member.ID)
	w.wantCode(err, errs.Unprocessable, "to who is suspended")
	o := w.must(w.offer(w.author, nil))
	for _, as := range []*uuid.UUID{nil, &club} {
		_, err = w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, as)
		w.wantCode(err, errs.Forbidden, "taken in spite of a block")
	}
	w.must(w.handovers.Accept(t.Context(), w.leader, o.ID, o.Version, nil))
}

// What nobody answers in thirty days is over, whether the job has noted so or not, and can be offered anew.
func TestOffersRunOut(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	old := func() handover.Offer {
		o := w.must(w.offer(w.author, nil))
		w.exec(`UPDATE idea_handovers SET created_at = now() - interval '31 days' WHERE id = $1`, o.ID)
		return o
	}
	o := old()
	if len(w.listed(w.member)) != 0 || w.listed(w.author)[0].State != handover.Expired {
		t.Error("it is offered still")
	}
	_, err := w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil)
	w.wantCode(err, errs.NotFound, "too late")
	second := old() // before the job
	if n, err := w.handovers.Expire(t.Context()); err != nil || n != 1 {
		t.Errorf("%d %v", n, err)
	}
	if n, err := w.handovers.Expire(t.Context()); err != nil || n != 0 || w.told("hand-over-expired", w.author.ID) != 1 || w.told("hand-over-answered", w.author.ID) != 0 {
		t.Errorf("%d %v", n, err)
	}
	if o, err := w.handovers.Get(t.Context(), w.author, second.ID); err != nil || o.State != handover.Expired || o.SettledAt == nil {
		t.Errorf("%+v %v", o, err)
	}
}

// Whoever supports or follows an idea is told who took it over; who writes it with its author stays, and who was asked to is asked no more.
func TestWhoIsTold(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	supporter, follower := fixture.Account(t, w.db, auth.Member), fixture.Account(t, w.db, auth.Member)
	w.exec(`INSERT INTO votes (idea_id, participant_id, voting, choice) VALUES ($1, $2, 'support', 'support')`, w.idea, supporter.ID)
	w.exec(`INSERT INTO follows (account_id, target_kind, target_id) VALUES ($1, 'idea', $2)`, follower.ID, w.idea)
	together := coauthor.NewStore(w.db.Gorm)
	for _, who := range []auth.Principal{w.member, w.leader} {
		w.ok(together.Invite(t.Context(), w.author, w.idea, who.ID))
	}
	w.ok(together.Accept(t.Context(), w.leader, w.idea, w.leader.ID))
	w.given()
	w.wantCode(together.Accept(t.Context(), w.member, w.idea, w.member.ID), errs.NotFound, "an invitation of the author before")
	if i, err := w.ideas.Get(t.Context(), w.other, w.idea); err != nil || len(i.CoAuthors) != 1 || i.CoAuthors[0].ID != w.leader.ID {
		t.Errorf("%+v %v", i.CoAuthors, err)
	}
	w.ok(notification.NewStore(w.db.Gorm, mail.NewOutbox(nil), "https://alvsala.example").Tell(t.Context()))
	if n := w.count(`SELECT count(*) FROM notifications WHERE kind = 'idea-taken-over' AND recipient_id IN ($1, $2)`, supporter.ID, follower.ID); n != 2 {
		t.Errorf("%d are told", n)
	}
}

// What was taken over is passed on and not withdrawn; who wrote it and has it back may.
func TestWhatIsTakenOverStays(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	may := func(who auth.Principal) (yes bool) {
		t.Helper()
		found, err := w.ideas.Relations(t.Context(), who, []uuid.UUID{w.idea})
		w.ok(err)
		for _, p := range found[0].Permissions {
			yes = yes || p == relation.Withdraw
		}
		return yes
	}
	withdraw := func(who auth.Principal) error {
		t.Helper()
		i, err := w.ideas.Get(t.Context(), who, w.idea)
		w.ok(err)
		_, err = w.ideas.SetState(t.Context(), who, w.idea, i.Version, idea.Withdrawn)
		return err
	}
	if !may(w.author) {
		t.Error("an author may not withdraw")
	}
	w.given()
	w.wantCode(withdraw(w.other), errs.TakenOver, "who took it over")
	o := w.must(w.offer(w.other, &w.author.ID))
	w.must(w.handovers.Accept(t.Context(), w.author, o.ID, o.Version, nil))
	if may(w.other) || !may(w.author) {
		t.Error("it says otherwise than it does")
	}
	w.ok(withdraw(w.author))
}

// What an organisation says no to, or takes back, it says through whoever still speaks for it, and that is noted.
func TestOrganisationsAnswerThroughTheirPeople(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	club := fixture.Organisation(t, w.db, w.other)
	w.member.SpeaksFor = []uuid.UUID{club} // as it was some milliseconds ago
	w.other.SpeaksFor = []uuid.UUID{club}
	o := w.must(w.offer(w.author, &club))
	_, err := w.handovers.Decline(t.Context(), w.member, o.ID, o.Version)
	w.wantCode(err, errs.Forbidden, "who no longer speaks for it")
	w.must(w.handovers.Decline(t.Context(), w.other, o.ID, o.Version))
	if n := w.count(`SELECT count(*) FROM organisation_acts WHERE organisation_id = $1 AND account_id = $2 AND idea_id = $3`, club, w.other.ID, w.idea); n != 1 {
		t.Errorf("%d entries", n)
	}
}

// Who may not propose in a challenge does not come by an idea in it another way either.
func TestWhoTakesOverMayPropose(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	o := w.must(w.offer(w.author, &w.other.ID))
	w.exec(`UPDATE challenges SET proposers = 'verified-residents' WHERE id = $1`, w.challenge)
	_, err := w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil)
	w.wantCode(err, errs.ResidenceRequired, "taking over")
	w.exec(`UPDATE accounts SET person_hash = decode(repeat('07', 32), 'hex'), residence_verified_at = now(), residence_verified_until = now() + interval '1 hour', residence_source = 'claim' WHERE id = $1`, w.other.ID)
	w.must(w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil))
}
