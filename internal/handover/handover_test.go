package handover_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const why = "Jag flyttar."

// town is an idea in a challenge, and whoever has to do with it.
type town struct {
	*testing.T
	db                            *postgres.DB
	handovers                     *handover.Store
	ideas                         *idea.Store
	challenge, idea               uuid.UUID
	author, other, leader, member auth.Principal
}

func newTown(t *testing.T) town {
	t.Helper()
	db := postgrestest.New(t)
	w := town{T: t, db: db, handovers: handover.NewStore(db.Gorm), ideas: idea.NewStore(db.Gorm, markdown.New()),
		author: fixture.Account(t, db, auth.Member), other: fixture.Account(t, db, auth.Member),
		leader: fixture.Account(t, db, auth.Member), member: fixture.Account(t, db, auth.Member)}
	w.challenge = fixture.Challenge(t, db, "support", w.leader)
	w.idea = fixture.Idea(t, db, w.author, w.challenge)
	return w
}

func (w town) offer(who auth.Principal, to *uuid.UUID) (handover.Offer, error) {
	return w.handovers.Make(w.Context(), who, idempotency.Key{}, w.idea, to, why)
}

// must returns an offer that has to succeed.
func (w town) must(o handover.Offer, err error) handover.Offer {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return o
}

func (w town) wantCode(err error, code errs.Code, what string) {
	w.Helper()
	if errs.CodeOf(err) != code {
		w.Errorf("%s: %v, want %s", what, err, code)
	}
}

func (w town) exec(sql string, args ...any) {
	w.Helper()
	if _, err := w.db.Pool.Exec(w.Context(), sql, args...); err != nil {
		w.Fatal(err)
	}
}

func (w town) count(query string, args ...any) (n int) {
	w.Helper()
	if err := w.db.Pool.QueryRow(w.Context(), query, args...).Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n
}

func (w town) wantAuthor(id uuid.UUID) {
	w.Helper()
	i, err := w.ideas.Get(w.Context(), auth.Principal{}, w.idea)
	if err != nil || i.Author.ID != id {
		w.Errorf("by %v, %v, want %v", i.Author, err, id)
	}
	if n := w.count(`SELECT count(*) FROM idea_stats s JOIN ideas i ON i.id = s.idea_id JOIN participants p ON p.id = i.author_id WHERE s.author_kind <> p.kind`); n > 0 {
		w.Errorf("%d ideas by a wrong kind of author", n)
	}
}

func (w town) told(kind string, who uuid.UUID) int {
	w.Helper()
	return w.count(`SELECT count(*) FROM notification_events WHERE kind = $1 AND subject_id = $2 AND $3 = ANY (named)`, kind, w.idea, who)
}

func (w town) listed(who auth.Principal) []handover.Offer {
	w.Helper()
	list, err := w.handovers.OfIdea(w.Context(), who, w.idea, page.First())
	if err != nil || list.Total != len(list.Items) {
		w.Fatalf("%+v %v", list, err)
	}
	return list.Items
}

// Who is asked takes the idea over: nobody else learns of it before, everybody afterwards.
func TestHandingOver(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	o := w.must(w.offer(w.author, &w.other.ID))
	if o.Kind != handover.ToOne || o.State != handover.Offered || o.Capacity != handover.AsAuthor || !o.MayAccept(w.other) || o.MayAccept(w.author) || !o.MayTakeBack(w.author) || o.MayTakeBack(w.other) {
		t.Fatalf("%+v", o)
	}
	if len(w.listed(w.member)) != 0 || len(w.listed(auth.Principal{})) != 0 || len(w.listed(w.leader)) != 0 || len(w.listed(w.other)) != 1 || len(w.listed(w.author)) != 1 {
		t.Error("whoever is no party learns of it, or a party does not")
	}
	_, err := w.handovers.Accept(t.Context(), w.member, o.ID, o.Version, nil)
	w.wantCode(err, errs.NotFound, "somebody else takes it")
	_, err = w.handovers.Accept(t.Context(), w.author, o.ID, o.Version, nil)
	w.wantCode(err, errs.Forbidden, "who offers it takes it")
	_, err = w.handovers.Accept(t.Context(), w.other, o.ID, o.Version+1, nil)
	w.wantCode(err, errs.PreconditionFailed, "an answer to something else")
	w.must(w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil))
	w.wantAuthor(w.other.ID)
	if seen := w.listed(auth.Principal{}); len(seen) != 1 || seen[0].State != handover.Accepted || seen[0].From.ID != w.author.ID || seen[0].To.ID != w.other.ID {
		t.Errorf("%+v", seen)
	}
	i, err := w.ideas.Get(t.Context(), w.author, w.idea)
	if err != nil || idea.MayEdit(w.author, i.Summary) || !idea.MayEdit(w.other, i.Summary) || i.Version != 2 {
		t.Errorf("%+v %v", i, err)
	}
	if w.told("hand-over-offered", w.other.ID) != 1 || w.told("hand-over-answered", w.author.ID) != 1 {
		t.Error("somebody is not told")
	}
	_, err = w.handovers.TakeBack(t.Context(), w.other, o.ID, o.Version+1)
	w.wantCode(err, errs.HandoverSettled, "what is settled")
}

