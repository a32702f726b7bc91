package merge_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/vote"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const why = "De vill samma sak."

// town is two ideas of one challenge by two authors, and whoever has to do with them.
type town struct {
	*testing.T
	db                        *postgres.DB
	merges                    *merge.Store
	ideas                     *idea.Store
	votes                     *vote.Store
	challenge, part, whole    uuid.UUID
	author, other             auth.Principal
	leader, moderator, member auth.Principal
}

func newTown(t *testing.T) town {
	t.Helper()
	db := postgrestest.New(t)
	w := town{T: t, db: db, merges: merge.NewStore(db.Gorm), ideas: idea.NewStore(db.Gorm, markdown.New()), votes: vote.NewStore(db.Gorm),
		author: fixture.Account(t, db, auth.Member), other: fixture.Account(t, db, auth.Member), leader: fixture.Account(t, db, auth.Member),
		moderator: fixture.Account(t, db, auth.Moderator), member: fixture.Account(t, db, auth.Member)}
	w.challenge = fixture.Challenge(t, db, "support", w.leader)
	w.part, w.whole = fixture.Idea(t, db, w.author, w.challenge), fixture.Idea(t, db, w.other, w.challenge)
	return w
}

func (w town) propose(who auth.Principal, part, whole uuid.UUID) (merge.Proposal, error) {
	return w.merges.Propose(w.Context(), who, idempotency.Key{}, part, whole, why)
}

// must returns a proposal that has to succeed.
func (w town) must(p merge.Proposal, err error) merge.Proposal {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return p
}

// merged merges the two ideas by a moderator's decision.
func (w town) merged() merge.Proposal {
	w.Helper()
	p := w.must(w.propose(w.member, w.part, w.whole))
	return w.must(w.merges.Decide(w.Context(), w.moderator, p.ID, p.Version, true, why))
}

func (w town) wantCode(err error, code errs.Code, what string) {
	w.Helper()
	if errs.CodeOf(err) != code {
		w.Errorf("%s: %v, want %s", what, err, code)
	}
}

func (w town) count(query string, args ...any) (n int) {
	w.Helper()
	if err := w.db.Pool.QueryRow(w.Context(), query, args...).Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n
}

func (w town) exec(sql string, args ...any) {
	w.Helper()
	if _, err := w.db.Pool.Exec(w.Context(), sql, args...); err != nil {
		w.Fatal(err)
	}
}

func (w town) stateOf(id uuid.UUID) idea.State {
	w.Helper()
	i, err := w.ideas.Get(w.Context(), w.author, id)
	if err != nil {
		w.Fatal(err)
	}
	return i.State
}

// hide hides an idea as moderation does.
func (w town) hide(id uuid.UUID) {
	w.Helper()
	if err := w.db.Gorm.Transaction(func(tx *gorm.DB) error { return idea.Show(tx, w.moderator.ID, id, false) }); err != nil {
		w.Fatal(err)
	}
}

// checkCounts compares counters with a recount.
func (w town) checkCounts() {
	w.Helper()
	for what, sql := range map[string]string{
		"ideas that miscount their votes": `SELECT count(*) FROM idea_stats s WHERE support_count <> (SELECT count(*) FROM votes v WHERE v.idea_id = s.idea_id)`,
		"ideas listed wrongly":            `SELECT count(*) FROM ideas i JOIN idea_stats s ON s.idea_id = i.id WHERE s.listed <> (i.state = 'published')`,
		"challenges that miscount their ideas": `SELECT count(*) FROM challenge_stats s WHERE idea_count <>
			(SELECT count(*) FROM challenge_ideas a JOIN ideas i ON i.id = a.idea_id AND i.state = 'published' WHERE a.challenge_id = s.challenge_id)`,
		"ideas merged without a merge in force": `SELECT count(*) FROM ideas i WHERE state = 'merged' AND NOT EXISTS (SELECT FROM idea_merges m WHERE m.idea_id = i.id AND m.state = 'merged')`,
		"roles without a merge":                 `SELECT count(*) FROM merge_roles r WHERE NOT EXISTS (SELECT FROM idea_merges m WHERE m.state = 'merged' AND r.idea_id IN (m.idea_id, m.into_id))`,
	} {
		if n := w.count(sql); n > 0 {
			w.Errorf("%d %s", n, what)
		}
	}
}

