package help_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// scene is a need of an idea, and what people do about it.
type scene struct {
	*testing.T
	db     *postgres.DB
	store  *help.Store
	author auth.Principal
	idea   uuid.UUID
	need   help.Need
}

func newScene(t *testing.T) scene {
	t.Helper()
	db := postgrestest.New(t)
	s := scene{T: t, db: db, store: help.NewStore(db.Gorm), author: fixture.Account(t, db, auth.Member)}
	s.idea = fixture.Idea(t, db, s.author)
	s.need = s.state(s.idea, s.author, 5)
	return s
}

func (s scene) state(idea uuid.UUID, author auth.Principal, amount int) help.Need {
	s.Helper()
	n, err := s.store.StateNeed(s.Context(), author, idempotency.Key{}, idea,
		help.NeedFields{Kind: help.People, Description: "Händer som gräver.", Amount: amount, Unit: "timmar"})
	s.must(err)
	return n
}

func (s scene) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s scene) exec(sql string, args ...any) {
	s.Helper()
	_, err := s.db.Pool.Exec(s.Context(), sql, args...)
	s.must(err)
}

func (s scene) count(sql string, args ...any) (n int) {
	s.Helper()
	s.must(s.db.Pool.QueryRow(s.Context(), sql, args...).Scan(&n))
	return n
}

func (s scene) offer(owner auth.Principal, change func(*help.OfferFields)) help.Offer {
	s.Helper()
	f := help.OfferFields{Kind: help.People, Title: "Kan gräva", Description: "Ledig på helger.", Audience: help.Public}
	if change != nil {
		change(&f)
	}
	o, err := s.store.MakeOffer(s.Context(), owner, idempotency.Key{}, f)
	s.must(err)
	return o
}

func (s scene) ask(who auth.Principal) help.Contact {
	s.Helper()
	c, err := s.store.Ask(s.Context(), who, idempotency.Key{}, help.ContactFields{NeedID: s.need.ID, Message: "Jag kan hjälpa till."})
	s.must(err)
	return c
}

// inContact asks and is accepted.
func (s scene) inContact(who auth.Principal) help.Contact {
	s.Helper()
	c, err := s.store.SetContactState(s.Context(), s.author, s.ask(who).ID, help.Accepted)
	s.must(err)
	return c
}

func (s scene) commit(who auth.Principal, contact uuid.UUID, amount int) (help.Commitment, error) {
	return s.store.Commit(s.Context(), who, idempotency.Key{}, contact, help.CommitmentFields{Description: "Jag gräver.", Amount: amount, EndsAt: time.Now().Add(time.Hour)})
}

func (s scene) now() help.Need {
	s.Helper()
	n, err := s.store.GetNeed(s.Context(), s.author, s.need.ID)
	s.must(err)
	return n
}

// Of ten who commit the last amount at once, one does; what was promised is never more than what was lacking.
func TestTheLastAmountIsPromisedOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	helpers := fixture.Members(t, s.db, 10)
	results := make([]error, len(helpers))
	contacts := make([]help.Contact, len(helpers))
	for n, h := range helpers {
		contacts[n] = s.inContact(h)
	}
	var all errgroup.Group
	for n, h := range helpers {
		all.Go(func() error {
			_, results[n] = s.commit(h, contacts[n].ID, 5)
			return nil
		})
	}
	_ = all.Wait() // the results say it
	won := 0
	for _, err := range results {
		switch errs.CodeOf(err) {
		case "":
			won++
		case errs.NeedClosed:
		default:
			t.Error(err)
		}
	}
	if n := s.now(); won != 1 || n.State != help.NeedFulfilled || n.Committed != 5 {
		t.Errorf("%d won; %+v", won, n)
	}
	if n := s.count(`SELECT count(*) FROM need_keys`); n != 0 {
		t.Errorf("what is fulfilled has %d keys", n)
	}
}

