package comment

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	maxMentions   = 10  // in one comment
	dailyMentions = 50  // by one account in 24 hours
	maxCandidates = 8   // suggested at once
	recentVoices  = 300 // of the latest comments of the first level, whose authors take part in the discussion
	idLength      = 36
)

// mentioned returns whom a text mentions, each once: an @ with the id of a participant behind it.
func mentioned(body string) []uuid.UUID {
	var ids []uuid.UUID
	for rest := body; ; {
		at := strings.IndexByte(rest, '@')
		if at < 0 || len(rest) < at+1+idLength {
			return ids
		}
		rest = rest[at+1:]
		if id, err := uuid.Parse(rest[:idLength]); err == nil && id != uuid.Nil && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
}

// near is a part of WITH: those whom one may mention under the idea @idea because they take part in its discussion, wrote it, or lead
// what it answers. Others may be mentioned when they are public.
const near = `near AS MATERIALIZED (
		SELECT author_id AS id FROM (SELECT author_id FROM comments WHERE idea_id = @idea AND parent_id IS NULL AND state = 'published'
			ORDER BY created_at DESC, id DESC LIMIT @recent) said
		UNION SELECT author_id FROM ideas WHERE id = @idea
		UNION SELECT l.account_id FROM challenge_ideas a JOIN challenges c ON c.id = a.challenge_id JOIN lead_assignments l ON ` + lead.Leading + ` WHERE a.idea_id = @idea)`

// reachable is the SQL for whether participant p is somebody who can be told.
const reachable = `(p.organisation OR EXISTS (SELECT FROM accounts a WHERE a.id = p.id AND a.disabled_at IS NULL))`

// public is the SQL for whether participant p shows anybody anything of themselves.
const public = `(p.organisation OR EXISTS (SELECT FROM profile_fields f WHERE f.participant_id = p.id AND f.visibility = 'public'))`

// Candidates returns at most eight participants whom who may mention under an idea, by the beginning of any word
// of their name: first those who take part in the discussion, and from two letters others with a public profile. Nobody of whom one has
// blocked the other is among them.
func (s *Store) Candidates(ctx context.Context, who auth.Principal, ideaID uuid.UUID, name string) ([]participant.Ref, error) {
	if err := who.Check(permission.CreateComment, 0); err != nil {
		return nil, err
	}
	db := s.db.WithContext(ctx)
	i, err := ideaOf(db, who, ideaID)
	if err == nil && !idea.MayRead(who, i) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return nil, err
	}
	words, within := postgres.Beginnings(name), reachable+` AND NOT `+help.Blocked(`ARRAY[p.id]`, `ARRAY[CAST(@who AS uuid)]`)
	var found []participant.Ref
	err = db.Raw(`WITH `+near+`, found AS (
			SELECT p.*, true AS takes_part FROM near JOIN participants p ON p.id = near.id
				WHERE (@words = '' OR to_tsvector('simple', p.display_name) @@ to_tsquery('simple', @words)) AND `+within+`
			UNION ALL
			(SELECT p.*, false FROM participants p WHERE @wide AND to_tsvector('simple', p.display_name) @@ to_tsquery('simple', @words)
				AND `+public+` AND `+within+` AND p.id NOT IN (SELECT id FROM near) LIMIT @most))
		SELECT id, display_name, kind, organisation FROM found WHERE id <> @who ORDER BY takes_part DESC, display_name, id LIMIT @most`,
		map[string]any{"idea": ideaID, "recent": recentVoices, "words": words, "wide": words != "" && utf8.RuneCountInString(name) >= 2,
			"most": maxCandidates, "who": who.ID}).Scan(&found).Error
	return found, err
}

// checkMentions refuses to mention more people than a comment or a day holds, and those whom who may not mention
// here. From then on who mentions nobody elsewhere until the end of the transaction. It comes before other locks.
func checkMentions(tx *gorm.DB, who auth.Principal, ideaID uuid.UUID, ids []uuid.UUID) error {
	if len(ids) == 0 {
		return nil
	}
	if len(ids) > maxMentions {
		return errs.Invalid("body", errs.TooManyMentions, maxMentions)
	}
	var known int
	err := tx.Raw(`WITH `+near+` SELECT (SELECT count(*) FROM participants p WHERE p.id = ANY (@ids) AND `+reachable+` AND (`+public+` OR p.id IN (SELECT id FROM near)
				OR EXISTS (SELECT FROM comments c WHERE c.author_id = p.id AND c.idea_id = @idea AND c.state = 'published'))) AS known`,
		map[string]any{"idea": ideaID, "recent": recentVoices, "who": who.ID, "ids": postgres.IDs(ids)}).Scan(&known).Error
	if err == nil && known < len(ids) {
		err = errs.Invalid("body", errs.NotMentionable)
	}
	if err != nil {
		return err
	}
	return perDay.CheckSome(tx, who.ID, len(ids))
}

// perDay counts those who were told: what waits is counted when it is let through.
var perDay = pace.Limit{Table: "comment_mentions", By: "account_id", At: "created_at", Most: dailyMentions, In: pace.Day} //nolint:gochecknoglobals // a constant

// mention notes whom c mentions, and has those told who were not yet. Nobody is told by whom they have blocked or who has blocked them: it is
// only read.
func mention(tx *gorm.DB, who auth.Principal, c Comment, ids []uuid.UUID) error {
	if len(ids) == 0 {
		return nil
	}
	var told postgres.IDs
	err := tx.Raw(`WITH noted AS (
			INSERT INTO comment_mentions (comment_id, participant_id, account_id) SELECT @comment, unnest(CAST(@ids AS uuid[])), @who
			ON CONFLICT ON CONSTRAINT comment_mentions_pkey DO NOTHING RETURNING participant_id)
		SELECT COALESCE(array_agg(participant_id), '{}') FROM noted WHERE NOT `+help.Blocked(`ARRAY[noted.participant_id]`, `CAST(@writers AS uuid[])`),
		map[string]any{"comment": c.ID, "ids": postgres.IDs(ids), "who": who.ID, "writers": postgres.IDs{who.ID, c.AuthorID}}).Row().Scan(&told)
	if err != nil || len(told) == 0 {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.Mention, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: c.IdeaID}, Object: c.ID, To: told})
}

// name adds to comments, and the replies shown with them, who is mentioned in them: one query, and none where nobody is.
func name(db *gorm.DB, comments []Comment) error {
	var all []uuid.UUID
	each(comments, func(c *Comment) { all = append(all, mentioned(c.Body)...) })
	if len(all) == 0 {
		return nil
	}
	refs, err := postgres.Read[participant.Ref](db, `SELECT id, display_name, kind, organisation FROM participants WHERE id = ANY (?) AND former_at IS NULL`, postgres.IDs(all))
	if err != nil {
		return err
	}
	each(comments, func(c *Comment) {
		for _, id := range mentioned(c.Body) {
			if n := slices.IndexFunc(refs, func(r participant.Ref) bool { return r.ID == id }); n >= 0 && len(c.Mentions) < maxMentions {
				c.Mentions = append(c.Mentions, refs[n])
			}
		}
	})
	return nil
}

func each(comments []Comment, do func(*Comment)) {
	for n := range comments {
		do(&comments[n])
		each(comments[n].Replies, do)
	}
}