// The authors of both agree, and the part is out of the lists, there to read, and knows what it is part of.
func TestAuthorsAgree(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	p := w.must(w.propose(w.author, w.part, w.whole))
	if p.State != merge.Proposed || p.PartAgreedAt == nil || p.WholeAgreedAt != nil || p.Capacity != merge.AsAuthor || !p.MayAgree(w.other) || p.MayAgree(w.author) {
		t.Fatalf("%+v", p)
	}
	_, err := w.merges.Answer(t.Context(), w.member, p.ID, p.Version, true, nil)
	w.wantCode(err, errs.NotFound, "somebody else answers")
	_, err = w.merges.Answer(t.Context(), w.moderator, p.ID, p.Version, true, nil)
	w.wantCode(err, errs.Forbidden, "a moderator answers as an author")
	p = w.must(w.merges.Answer(t.Context(), w.other, p.ID, p.Version, true, nil))
	if p.State != merge.InForce || *p.DecidedAs != merge.AsAuthor || w.stateOf(w.part) != idea.Merged || w.stateOf(w.whole) != idea.Published {
		t.Fatalf("%+v", p)
	}
	i, err := w.ideas.Get(t.Context(), auth.Principal{}, w.part)
	if err != nil || i.MergedInto == nil || i.MergedInto.ID != w.whole || i.Body == "" || i.VotingOpen() || i.CommentingOpen() {
		t.Errorf("%+v %v", i, err)
	}
	list, err := w.ideas.List(t.Context(), idea.Filter{ChallengeID: &w.challenge}, page.First())
	if err != nil || len(list.Items) != 1 || list.Items[0].ID != w.whole {
		t.Errorf("%+v %v", list.Items, err)
	}
	history, err := w.merges.History(t.Context(), auth.Principal{}, w.whole, page.First())
	if err != nil || len(history.Items) != 1 || history.Total != 1 {
		t.Errorf("%+v %v", history, err)
	}
	w.checkCounts()
}

// Whose proposal is what, and what cannot be proposed.
func TestWhatIsProposed(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	elsewhere := fixture.Idea(t, w.db, w.other, fixture.Challenge(t, w.db, "support"))
	alone, alone2 := fixture.Idea(t, w.db, w.author), fixture.Idea(t, w.db, w.author)
	hidden, decided, owed := fixture.Idea(t, w.db, w.other, w.challenge), fixture.Idea(t, w.db, w.author, w.challenge), fixture.Idea(t, w.db, w.author, w.challenge)
	w.exec(`INSERT INTO answer_duties (idea_id, challenge_id, threshold, reached_at, due_at) VALUES ($1, $2, 25, now(), now() + interval '30 days')`, owed, w.challenge)
	w.hide(hidden)
	w.exec(`UPDATE ideas SET stage = 'accepted' WHERE id = $1`, decided)
	for _, row := range []struct {
		name        string
		who         auth.Principal
		part, whole uuid.UUID
		as          merge.Capacity
		want        string
	}{
		{"itself", w.author, w.part, w.part, "", "unprocessable intoId=same_idea"},
		{"another challenge's", w.author, w.part, elsewhere, "", "unprocessable intoId=other_challenge"},
		{"a free-standing one", w.author, w.part, alone, "", "unprocessable intoId=other_challenge"},
		{"unknown", w.author, w.part, uuid.New(), "", "unprocessable intoId=unknown_id"},
		{"hidden from who proposes", w.author, w.part, hidden, "", "unprocessable intoId=unknown_id"},
		{"hidden, by its author", w.other, hidden, w.whole, "", "idea_not_published"},
		{"decided", w.author, decided, w.whole, "", "idea_decided"},
		{"owed an answer", w.author, owed, w.whole, "", "answer_owed"},
		{"nobody", auth.Principal{}, w.part, w.whole, "", "unauthorized"},
		{"a member suggests", w.member, w.part, w.whole, merge.AsMember, ""},
		{"the same the other way round", w.leader, w.whole, w.part, "", "merge_proposed"},
		{"both by one author", w.author, alone, alone2, merge.AsAuthor, ""},
	} {
		p, err := w.propose(row.who, row.part, row.whole)
		if row.want == "" && (err != nil || p.Capacity != row.as) || row.want != "" && (err == nil || !strings.HasPrefix(err.Error(), row.want)) {
			t.Errorf("%s: %+v %v", row.name, p, err)
		}
	}
	if w.stateOf(alone) != idea.Merged {
		t.Error("who wrote both need not ask anybody")
	}
	if _, err := w.propose(w.member, alone2, w.whole); errs.CodeOf(err) == "" {
		t.Error("a whole was proposed to be a part")
	}
	w.checkCounts()
}