// Accepting in parallel happens once and tells once; whoever closes the need meanwhile comes before it or after it.
func TestAcceptingAtOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	c := s.ask(fixture.Account(t, s.db, auth.Member))
	var closed error
	accepted := make([]error, 8)
	var all errgroup.Group
	for n := range accepted {
		all.Go(func() error {
			_, accepted[n] = s.store.SetContactState(t.Context(), s.author, c.ID, help.Accepted)
			return nil
		})
	}
	all.Go(func() error {
		_, closed = s.store.SetNeedState(t.Context(), s.author, s.need.ID, s.need.Version, help.NeedShut)
		return nil
	})
	_ = all.Wait() // the results say it
	s.must(closed)
	got, err := s.store.GetContact(t.Context(), s.author, c.ID)
	s.must(err)
	for _, err := range accepted {
		if code := errs.CodeOf(err); code != "" && code != errs.NeedClosed {
			t.Error(err)
		}
	}
	some := slices.ContainsFunc(accepted, func(err error) bool { return err == nil })
	told := s.count(`SELECT count(*) FROM notification_events WHERE kind = 'contact-answered'`)
	if some != (got.State == help.Accepted) || some != (told == 1) || told > 1 {
		t.Errorf("accepted %t, %s, told %d times", some, got.State, told)
	}
}

// Addresses are shown to both while both agree, and never before, after, or to anybody else.
func TestAddressesAreShownWithConsent(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	helper, stranger := fixture.Account(t, s.db, auth.Member), fixture.Account(t, s.db, auth.Administrator)
	c := s.ask(helper)
	shown := func(who auth.Principal) bool {
		t.Helper()
		c, err := s.store.GetContact(t.Context(), who, c.ID)
		s.must(err)
		found, err := s.store.ListContacts(t.Context(), who, help.ContactFilter{}, page.First())
		s.must(err)
		if (c.HelperEmail != nil) != (c.SeekerEmail != nil) || len(found.Items) != 1 || (found.Items[0].HelperEmail != nil) != (c.HelperEmail != nil) {
			t.Errorf("%+v and %+v differ", c, found.Items)
		}
		return c.HelperEmail != nil
	}
	set := func(who auth.Principal, to help.ContactState, code errs.Code) {
		t.Helper()
		if _, err := s.store.SetContactState(t.Context(), who, c.ID, to); errs.CodeOf(err) != code {
			t.Errorf("%s: %v", to, err)
		}
	}
	if shown(helper) || shown(s.author) {
		t.Error("shown before")
	}
	set(helper, help.Accepted, errs.Forbidden)
	set(stranger, help.Accepted, errs.NotFound)
	set(s.author, help.Withdrawn, errs.Forbidden)
	set(s.author, help.Accepted, "")
	if !shown(helper) || !shown(s.author) {
		t.Error("not shown")
	}
	if _, err := s.store.GetContact(t.Context(), stranger, c.ID); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("a stranger: %v", err)
	}
	set(s.author, help.Withdrawn, "")
	if shown(helper) || shown(s.author) {
		t.Error("shown after")
	}
	set(s.author, help.Accepted, errs.StateTransition)
	if _, err := s.commit(helper, c.ID, 1); errs.CodeOf(err) != errs.StateTransition {
		t.Errorf("a promise without contact: %v", err)
	}
}

