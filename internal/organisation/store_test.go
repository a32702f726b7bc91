package organisation_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T) (*postgres.DB, *organisation.Store) {
	t.Helper()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return db, organisation.NewStore(db.Gorm, markdown.New(), mail.NewOutbox(queue), "https://alvsala.example")
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, db *postgres.DB, sql string, args ...any) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func mandateOf(t *testing.T, db *postgres.DB, id uuid.UUID, who auth.Principal) organisation.Mandate {
	t.Helper()
	var mandate string
	err := db.Pool.QueryRow(t.Context(), `SELECT COALESCE((SELECT mandate FROM organisation_members WHERE organisation_id = $1 AND account_id = $2), '')`, id, who.ID).Scan(&mandate)
	if err != nil {
		t.Fatal(err)
	}
	return organisation.Mandate(mandate)
}

func wantCode(t *testing.T, err error, want errs.Code) {
	t.Helper()
	if errs.CodeOf(err) != want || want == "" && err != nil {
		t.Fatalf("got %v, want %q", err, want)
	}
}

// invite puts an invitation with a known secret into the database.
func invite(t *testing.T, db *postgres.DB, id uuid.UUID, by auth.Principal, mandate organisation.Mandate, lasting string) (secret string) {
	t.Helper()
	secret = auth.NewSecret()
	exec(t, db, `INSERT INTO organisation_invitations (id, organisation_id, email, email_key, mandate, secret_hash, invited_by, expires_at)
		VALUES ($1, $2, 'x@y.se', $1::uuid::text, $3, $4, $5, now() + $6::interval)`, uuid.New(), id, string(mandate), []byte(auth.HashSecret(secret)), by.ID, lasting)
	return secret
}

func atOnce(n int, do func(int)) {
	barrier, all := make(chan struct{}), sync.WaitGroup{}
	for i := range n {
		all.Go(func() { <-barrier; do(i) })
	}
	close(barrier)
	all.Wait()
}

func TestOneOfFiftyRedemptionsWins(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	owner, people := fixture.Account(t, db, auth.Member), fixture.Members(t, db, 50)
	id := fixture.Organisation(t, db, owner)
	secret := invite(t, db, id, owner, organisation.Representative, "1 day")
	failures := make([]error, len(people))
	atOnce(len(people), func(n int) { _, failures[n] = store.Accept(context.WithoutCancel(t.Context()), people[n], secret) })
	won := 0
	for _, err := range failures {
		if err == nil {
			won++
			continue
		}
		wantCode(t, err, errs.InvalidToken)
	}
	if members := number(t, db, `SELECT count(*) FROM organisation_members WHERE organisation_id = $1`, id); won != 1 || members != 2 {
		t.Errorf("%d won, %d members", won, members)
	}
}

// Whatever two owners do to each other at once, the organisation keeps one, and who keeps it is one.
func TestTwoOwnersDemoteEachOther(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	a, b := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	lower := organisation.Representative
	for range 20 {
		id := fixture.Organisation(t, db, a)
		fixture.Belong(t, db, id, b.ID, "owner")
		both := []auth.Principal{a, b}
		failures := make([]error, 2)
		atOnce(2, func(n int) {
			_, failures[n] = store.EditMember(context.WithoutCancel(t.Context()), both[n], id, both[1-n].ID, organisation.MemberEdit{Mandate: &lower})
		})
		if (failures[0] == nil) == (failures[1] == nil) {
			t.Fatalf("got %v and %v", failures[0], failures[1])
		}
		if owners := number(t, db, `SELECT count(*) FROM organisation_members m JOIN organisations o ON o.id = m.organisation_id AND o.keeper_id = m.account_id
			WHERE m.organisation_id = $1 AND m.mandate = 'owner'`, id); owners != 1 {
			t.Fatalf("%d owners who keep it", owners)
		}
	}
}