// Nobody decides as a moderator on what is their own or what they proposed; an answer to what has changed meanwhile is refused.
func TestWhoDecides(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	own := w.must(w.propose(w.moderator, w.part, w.whole))
	_, err := w.merges.Decide(t.Context(), w.moderator, own.ID, own.Version, true, why)
	w.wantCode(err, errs.Forbidden, "their own proposal")
	_, err = w.merges.Decide(t.Context(), w.leader, own.ID, own.Version, true, why)
	w.wantCode(err, errs.Forbidden, "a leader")
	w.wantCode(w.merges.TakeBack(t.Context(), w.author, own.ID), errs.Forbidden, "somebody takes it back")
	second := fixture.Account(t, w.db, auth.Moderator)
	var group errgroup.Group
	results := make([]error, 2)
	for n, who := range []auth.Principal{second, fixture.Account(t, w.db, auth.Administrator)} {
		group.Go(func() error {
			_, results[n] = w.merges.Decide(t.Context(), who, own.ID, own.Version, n == 0, why)
			return nil
		})
	}
	_ = group.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else if code := errs.CodeOf(err); code != errs.PreconditionFailed && code != errs.MergeSettled {
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d moderators decided", won)
	}
	w.checkCounts()
	theirs := fixture.Idea(t, w.db, w.moderator, w.challenge)
	p := w.must(w.propose(w.member, theirs, w.whole))
	_, err = w.merges.Decide(t.Context(), w.moderator, p.ID, p.Version, true, why)
	w.wantCode(err, errs.Forbidden, "their own idea")
	if declined := w.must(w.merges.Answer(t.Context(), w.moderator, p.ID, p.Version, false, nil)); declined.State != merge.Declined {
		t.Errorf("%+v", declined)
	}
	_, err = w.merges.Answer(t.Context(), w.other, p.ID, p.Version, true, nil)
	w.wantCode(err, errs.MergeSettled, "what is declined")
	_, err = w.propose(w.member, w.whole, theirs)
	w.wantCode(err, errs.MergeDeclined, "who was just told no")
	again := w.must(w.propose(w.leader, theirs, w.whole))
	if err := w.merges.TakeBack(t.Context(), w.leader, again.ID); err != nil {
		t.Error(err)
	}
}