// An organisation's is whoever speaks for it to answer, and another's to take over.
func TestOrganisations(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	club := fixture.Organisation(t, w.db, w.other)
	w.other.SpeaksFor = []uuid.UUID{club}
	o := w.must(w.offer(w.author, &club))
	_, err := w.handovers.Accept(t.Context(), w.author, o.ID, o.Version, nil)
	w.wantCode(err, errs.Forbidden, "who does not speak for it")
	w.must(w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil))
	w.wantAuthor(club)
	o = w.must(w.offer(w.other, nil))
	_, err = w.handovers.Accept(t.Context(), w.other, o.ID, o.Version, &club)
	w.wantCode(err, errs.StateTransition, "whose it is already")
	_, err = w.handovers.Accept(t.Context(), w.member, o.ID, o.Version, &club)
	w.wantCode(err, errs.Forbidden, "for an organisation of others")
	w.must(w.handovers.Accept(t.Context(), w.member, o.ID, o.Version, nil))
	w.wantAuthor(w.member.ID)
}

// Of many who take an idea at once it becomes one's.
func TestFirstTakes(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	o := w.must(w.offer(w.author, nil))
	if len(w.listed(auth.Principal{})) != 1 {
		t.Error("what anybody may take is not to be seen")
	}
	takers := fixture.Members(t, w.db, 8)
	var group sync.WaitGroup
	results := make([]error, len(takers))
	for n, who := range takers {
		group.Go(func() { _, results[n] = w.handovers.Accept(t.Context(), who, o.ID, o.Version, nil) })
	}
	group.Wait()
	won := -1
	for n, err := range results {
		switch {
		case err == nil && won < 0:
			won = n
		case errs.CodeOf(err) != errs.PreconditionFailed:
			t.Errorf("%d: %v", n, err)
		}
	}
	if won < 0 {
		t.Fatal("nobody took it")
	}
	w.wantAuthor(takers[won].ID)
}

// Who may offer which idea, and to whom.
func TestWhoOffers(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	gone, draft, nobody := fixture.Account(t, w.db, auth.Member), fixture.Idea(t, w.db, w.author), uuid.New()
	w.exec(`UPDATE participants SET former_at = now() WHERE id = $1`, gone.ID)
	w.exec(`UPDATE ideas SET state = 'draft', published_at = NULL WHERE id = $1`, draft)
	away := fixture.Account(t, w.db, auth.Member)
	w.exec(`UPDATE accounts SET created_at = now() - interval '1 year', last_seen_on = current_date - 91 WHERE id = $1`, away.ID)
	left := fixture.Idea(t, w.db, away, w.challenge)
	for _, row := range []struct {
		name string
		who  auth.Principal
		idea uuid.UUID
		to   *uuid.UUID
		want string
	}{
		{"nobody", auth.Principal{}, w.idea, nil, "unauthorized"},
		{"somebody else", w.member, w.idea, nil, "forbidden"},
		{"a leader while the author is here", w.leader, w.idea, nil, "author_present"},
		{"a leader to whom they like", w.leader, left, &w.member.ID, "forbidden"},
		{"somebody else, of an author who is away", w.member, left, nil, "forbidden"},
		{"an unknown idea", w.author, nobody, nil, "not_found"},
		{"a draft", w.author, draft, nil, "idea_not_published"},
		{"to oneself", w.author, w.idea, &w.author.ID, "unprocessable toId=unknown_id"},
		{"to nobody there is", w.author, w.idea, &nobody, "unprocessable toId=unknown_id"},
		{"to who has left", w.author, w.idea, &gone.ID, "unprocessable toId=unknown_id"},
		{"a leader of what its author left", w.leader, left, nil, ""},
		{"the author", w.author, w.idea, &w.other.ID, ""},
		{"twice", w.author, w.idea, nil, "handover_waits"},
	} {
		_, err := w.handovers.Make(t.Context(), row.who, idempotency.Key{}, row.idea, row.to, why)
		if row.want == "" && err != nil || row.want != "" && (err == nil || !strings.HasPrefix(err.Error(), row.want)) {
			t.Errorf("%s: %v, want %q", row.name, err, row.want)
		}
	}
}

// What is declined or taken back leaves the idea where it was, and it can be offered again; who is told, and what nobody may.
func TestComesToNothing(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	o := w.must(w.offer(w.author, &w.other.ID))
	_, err := w.handovers.Decline(t.Context(), w.author, o.ID, o.Version)
	w.wantCode(err, errs.Forbidden, "who offers it declines")
	_, err = w.handovers.TakeBack(t.Context(), w.other, o.ID, o.Version)
	w.wantCode(err, errs.Forbidden, "who is asked takes it back")
	w.must(w.handovers.Decline(t.Context(), w.other, o.ID, o.Version))
	if w.told("hand-over-answered", w.author.ID) != 1 {
		t.Error("who offered it is not told")
	}
	open := w.must(w.offer(w.author, nil))
	_, err = w.handovers.Decline(t.Context(), w.other, open.ID, open.Version)
	w.wantCode(err, errs.StateTransition, "what nobody is asked for by name")
	w.exec(`UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, w.idea)
	_, err = w.handovers.Accept(t.Context(), w.other, open.ID, open.Version, nil)
	w.wantCode(err, errs.NotFound, "what is withdrawn")
	w.exec(`UPDATE ideas SET state = 'published' WHERE id = $1`, w.idea)
	w.must(w.handovers.TakeBack(t.Context(), w.author, open.ID, open.Version))
	if seen := w.listed(w.member); len(seen) != 0 {
		t.Errorf("%+v", seen)
	}
	w.wantAuthor(w.author.ID)
}
