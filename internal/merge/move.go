package merge

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/vote"
)

// VoteMove is a vote that its owner may move, because ideas were merged or that was undone.
type VoteMove struct {
	MergeID uuid.UUID
	FromID  uuid.UUID
	ToID    uuid.UUID
	ToTitle string
	Already bool // they vote for the other idea, too: nothing moves
	Back    bool // it was undone, and the vote would move back
}

// Move moves the vote of who as a merge asks for, or back once that is undone: nobody else's, and nobody can for them. Doing it again
// changes nothing. The problem is NotFound where nothing was merged, NothingToMove without a vote.
func (s *Store) Move(ctx context.Context, who auth.Principal, id uuid.UUID) (moved vote.Moved, err error) {
	if err := who.Check(permission.Vote, 0); err != nil {
		return moved, err
	}
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		from, to, back, err := wayOf(tx, who, id)
		if err != nil {
			return err
		}
		if moved, err = vote.MoveIn(tx, who, from, to); err != nil {
			return err
		}
		if moved.Elsewhere && !moved.Already {
			return errs.New(errs.NothingToMove)
		}
		if back {
			return tx.Exec(`DELETE FROM vote_moves WHERE merge_id = ? AND account_id = ?`, id, who.ID).Error
		}
		if moved.Already {
			return nil
		}
		return tx.Exec(`INSERT INTO vote_moves (merge_id, account_id) VALUES (?, ?) ON CONFLICT ON CONSTRAINT vote_moves_pkey DO NOTHING`, id, who.ID).Error
	})
	return moved, err
}

// wayOf is where a vote of who goes from and to, and that it goes back. The merge stays as it is until the end of the transaction.
func wayOf(tx *gorm.DB, who auth.Principal, id uuid.UUID) (from, to uuid.UUID, back bool, err error) {
	var found []struct {
		IdeaID, IntoID uuid.UUID
		State          State
		Moved          bool
	}
	err = tx.Raw(`SELECT m.idea_id, m.into_id, m.state, EXISTS (SELECT FROM vote_moves WHERE merge_id = m.id AND account_id = ?) AS moved
		FROM idea_merges m WHERE m.id = ? AND m.state IN ('merged', 'undone') FOR SHARE OF m`, who.ID, id).Scan(&found).Error
	switch {
	case err != nil:
		return from, to, back, err
	case len(found) == 0:
		return from, to, back, errs.New(errs.NotFound)
	case found[0].State == InForce:
		return found[0].IdeaID, found[0].IntoID, false, nil
	case !found[0].Moved:
		return from, to, back, errs.New(errs.NothingToMove)
	}
	return found[0].IntoID, found[0].IdeaID, true, nil
}

// maxMoves bounds how many votes one is offered to move on one page.
const maxMoves = 20

// VoteMoves returns the votes of who that may move and that concern one of the ideas, by the idea. It holds nobody else's.
func (s *Store) VoteMoves(ctx context.Context, who auth.Principal, ids []uuid.UUID) (map[uuid.UUID][]VoteMove, error) {
	if !who.SignedIn() || len(ids) == 0 {
		return nil, nil
	}
	var rows []VoteMove
	const others = `EXISTS (SELECT FROM votes o WHERE o.idea_id = t.id AND o.participant_id = @who) AS already`
	err := s.db.WithContext(ctx).Raw(`SELECT m.id AS merge_id, m.idea_id AS from_id, t.id AS to_id, t.title AS to_title, `+others+`, false AS back
			FROM idea_merges m JOIN votes v ON v.idea_id = m.idea_id AND v.participant_id = @who JOIN ideas t ON t.id = m.into_id AND t.state = 'published'
			WHERE m.state = 'merged' AND (m.idea_id = ANY (@ids) OR m.into_id = ANY (@ids))
		UNION ALL SELECT m.id, m.into_id, t.id, t.title, `+others+`, true
			FROM vote_moves w JOIN idea_merges m ON m.id = w.merge_id AND m.state = 'undone' JOIN votes v ON v.idea_id = m.into_id AND v.participant_id = @who
				JOIN ideas t ON t.id = m.idea_id AND t.state = 'published'
			WHERE w.account_id = @who AND (m.idea_id = ANY (@ids) OR m.into_id = ANY (@ids))
		ORDER BY merge_id LIMIT @limit`, map[string]any{"who": who.ID, "ids": postgres.IDs(ids), "limit": maxMoves * len(ids)}).Scan(&rows).Error
	moves := map[uuid.UUID][]VoteMove{}
	for _, m := range rows {
		for _, id := range []uuid.UUID{m.FromID, m.ToID} {
			if len(moves[id]) < maxMoves {
				moves[id] = append(moves[id], m)
			}
		}
	}
	return moves, err
}