// Two proposals that cross, and chains of them, all agreed on at once: what is in force is never a chain or a circle.
func TestNoChains(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	third := fixture.Idea(t, w.db, w.author, w.challenge)
	var group errgroup.Group
	var mu sync.Mutex
	codes := map[errs.Code]int{}
	for _, pair := range [][2]uuid.UUID{{w.part, w.whole}, {w.whole, w.part}, {w.whole, third}, {third, w.part}, {third, w.whole}} {
		for range 4 {
			group.Go(func() error {
				p, err := w.propose(w.member, pair[0], pair[1])
				if err == nil {
					_, err = w.merges.Decide(t.Context(), w.moderator, p.ID, p.Version, true, why)
				}
				mu.Lock()
				defer mu.Unlock()
				codes[errs.CodeOf(err)]++
				return nil
			})
		}
	}
	_ = group.Wait()
	for code := range codes {
		if code != "" && code != errs.MergeChain && code != errs.MergeProposed && code != errs.IdeaNotPublished && code != errs.MergeSettled && code != errs.TooManyRequests {
			t.Errorf("%v", codes)
		}
	}
	if n := w.count(`SELECT count(*) FROM idea_merges a JOIN idea_merges b ON b.idea_id = a.into_id AND b.state = 'merged' WHERE a.state = 'merged'`); n > 0 || codes[""] == 0 {
		t.Errorf("%d links of chains; %v", n, codes)
	}
	w.checkCounts()
	if _, err := w.db.Pool.Exec(t.Context(), `INSERT INTO idea_merges (id, idea_id, into_id, proposed_by, capacity, reason, state, decided_as, decided_by, decided_reason, decided_at)
		SELECT gen_random_uuid(), into_id, idea_id, proposed_by, 'member', 'Därför.', 'merged', 'moderator', decided_by, 'Därför.', now() FROM idea_merges WHERE state = 'merged' LIMIT 1`); err == nil {
		t.Error("the database lets a circle through")
	}
}

// An idea is merged exactly while a merge of it is in force, into one that everybody reads: nothing else can be stored.
func TestMergedIsWhatMergesSay(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	p := w.merged()
	for what, sql := range map[string]string{
		"merged into nothing":           `UPDATE ideas SET state = 'merged' WHERE id = (SELECT into_id FROM idea_merges WHERE id = $1)`,
		"published as a part":           `UPDATE ideas SET state = 'published' WHERE id = (SELECT idea_id FROM idea_merges WHERE id = $1)`,
		"part of what is withdrawn":     `UPDATE ideas SET state = 'withdrawn' WHERE id = (SELECT into_id FROM idea_merges WHERE id = $1)`,
		"undone and merged":             `UPDATE idea_merges SET state = 'undone', undone_by = decided_by, undone_reason = 'Annars.', undone_at = now() WHERE id = $1`,
		"merged by what is gone":        `DELETE FROM idea_merges WHERE id = $1`,
		"merged by the merge of others": `UPDATE idea_merges SET into_id = idea_id, idea_id = into_id, state = 'proposed', decided_at = NULL, decided_as = NULL, decided_by = NULL WHERE id = $1`,
		"made merged": `INSERT INTO ideas (id, author_id, title, body, excerpt, voting, state, published_at)
			SELECT gen_random_uuid(), author_id, title, body, excerpt, voting, 'merged', published_at FROM ideas WHERE id = (SELECT into_id FROM idea_merges WHERE id = $1)`,
	} {
		if _, err := w.db.Pool.Exec(t.Context(), sql, p.ID); !postgres.Violates(err, "ideas_merged") {
			t.Errorf("%s: %v", what, err)
		}
	}
	w.exec(`UPDATE ideas SET state = 'hidden' WHERE id = $1`, p.Part.ID)
	w.exec(`UPDATE ideas SET state = 'merged' WHERE id = $1`, p.Part.ID)
}

// It ends by itself, once, however many look.
func TestExpires(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	p := w.must(w.propose(w.author, w.part, w.whole))
	w.exec(`UPDATE idea_merges SET expires_at = now() WHERE id = $1`, p.ID)
	if list, err := w.merges.Queue(t.Context(), w.moderator, page.First()); err != nil || len(list.Items) != 0 || list.Total != 0 {
		t.Errorf("what is over waits: %+v %v", list, err)
	}
	w.must(w.propose(w.author, w.whole, w.part)) // before the job
	w.exec(`UPDATE idea_merges SET expires_at = now() WHERE state = 'proposed'`)
	_, err := w.merges.Answer(t.Context(), w.other, p.ID, p.Version, true, nil)
	w.wantCode(err, errs.MergeSettled, "too late")
	var group errgroup.Group
	expired := make([]int, 4)
	for n := range expired {
		group.Go(func() (err error) {
			expired[n], err = w.merges.Expire(t.Context())
			return err
		})
	}
	if err := group.Wait(); err != nil || expired[0]+expired[1]+expired[2]+expired[3] != 1 {
		t.Errorf("%v %v", expired, err)
	}
	w.must(w.propose(w.author, w.part, w.whole))
}