func TestTheLastOwnerStaysWhileThereAreOthers(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	owner, other, admin := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Administrator)
	id := fixture.Organisation(t, db, owner)
	fixture.Belong(t, db, id, other.ID, "member")
	lower, owning := organisation.Member, organisation.Owner
	_, err := store.EditMember(t.Context(), owner, id, owner.ID, organisation.MemberEdit{Mandate: &lower})
	wantCode(t, err, errs.LastOwner)
	wantCode(t, store.RemoveMember(t.Context(), owner, id, owner.ID), errs.LastOwner)
	_, err = store.EditMember(t.Context(), admin, id, other.ID, organisation.MemberEdit{Mandate: &owning})
	wantCode(t, err, errs.Forbidden) // it is not dormant

	wantCode(t, store.RemoveMember(t.Context(), owner, id, other.ID), "")
	wantCode(t, store.RemoveMember(t.Context(), owner, id, owner.ID), "")
	o, err := store.Get(t.Context(), auth.Principal{}, id)
	if err != nil || !o.Dormant {
		t.Errorf("alone and gone: %+v, %v", o, err)
	}
	_, err = store.Invite(t.Context(), admin, id, "ny@alvsala.example", organisation.Owner)
	wantCode(t, err, "")
	if sent := number(t, db, `SELECT count(*) FROM river_job WHERE kind = 'send-mail'`); sent != 1 {
		t.Errorf("%d mails", sent)
	}
	secret := invite(t, db, id, admin, organisation.Owner, "1 day")
	if _, err = store.Accept(t.Context(), other, secret); err != nil {
		t.Fatal(err)
	}
	if o, err = store.Get(t.Context(), auth.Principal{}, id); err != nil || o.Dormant || mandateOf(t, db, id, other) != organisation.Owner {
		t.Errorf("awake: %+v, %v", o, err)
	}
}

// When the last owner's account goes, the representative who has been there longest follows. It is on record who saw to that.
func TestWhoFollowsTheLastOwner(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	admin := fixture.Account(t, db, auth.Administrator)
	for name, c := range map[string]struct {
		others map[string]string // mandate by since when, in days
		heir   string
	}{
		"the one who has been there longest": {map[string]string{"3": "representative", "9": "representative", "20": "member"}, "9"},
		"another owner":                      {map[string]string{"3": "owner", "9": "representative"}, "3"},
		"nobody":                             {map[string]string{"3": "member"}, ""},
	} {
		for _, leaving := range []bool{true, false} {
			owner := fixture.Account(t, db, auth.Member)
			id := fixture.Organisation(t, db, owner)
			var heir auth.Principal
			for days, mandate := range c.others {
				one := fixture.Account(t, db, auth.Member)
				fixture.Belong(t, db, id, one.ID, mandate)
				exec(t, db, `UPDATE organisation_members SET joined_at = now() - $2::interval WHERE account_id = $1`, one.ID, days+" days")
				if days == c.heir {
					heir = one
				}
			}
			gone := fixture.Account(t, db, auth.Member) // there longer than all, and disabled
			fixture.Belong(t, db, id, gone.ID, "representative")
			exec(t, db, `UPDATE organisation_members SET joined_at = now() - interval '99 days' WHERE account_id = $1`, gone.ID)
			exec(t, db, `UPDATE accounts SET disabled_at = now() WHERE id = $1`, gone.ID)
			err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error {
				if leaving {
					return store.Leave(tx, owner.ID)
				}
				return store.HandOver(tx, admin.ID, owner.ID)
			})
			if err != nil {
				t.Fatal(err)
			}
			if c.heir != "" && mandateOf(t, db, id, heir) != organisation.Owner {
				t.Errorf("%s, leaving %v: is %q", name, leaving, mandateOf(t, db, id, heir))
			}
			o, err := store.Get(t.Context(), auth.Principal{}, id)
			if err != nil || o.Dormant != (c.heir == "") {
				t.Errorf("%s, leaving %v: %+v, %v", name, leaving, o, err)
			}
			if speakers := number(t, db, `SELECT count(*) FROM organisation_members WHERE organisation_id = $1 AND mandate <> 'member'`, id); o.Dormant && speakers > 0 {
				t.Errorf("%s: dormant with %d who speak for it", name, speakers)
			}
			if belongs := mandateOf(t, db, id, owner) != organisation.Nobody; belongs == leaving {
				t.Errorf("%s, leaving %v: belongs %v", name, leaving, belongs)
			}
			by := admin
			if leaving {
				by = owner
			}
			others := number(t, db, `SELECT (SELECT count(*) FROM organisation_acts WHERE organisation_id = $1 AND account_id <> $2)
				+ (SELECT count(*) FROM audit_log WHERE subject_id = $1 AND actor_id <> $2)`, id, by.ID)
			if others != 0 {
				t.Errorf("%s, leaving %v: somebody else is on record for it", name, leaving)
			}
		}
	}
}

