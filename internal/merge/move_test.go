package merge_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/vote"
)

func (w town) support(who auth.Principal, id uuid.UUID) {
	w.Helper()
	if _, err := w.votes.Set(w.Context(), who, id, vote.Support); err != nil {
		w.Fatal(err)
	}
}

// asked are those told that their vote may move, and have not read it.
func (w town) asked() (people []uuid.UUID) {
	w.Helper()
	if err := notification.NewStore(w.db.Gorm, mail.NewOutbox(nil), "https://alvsala.example").Tell(w.Context()); err != nil {
		w.Fatal(err)
	}
	rows, err := w.db.Pool.Query(w.Context(), `UPDATE notifications SET read_at = now() WHERE kind = 'vote-move-asked' AND read_at IS NULL RETURNING recipient_id`)
	if err != nil {
		w.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			w.Fatal(err)
		}
		people = append(people, id)
	}
	return people
}

// A vote moves by its owner's tap and by nothing else; who votes for both keeps both; and it moves back the same way.
func TestVotesMoveByTheirOwners(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	both, elsewhere := fixture.Account(t, w.db, auth.Member), fixture.Account(t, w.db, auth.Member)
	w.support(w.member, w.part)
	w.support(both, w.part)
	w.support(both, w.whole)
	w.support(elsewhere, w.whole)
	p := w.merged()
	if n := w.count(`SELECT count(*) FROM votes WHERE idea_id = $1`, w.part); n != 2 {
		t.Errorf("%d votes stayed", n)
	}
	if who := w.asked(); len(who) != 2 {
		t.Errorf("asked: %v", who)
	}
	for _, id := range []uuid.UUID{w.part, w.whole} {
		moves, err := w.merges.VoteMoves(t.Context(), w.member, []uuid.UUID{id})
		if err != nil || len(moves[id]) != 1 || moves[id][0].Already || moves[id][0].ToID != w.whole {
			t.Errorf("%+v %v", moves, err)
		}
	}
	if moves, err := w.merges.VoteMoves(t.Context(), elsewhere, []uuid.UUID{w.part, w.whole}); err != nil || len(moves) > 0 {
		t.Errorf("offered to who has no vote there: %+v %v", moves, err)
	}
	_, err := w.merges.Move(t.Context(), w.leader, p.ID)
	w.wantCode(err, errs.NothingToMove, "who has no vote")
	for range 2 { // the second changes nothing
		if moved, err := w.merges.Move(t.Context(), w.member, p.ID); err != nil || moved.Tally.Support != 3 {
			t.Errorf("%+v %v", moved, err)
		}
	}
	if moved, err := w.merges.Move(t.Context(), both, p.ID); err != nil || !moved.Already || moved.Elsewhere {
		t.Errorf("%+v %v", moved, err)
	}
	w.checkCounts()

	w.must(w.merges.Undo(t.Context(), w.moderator, p.ID, p.Version, why))
	if n := w.count(`SELECT count(*) FROM votes WHERE idea_id = $1`, w.part); n != 1 {
		t.Errorf("%d votes came back by themselves", n-1)
	}
	if who := w.asked(); len(who) != 1 || who[0] != w.member.ID {
		t.Errorf("asked: %v", who)
	}
	_, err = w.merges.Move(t.Context(), both, p.ID)
	w.wantCode(err, errs.NothingToMove, "who did not move")
	if moved, err := w.merges.Move(t.Context(), w.member, p.ID); err != nil || moved.IdeaID != w.part || moved.Tally.Support != 2 {
		t.Errorf("%+v %v", moved, err)
	}
	w.checkCounts()
	if n := w.count(`SELECT count(*) FROM vote_moves`); n != 0 {
		t.Errorf("%d moves are kept that were taken back", n)
	}
}

// A vote that moves obeys what any other does: closed is closed, and nothing moves to what is hidden.
func TestMovesObeyTheRules(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.support(w.member, w.part)
	p := w.merged()
	for _, row := range []struct {
		sql, back string
		code      errs.Code
	}{
		{`UPDATE challenges SET closes_at = now() WHERE id = $1`, `UPDATE challenges SET closes_at = NULL WHERE id = $1`, errs.VotingClosed},
		{`UPDATE challenges SET voters = 'verified-residents' WHERE id = $1`, `UPDATE challenges SET voters = 'anyone' WHERE id = $1`, errs.ResidenceRequired},
	} {
		w.exec(row.sql, w.challenge)
		_, err := w.merges.Move(t.Context(), w.member, p.ID)
		w.wantCode(err, row.code, row.sql)
		w.exec(row.back, w.challenge)
	}
	w.hide(w.whole)
	_, err := w.merges.Move(t.Context(), w.member, p.ID)
	w.wantCode(err, errs.NothingToMove, "to what is hidden and has no parts any more")
	if n := w.count(`SELECT count(*) FROM votes WHERE idea_id = $1`, w.part); n != 1 {
		t.Errorf("%d votes", n)
	}
}

// Two hundred vote, take back and move while the ideas are merged, separated and merged: every counter is exact afterwards, nobody has
// two votes, and nothing is lost that was answered.
func TestMergeWhilePeopleVote(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	voters := fixture.Members(t, w.db, 200)
	for _, v := range voters[:100] {
		w.support(v, w.part)
	}
	start := make(chan struct{})
	var group errgroup.Group
	p := w.must(w.propose(w.author, w.part, w.whole))
	for n, v := range voters {
		group.Go(func() error {
			<-start
			deadline := time.Now().Add(20 * time.Second) // on a machine that does much else
			for time.Now().Before(deadline) {
				_, err := w.merges.Move(t.Context(), v, p.ID)
				if n >= 100 { // those without a vote yet cast one where it is taken
					_, err = w.votes.Set(t.Context(), v, []uuid.UUID{w.part, w.whole}[n%2], vote.Support)
				}
				if err == nil {
					return nil
				}
				if code := errs.CodeOf(err); code != errs.NotFound && code != errs.IdeaNotPublished && code != errs.NothingToMove {
					return err
				}
				if n >= 100 && w.stateOf(w.part) == idea.Merged {
					return nil
				}
			}
			return nil
		})
	}
	group.Go(func() error {
		<-start
		_, err := w.merges.Answer(t.Context(), w.other, p.ID, p.Version, true, nil)
		return err
	})
	close(start)
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	w.checkCounts()
	if n := w.count(`SELECT count(DISTINCT participant_id) FROM votes WHERE participant_id = ANY ($1)`, ids(voters[:100])); n != 100 {
		t.Errorf("%d of 100 have their vote", n)
	}
	if n := w.count(`SELECT count(*) FROM votes WHERE participant_id = ANY ($1) AND idea_id = $2`, ids(voters[:100]), w.whole); n != 100 {
		t.Errorf("%d of 100 have moved", n)
	}
}

func ids(people []auth.Principal) (all []uuid.UUID) {
	for _, p := range people {
		all = append(all, p.ID)
	}
	return all
}