// A part that is hidden, or withdrawn, and comes back is still a part; undone meanwhile it stands by itself.
func TestPartsComeAndGo(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	p := w.merged()
	show := func(so bool) {
		t.Helper()
		tx := w.db.Gorm.Begin()
		if err := idea.Show(tx, w.moderator.ID, w.part, so); err != nil {
			t.Fatal(err)
		}
		tx.Commit()
	}
	show(false)
	w.checkCounts()
	show(true)
	if s := w.stateOf(w.part); s != idea.Merged {
		t.Errorf("it came back as %s", s)
	}
	show(false)
	_, err := w.merges.Undo(t.Context(), w.author, p.ID, p.Version, why)
	w.wantCode(err, errs.Forbidden, "an author undoes what a moderator decided")
	w.must(w.merges.Undo(t.Context(), w.moderator, p.ID, p.Version, why))
	show(true)
	if s := w.stateOf(w.part); s != idea.Published {
		t.Errorf("it came back as %s", s)
	}
	w.checkCounts()
	again := w.merged()
	version := w.count(`SELECT version FROM ideas WHERE id = $1`, w.part)
	i, err := w.ideas.SetState(t.Context(), w.author, w.part, version, idea.Withdrawn)
	if err != nil || i.State != idea.Withdrawn {
		t.Fatal(i.State, err)
	}
	if i, err = w.ideas.SetState(t.Context(), w.author, w.part, i.Version, idea.Published); err != nil || i.State != idea.Merged {
		t.Error(i.State, err)
	}
	w.hide(w.whole)
	if i, err = w.ideas.Get(t.Context(), auth.Principal{}, w.part); err != nil || i.MergedInto != nil {
		t.Errorf("it leads to what is hidden: %+v %v", i.MergedInto, err)
	}
	w.checkCounts()
	history, err := w.merges.History(t.Context(), auth.Principal{}, w.part, page.First())
	if err != nil || len(history.Items) != 2 || history.Items[0].ID != again.ID || history.Items[0].Whole.Title != "" {
		t.Errorf("%+v %v", history.Items, err)
	}
}

// What others wrote and is part of an idea that its author withdraws or moderation hides stands by itself again: it is in the lists, takes
// votes, and its author is told; so is whose vote had moved, and it moves back. A part that was hidden itself stays so.
func TestPartsOutliveTheirWhole(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(w town){
		"withdrawn": func(w town) {
			version := w.count(`SELECT version FROM ideas WHERE id = $1`, w.whole)
			if i, err := w.ideas.SetState(w.Context(), w.other, w.whole, version, idea.Withdrawn); err != nil || i.State != idea.Withdrawn {
				w.Error(i.State, err)
			}
		},
		"hidden": func(w town) { w.hide(w.whole) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTown(t)
			third := fixture.Idea(t, w.db, w.author, w.challenge)
			w.support(w.member, w.part)
			p := w.merged()
			q := w.must(w.propose(w.leader, third, w.whole))
			w.must(w.merges.Decide(t.Context(), w.moderator, q.ID, q.Version, true, why))
			if _, err := w.merges.Move(t.Context(), w.member, p.ID); err != nil {
				t.Fatal(err)
			}
			w.hide(third)
			w.asked()
			leave(w)
			if one, other := w.stateOf(w.part), w.stateOf(third); one != idea.Published || other != idea.Hidden {
				t.Errorf("the parts are %s and %s", one, other)
			}
			list, err := w.ideas.List(t.Context(), idea.Filter{ChallengeID: &w.challenge}, page.First())
			if err != nil || len(list.Items) != 1 || list.Items[0].ID != w.part {
				t.Errorf("%+v %v", list.Items, err)
			}
			if who := w.asked(); len(who) != 1 || who[0] != w.member.ID {
				t.Errorf("%v are asked to move their votes back", who)
			}
			if _, err := w.merges.Move(t.Context(), w.member, p.ID); err != nil {
				t.Error(err)
			}
			if n := w.count(`SELECT count(*) FROM notifications WHERE kind = 'merge-decided' AND recipient_id = $1 AND subject_id = $2 AND read_at IS NULL`, w.author.ID, w.part); n != 1 {
				t.Errorf("the part's author is told %d times", n)
			}
			if n := w.count(`SELECT count(*) FROM idea_merges WHERE state = 'undone'`) - w.count(`SELECT count(*) FROM merge_roles`); n != 2 {
				t.Errorf("%d merges undone without roles left", n)
			}
			w.checkCounts()
		})
	}
}