func TestInvitationsThatDoNotHold(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	owner, second, who := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id := fixture.Organisation(t, db, owner)
	fixture.Belong(t, db, id, second.ID, "representative")
	lower := organisation.Member
	refused := map[string]string{
		"expired":    invite(t, db, id, owner, organisation.Member, "-1 second"),
		"made up":    auth.NewSecret(),
		"above own":  invite(t, db, id, second, organisation.Owner, "1 day"),
		"no mandate": invite(t, db, id, fixture.Account(t, db, auth.Administrator), organisation.Member, "1 day"),
	}
	disabled := fixture.Account(t, db, auth.Member)
	fixture.Belong(t, db, id, disabled.ID, "owner")
	refused["disabled"] = invite(t, db, id, disabled, organisation.Member, "1 day")
	exec(t, db, `UPDATE accounts SET disabled_at = now() WHERE id = $1`, disabled.ID)
	refused["demoted"] = invite(t, db, id, second, organisation.Representative, "1 day")
	if _, err := store.EditMember(t.Context(), owner, id, second.ID, organisation.MemberEdit{Mandate: &lower}); err != nil {
		t.Fatal(err)
	}
	for name, secret := range refused {
		t.Log(name)
		_, err := store.Preview(t.Context(), secret, name)
		wantCode(t, err, errs.InvalidToken)
		_, err = store.Accept(t.Context(), who, secret)
		wantCode(t, err, errs.InvalidToken)
	}
	good := invite(t, db, id, owner, organisation.Representative, "1 day")
	_, err := store.Accept(t.Context(), owner, good)
	wantCode(t, err, errs.AlreadyMember) // and it is left
	_, err = store.Accept(t.Context(), second, good)
	wantCode(t, err, "")
	if got := mandateOf(t, db, id, second); got != organisation.Representative {
		t.Errorf("raised to %q", got)
	}
	_, err = store.Accept(t.Context(), who, good)
	wantCode(t, err, errs.InvalidToken) // used
	if got := mandateOf(t, db, id, who); got != organisation.Nobody {
		t.Errorf("became %q", got)
	}
	for range 13 { // with the seven above, all that are let through
		_, err = store.Accept(t.Context(), who, auth.NewSecret())
		wantCode(t, err, errs.InvalidToken)
	}
	_, err = store.Accept(t.Context(), who, invite(t, db, id, owner, organisation.Member, "1 day"))
	wantCode(t, err, errs.TooManyRequests)
}

func TestInvitationsAreBounded(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	owner := fixture.Account(t, db, auth.Member)
	id := fixture.Organisation(t, db, owner)
	for n := range 20 {
		address := []string{"En@Älvsala.example", "en@älvsala.example"}[n%2] // one address in two spellings
		if _, err := store.Invite(t.Context(), owner, id, address, organisation.Member); err != nil {
			t.Fatal(err)
		}
	}
	if waiting := number(t, db, `SELECT count(*) FROM organisation_invitations`); waiting != 1 {
		t.Errorf("%d wait", waiting)
	}
	_, err := store.Invite(t.Context(), owner, id, "tva@alvsala.example", organisation.Member)
	wantCode(t, err, errs.TooManyRequests)
}

// Who lost the mandate since the request came in writes nothing in its name.
func TestALostMandateWritesNothing(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	ideas, comments := idea.NewStore(db.Gorm, markdown.New()), comment.NewStore(db.Gorm)
	owner, other := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id, under := fixture.Organisation(t, db, owner), fixture.Idea(t, db, owner)
	other.SpeaksFor = postgres.IDs{id} // as remembered
	challenge := fixture.Challenge(t, db, "support", owner)
	for _, challenges := range [][]uuid.UUID{nil, {challenge}} {
		_, err := ideas.Create(t.Context(), other, idempotency.Key{}, idea.Fields{Title: "Lyktor", Body: "Ljus.", ChallengeIDs: challenges, OrganisationID: &id}, true)
		wantCode(t, err, errs.Forbidden)
	}
	root, err := comments.Create(t.Context(), owner, idempotency.Key{}, under, comment.Fields{Body: "Ja"})
	wantCode(t, err, "")
	for _, parent := range []*uuid.UUID{nil, &root.ID} {
		_, err = comments.Create(t.Context(), other, idempotency.Key{}, under, comment.Fields{Body: "Ja", ParentID: parent, OrganisationID: &id})
		wantCode(t, err, errs.Forbidden)
	}
	if n := number(t, db, `SELECT (SELECT count(*) FROM ideas) + (SELECT count(*) FROM comments) + (SELECT sum(reply_count) FROM comments) + (SELECT count(*) FROM organisation_acts)`); n != 2 {
		t.Errorf("%d stored", n)
	}
	owner.SpeaksFor = postgres.IDs{id}
	made, err := ideas.Create(t.Context(), owner, idempotency.Key{}, idea.Fields{Title: "Lyktor", Body: "Ljus.", ChallengeIDs: []uuid.UUID{challenge}, OrganisationID: &id}, true)
	wantCode(t, err, "")
	said, err := comments.Create(t.Context(), owner, idempotency.Key{}, under, comment.Fields{Body: "Ja", OrganisationID: &id})
	wantCode(t, err, "")
	if made.Author.ID != id || !made.Author.Organisation || said.Author.ID != id || !said.Author.Organisation {
		t.Errorf("by %+v and %+v", made.Author, said.Author)
	}
	if n := number(t, db, `SELECT count(*) FROM organisation_acts WHERE account_id = $1 AND (idea_id = $2 AND action = 'idea-created' OR comment_id = $3)`, owner.ID, made.ID, said.ID); n != 2 {
		t.Errorf("%d on record", n)
	}
}