// Who was declined or is blocked does not ask again, and nobody asks for an organisation that they do not belong to.
func TestAskingIsBounded(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	people := fixture.Members(t, s.db, 3)
	organisation := fixture.Organisation(t, s.db, people[2])
	try := func(name string, who auth.Principal, f help.ContactFields, code errs.Code) {
		t.Helper()
		f.NeedID, f.Message = s.need.ID, "Hej."
		if _, err := s.store.Ask(t.Context(), who, idempotency.Key{}, f); errs.CodeOf(err) != code {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := s.ask(people[0])
	try("twice", people[0], help.ContactFields{}, errs.AlreadyAsked)
	_, err := s.store.SetContactState(t.Context(), s.author, c.ID, help.Declined)
	s.must(err)
	try("declined", people[0], help.ContactFields{}, errs.AlreadyAsked)
	s.must(s.store.Block(t.Context(), s.author, people[1].ID))
	try("blocked", people[1], help.ContactFields{}, errs.Forbidden)
	s.must(s.store.Unblock(t.Context(), s.author, people[1].ID))
	try("for somebody else's organisation", people[1], help.ContactFields{OrganisationID: &organisation}, errs.Forbidden)
	club := fixture.Organisation(t, s.db, people[1])
	founder := people[1]
	founder.SpeaksFor = postgres.IDs{club}
	s.exec(`UPDATE organisations SET contact_email = 'klubb@alvsala.example' WHERE id = $1`, club)
	s.must(s.store.Block(t.Context(), s.author, people[1].ID))
	try("blocked, through what they founded", founder, help.ContactFields{OrganisationID: &club}, errs.Forbidden)
	club = fixture.Organisation(t, s.db, people[0])
	fixture.Belong(t, s.db, club, founder.ID, "representative")
	founder.SpeaksFor = postgres.IDs{club}
	try("blocked, in the name of another's", founder, help.ContactFields{OrganisationID: &club}, errs.Forbidden)
	s.must(s.store.Unblock(t.Context(), s.author, people[1].ID))
	speaker := people[2]
	speaker.SpeaksFor = postgres.IDs{organisation}
	try("without an address", speaker, help.ContactFields{OrganisationID: &organisation}, errs.AddressMissing)
	s.exec(`UPDATE organisations SET contact_email = 'hej@alvsala.example' WHERE id = $1`, organisation)
	try("in its name", speaker, help.ContactFields{OrganisationID: &organisation}, "")
	foreign := s.offer(people[0], nil).ID
	try("with somebody else's offer", people[1], help.ContactFields{OfferID: &foreign}, errs.Unprocessable)
	try("the author without an offer", s.author, help.ContactFields{}, errs.Unprocessable)
	s.exec(`UPDATE contacts SET asked_at = now(), asker_id = $1`, people[1].ID)
	for range 20 {
		s.exec(`INSERT INTO contacts (id, need_id, helper_id, seeker_id, by_helper, asker_id, message, state, answered_at)
			VALUES (gen_random_uuid(), $1, $2, $3, true, $2, 'Hej.', 'withdrawn', now())`, s.need.ID, people[1].ID, s.author.ID)
	}
	try("very often", people[1], help.ContactFields{}, errs.TooManyRequests)
	if n := s.count(`SELECT count(*) FROM organisation_acts WHERE action = 'contact-asked'`); n != 1 {
		t.Errorf("%d acts", n)
	}
}

// What is hidden, locked, withdrawn, closed by a phase, over or fulfilled takes no help.
func TestOnlyWhatIsOpenIsHelped(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, row := range []struct {
		name, sql, undo string
		code            errs.Code
	}{
		{"hidden", `UPDATE ideas SET state = 'hidden' WHERE id = $1`, `UPDATE ideas SET state = 'published' WHERE id = $1`, errs.NotFound},
		{"locked", `UPDATE idea_stats SET locked = true WHERE idea_id = $1`, `UPDATE idea_stats SET locked = false WHERE idea_id = $1`, errs.NeedsNotOpen},
		{"withdrawn", `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, `UPDATE ideas SET state = 'published' WHERE id = $1`, errs.NotFound},
		{"over", `UPDATE needs SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE idea_id = $1`, `UPDATE needs SET ends_at = now() + interval '1 day' WHERE idea_id = $1`, errs.NeedClosed},
		{"declined", `UPDATE ideas SET stage = 'declined' WHERE id = $1`, `UPDATE ideas SET stage = 'published' WHERE id = $1`, errs.NeedsNotOpen},
		{"closed", `UPDATE needs SET state = 'closed' WHERE idea_id = $1`, `UPDATE needs SET state = 'open' WHERE idea_id = $1`, errs.NeedClosed},
	} {
		s.exec(row.sql, s.idea)
		who := fixture.Account(t, s.db, auth.Member)
		if _, err := s.store.Ask(t.Context(), who, idempotency.Key{}, help.ContactFields{NeedID: s.need.ID, Message: "Hej."}); errs.CodeOf(err) != row.code {
			t.Errorf("%s: %v", row.name, err)
		}
		if _, err := s.store.ListNeeds(t.Context(), who, s.idea, page.First()); (errs.CodeOf(err) == errs.NotFound) != (row.code == errs.NotFound) {
			t.Errorf("%s: listed: %v", row.name, err)
		}
		s.exec(row.undo, s.idea)
	}
	challenge := fixture.Challenge(t, s.db, "support")
	idea := fixture.Idea(t, s.db, s.author, challenge)
	fixture.Phase(t, s.db, challenge, -time.Hour, time.Hour, "posting")
	_, err := s.store.StateNeed(t.Context(), s.author, idempotency.Key{}, idea, help.NeedFields{Kind: help.Tools, Description: "Spadar.", Amount: 1, Unit: "st"})
	if errs.CodeOf(err) != errs.NeedsNotOpen {
		t.Errorf("in a phase that is closed for it: %v", err)
	}
}

// A promise that is taken back or broken is lacking again; its outcome is the idea's side's to say.
func TestOutcomes(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	helper := fixture.Account(t, s.db, auth.Member)
	c := s.inContact(helper)
	if _, err := s.commit(s.author, c.ID, 1); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("the other side: %v", err)
	}
	if _, err := s.commit(helper, c.ID, 6); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("more than is lacking: %v", err)
	}
	k, err := s.commit(helper, c.ID, 5)
	s.must(err)
	if _, err := s.store.RecordOutcome(t.Context(), helper, k.ID, 1, help.Kept, "Själv."); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("the helper says so: %v", err)
	}
	k, err = s.store.RecordOutcome(t.Context(), s.author, k.ID, 1, help.NotKept, "Det blev inte av.")
	s.must(err)
	if n := s.count(`SELECT count(*) FROM notification_events WHERE kind = 'commitment-outcome' AND $1 = ANY (named)`, helper.ID); n != 1 {
		t.Errorf("told %d times", n)
	}
	if n := s.now(); n.State != help.NeedOpen || n.Committed != 0 || s.count(`SELECT count(*) FROM need_keys`) == 0 {
		t.Errorf("broken: %+v", n)
	}
	if _, err := s.store.RecordOutcome(t.Context(), s.author, k.ID, 1, help.Kept, "Jo."); errs.CodeOf(err) != errs.PreconditionFailed {
		t.Errorf("an old version: %v", err)
	}
	_, err = s.store.RecordOutcome(t.Context(), s.author, k.ID, 2, help.Partly, "Jo, hälften.")
	s.must(err)
	if n := s.now(); n.State != help.NeedFulfilled || n.Committed != 5 {
		t.Errorf("kept after all: %+v", n)
	}
	if c, err := s.store.GetContact(t.Context(), helper, c.ID); err != nil || c.Outcome == nil || *c.Outcome != help.Partly {
		t.Errorf("%+v %v", c.Outcome, err)
	}
	s.exec(`UPDATE needs SET state = 'expired', starts_at = now() - interval '2 days', ends_at = now() - interval '1 day', committed = 0`)
	s.exec(`UPDATE commitments SET outcome = 'not-kept'`)
	_, err = s.store.RecordOutcome(t.Context(), s.author, k.ID, 3, help.Kept, "Det blev av till slut.")
	s.must(err) // once its time is over, too
	if n := s.now(); n.State != help.NeedExpired || n.Committed != 5 {
		t.Errorf("corrected: %+v", n)
	}
	s.exec(`UPDATE needs SET state = 'fulfilled', ends_at = now() + interval '1 day'`)
	if err := s.store.Withdraw(t.Context(), helper, k.ID); errs.CodeOf(err) != errs.StateTransition {
		t.Errorf("taken back after its outcome: %v", err)
	}
	s.exec(`UPDATE commitments SET outcome = NULL, words = NULL, outcome_by = NULL, outcome_at = NULL`)
	if err := s.store.Withdraw(t.Context(), s.author, k.ID); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("taken back by another: %v", err)
	}
	s.must(s.store.Withdraw(t.Context(), helper, k.ID))
	if n := s.now(); n.State != help.NeedOpen || n.Committed != 0 {
		t.Errorf("taken back: %+v", n)
	}
}

// Blocking ends what two people have in contact, in whichever names, and never more than once what is bounded.
func TestBlockingEndsContacts(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	helper := fixture.Account(t, s.db, auth.Member)
	club := fixture.Organisation(t, s.db, fixture.Account(t, s.db, auth.Member))
	fixture.Belong(t, s.db, club, helper.ID, "representative")
	s.exec(`UPDATE organisations SET contact_email = 'klubb@alvsala.example' WHERE id = $1`, club)
	helper.SpeaksFor = postgres.IDs{club}
	c, err := s.store.Ask(t.Context(), helper, idempotency.Key{}, help.ContactFields{NeedID: s.need.ID, Message: "Hej.", OrganisationID: &club})
	s.must(err)
	_, err = s.store.SetContactState(t.Context(), s.author, c.ID, help.Accepted)
	s.must(err)
	s.must(s.store.Block(t.Context(), s.author, helper.ID))
	if c, err := s.store.GetContact(t.Context(), helper, c.ID); err != nil || c.State != help.Withdrawn || c.SeekerEmail != nil {
		t.Errorf("%+v %v", c, err)
	}
	s.exec(`INSERT INTO participants (id, kind, display_name) SELECT gen_random_uuid(), 'resident', 'Någon' FROM generate_series(1, 999)`)
	s.exec(`INSERT INTO blocks (participant_id, blocked_id) SELECT $1, id FROM participants WHERE display_name = 'Någon'`, s.author.ID)
	s.must(s.store.Block(t.Context(), s.author, helper.ID))
	if err := s.store.Block(t.Context(), s.author, fixture.Account(t, s.db, auth.Member).ID); errs.CodeOf(err) != errs.TooManyOpen {
		t.Errorf("one too many: %v", err)
	}
}

// Whoever asks while they are being blocked is refused, be it an organisation's keeper who blocks, or who is blocked: no question gets past.
func TestAskingWaitsForABlock(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	keeper, helper := fixture.Account(t, s.db, auth.Member), fixture.Account(t, s.db, auth.Member)
	club := fixture.Organisation(t, s.db, keeper)
	fixture.Belong(t, s.db, club, helper.ID, "representative")
	s.exec(`UPDATE organisations SET contact_email = 'klubb@alvsala.example' WHERE id = $1`, club)
	speaker := helper
	speaker.SpeaksFor = postgres.IDs{club}
	other := fixture.Account(t, s.db, auth.Member)
	offered := s.offer(other, nil)
	for name, test := range map[string]struct {
		blocker, blocked uuid.UUID
		asks             auth.Principal
		fields           help.ContactFields
		code             errs.Code
	}{
		"whose idea it is blocks": {s.author.ID, helper.ID, helper, help.ContactFields{}, errs.Forbidden},
		"whose offer it is":       {other.ID, s.author.ID, s.author, help.ContactFields{OfferID: &offered.ID}, errs.Unprocessable}, // it fits no more
		"who keeps who asks":      {keeper.ID, s.author.ID, speaker, help.ContactFields{OrganisationID: &club}, errs.Forbidden},
	} {
		test.fields.NeedID, test.fields.Message = s.need.ID, "Jag kan hjälpa till."
		blocking, err := s.db.Pool.Begin(t.Context())
		s.must(err)
		_, err = blocking.Exec(t.Context(), `SELECT FROM accounts WHERE id = $1 FOR NO KEY UPDATE`, test.blocker)
		s.must(err)
		_, err = blocking.Exec(t.Context(), `INSERT INTO blocks (participant_id, blocked_id) VALUES ($1, $2)`, test.blocker, test.blocked)
		s.must(err)
		asked := make(chan error, 1)
		go func() {
			_, err := s.store.Ask(t.Context(), test.asks, idempotency.Key{}, test.fields)
			asked <- err
		}()
		for waits := false; !waits && len(asked) == 0; {
			waits = s.count(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) > 0
		}
		s.must(blocking.Commit(t.Context()))
		if err := <-asked; errs.CodeOf(err) != test.code {
			t.Errorf("%s: %v", name, err)
		}
		s.exec(`DELETE FROM blocks`)
		s.exec(`DELETE FROM contacts`)
	}
}

// What is closed or over does not open past what may be open at once, and what is fulfilled is not closed.
func TestReopeningIsBounded(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	shut, err := s.store.SetNeedState(t.Context(), s.author, s.need.ID, s.need.Version, help.NeedShut)
	s.must(err)
	over, full := s.state(s.idea, s.author, 1), s.state(s.idea, s.author, 1)
	s.exec(`UPDATE needs SET state = 'expired', starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE id = $1`, over.ID)
	s.exec(`UPDATE needs SET state = 'fulfilled', committed = 1 WHERE id = $1`, full.ID)
	if _, err := s.store.SetNeedState(t.Context(), s.author, full.ID, full.Version, help.NeedShut); errs.CodeOf(err) != errs.StateTransition {
		t.Errorf("closed while fulfilled: %v", err)
	}
	for range 30 {
		s.state(s.idea, s.author, 1)
	}
	_, opened := s.store.SetNeedState(t.Context(), s.author, shut.ID, shut.Version, help.NeedOpen)
	later := time.Now().Add(time.Hour)
	_, longer := s.store.UpdateNeed(t.Context(), s.author, over.ID, over.Version, func(f *help.NeedFields) { f.StartsAt, f.EndsAt = nil, &later })
	owner := fixture.Account(t, s.db, auth.Member)
	o := s.offer(owner, nil)
	s.exec(`UPDATE offers SET state = 'expired', starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'`)
	for range 50 {
		s.offer(owner, nil)
	}
	_, renewed := s.store.UpdateOffer(t.Context(), owner, o.ID, o.Version, func(f *help.OfferFields) { f.StartsAt, f.EndsAt = nil, &later })
	for _, err := range []error{opened, longer, renewed} {
		if errs.CodeOf(err) != errs.TooManyOpen {
			t.Error(err)
		}
	}
}

// Where an idea moves while its needs' keys are being written, whoever moves it waits and has them written anew.
func TestKeysFollowIdeasThatMove(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.exec(`UPDATE needs SET keyed = false`)
	writing := s.db.Gorm.Begin()
	defer writing.Rollback()
	s.must(help.KeyNeeds(writing, s.need.ID))
	_, err := s.db.Pool.Exec(t.Context(), `BEGIN; SET LOCAL lock_timeout = '100ms'; UPDATE ideas SET longitude = 20, latitude = 64; COMMIT`)
	if refused := new(pgconn.PgError); !errors.As(err, &refused) || refused.Code != "55P03" { // lock_not_available
		t.Errorf("it does not wait: %v", err)
	}
	s.must(writing.Commit().Error)
	if s.exec(`UPDATE ideas SET longitude = 20, latitude = 64`); s.count(`SELECT count(*) FROM needs WHERE keyed`) != 0 {
		t.Error("the keys are not written anew")
	}
}