// Whatever is merged into an idea while its author withdraws it, nothing is left in what is gone.
func TestMergedWhileWithdrawn(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	for range 8 {
		part, whole := fixture.Idea(t, w.db, w.author, w.challenge), fixture.Idea(t, w.db, w.other, w.challenge)
		p := w.must(w.propose(w.leader, part, whole))
		var all errgroup.Group
		for _, do := range []func() error{
			func() error {
				_, err := w.merges.Decide(t.Context(), w.moderator, p.ID, p.Version, true, why)
				return err
			},
			func() error {
				_, err := w.ideas.SetState(t.Context(), w.other, whole, 1, idea.Withdrawn)
				return err
			},
		} {
			all.Go(func() error {
				if err := do(); err != nil && errs.CodeOf(err) != errs.IdeaNotPublished && errs.CodeOf(err) != errs.PreconditionFailed {
					t.Error(err)
				}
				return nil
			})
		}
		_ = all.Wait()
	}
	if n := w.count(`SELECT count(*) FROM idea_merges m JOIN ideas i ON i.id = m.into_id WHERE m.state = 'merged' AND i.state <> 'published'`); n > 0 {
		t.Errorf("%d are part of what is gone", n)
	}
	w.checkCounts()
}

// What an organisation says no to, it says through whoever still speaks for it, and that is noted.
func TestOrganisationsDeclineThroughTheirPeople(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	club := fixture.Organisation(t, w.db, w.author)
	w.exec(`UPDATE ideas SET author_id = $2 WHERE id = $1`, w.part, club)
	p := w.must(w.propose(w.other, w.part, w.whole))
	w.author.SpeaksFor, w.member.SpeaksFor = []uuid.UUID{club}, []uuid.UUID{club} // of whom one does not any more
	_, err := w.merges.Answer(t.Context(), w.member, p.ID, p.Version, false, nil)
	w.wantCode(err, errs.Forbidden, "who no longer speaks for it")
	w.must(w.merges.Answer(t.Context(), w.author, p.ID, p.Version, false, nil))
	if n := w.count(`SELECT count(*) FROM organisation_acts WHERE organisation_id = $1 AND idea_id = $2`, club, w.part); n != 1 {
		t.Errorf("%d entries", n)
	}
}

// Nobody asks whoever blocked them to merge an idea, but who leads or moderates.
func TestBlocksKeepApart(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.exec(`INSERT INTO blocks (participant_id, blocked_id) VALUES ($1, $2), ($1, $3), ($1, $4)`, w.other.ID, w.author.ID, w.member.ID, w.leader.ID)
	for _, who := range []auth.Principal{w.author, w.member, w.other} {
		_, err := w.propose(who, w.part, w.whole)
		w.wantCode(err, errs.Forbidden, "proposing to who is apart")
	}
	w.must(w.propose(w.leader, w.part, w.whole))
}