func TestVerification(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	owner, admin := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Administrator)
	found := func() organisation.Organisation {
		ericsson := "556016-0680"
		o, err := store.Create(t.Context(), owner, idempotency.Key{}, organisation.Fields{Name: "Telefonerna", Kind: participant.Company, Number: &ericsson})
		wantCode(t, err, "")
		return o
	}
	first, second := found(), found()
	_, err := store.SetVerified(t.Context(), admin, first.ID, first.Version, true)
	wantCode(t, err, "")
	_, err = store.SetVerified(t.Context(), admin, second.ID, second.Version, true)
	wantCode(t, err, errs.Unprocessable) // the number is another's
	_, err = store.SetVerified(t.Context(), admin, first.ID, first.Version, false)
	wantCode(t, err, errs.PreconditionFailed)
	o, err := store.Update(t.Context(), owner, first.ID, first.Version+1, func(f *organisation.Fields) { f.Description = "Om oss" })
	if err != nil || !o.Verified {
		t.Errorf("still verified: %+v, %v", o, err)
	}
	o, err = store.Update(t.Context(), owner, first.ID, o.Version, func(f *organisation.Fields) { f.Name = "Polisen" })
	if err != nil || o.Verified {
		t.Errorf("no longer verified: %+v, %v", o, err)
	}
	if n := number(t, db, `SELECT count(*) FROM audit_log WHERE subject_id = $1 AND action LIKE 'organisation.verifi%'`, first.ID); n != 2 {
		t.Errorf("%d entries in the audit log", n)
	}
	for range 3 {
		found()
	}
	_, err = store.Create(t.Context(), owner, idempotency.Key{}, organisation.Fields{Name: "En till", Kind: participant.Company})
	wantCode(t, err, errs.TooManyOrganisations)
}

func TestListFindsBeginningsOfWords(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	for _, name := range []string{"Älvens vänner", "Vänner av älgar", "Norra båtklubben"} {
		id := fixture.Organisation(t, db, fixture.Account(t, db, auth.Member))
		exec(t, db, `UPDATE participants SET display_name = $2 WHERE id = $1`, id, name)
	}
	yes, no := true, false
	for _, c := range []struct {
		filter organisation.Filter
		want   int
	}{
		{organisation.Filter{}, 3}, {organisation.Filter{Newest: true}, 3}, {organisation.Filter{Query: "älv"}, 1}, {organisation.Filter{Query: "VÄNNER äl"}, 2},
		{organisation.Filter{Query: "klubben"}, 0}, {organisation.Filter{Query: "båt", Newest: true}, 1}, {organisation.Filter{Query: "!& |:*"}, 0},
		{organisation.Filter{Query: "'; DROP"}, 0}, {organisation.Filter{Verified: &yes}, 0}, {organisation.Filter{Verified: &no, Dormant: &no}, 3},
		{organisation.Filter{Kind: participant.Association}, 3}, {organisation.Filter{Kind: participant.University}, 0},
	} {
		first, err := store.List(t.Context(), c.filter, page.Request{Limit: 2, Page: 1})
		if err != nil || first.Total != c.want || len(first.Items) != min(2, c.want) {
			t.Errorf("%+v: %+v, %v", c.filter, first, err)
		}
	}
}
