package moderation

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
)

const authorColumns = `p.id AS author_id, p.display_name AS author_display_name, p.kind AS author_kind, p.organisation AS author_organisation, p.former_at IS NOT NULL AS author_former`

// suspendedFor is the SQL for whether somebody is suspended now by a decision about the thing of an id. Who is suspended for something else is
// not set free by restoring this.
func suspendedFor(id string) string {
	return `EXISTS (SELECT FROM moderation_decisions d JOIN suspensions x ON x.id = d.suspension_id
		WHERE d.thing_id = ` + id + ` AND d.undone_at IS NULL AND ` + auth.Running + `)`
}

// things are the SQL for a thing of each kind by its id.
var things = map[Kind]string{ //nolint:gochecknoglobals // a table of constants
	Idea: `SELECT 'idea' AS kind, i.id, i.title, i.body AS text, i.state IN ('published', 'merged') AS public, i.state = 'withdrawn' AS withdrawn, i.state = 'waiting' AS waiting, i.created_at, ` + authorColumns + `,
			COALESCE((SELECT editor_id FROM idea_revisions WHERE idea_id = i.id ORDER BY version DESC LIMIT 1), i.author_id) AS writer_id, ` + ideaWriters + ` AS writer_ids,
			EXISTS (SELECT FROM idea_revisions WHERE idea_id = i.id AND editor_id <> i.author_id) AS shared,
			i.state = 'hidden' OR COALESCE(s.locked, false) OR ` + suspendedFor(`i.id`) + ` AS restricted
		FROM ideas i JOIN participants p ON p.id = i.author_id LEFT JOIN idea_stats s ON s.idea_id = i.id WHERE i.id = ? AND i.state <> 'draft'`,
	Comment: `SELECT 'comment' AS kind, c.id, COALESCE(i.title, '') AS title, COALESCE(h.body, c.body) AS text, c.idea_id, c.created_at, ` + authorColumns + `,
			c.state = 'published' AND COALESCE(i.state, 'published') IN ('published', 'merged') AS public, c.state = 'published' AS shown, h.body IS NOT NULL OR ` + suspendedFor(`c.id`) + ` AS restricted
		FROM comments c JOIN participants p ON p.id = c.author_id LEFT JOIN ideas i ON i.id = c.idea_id LEFT JOIN hidden_comments h ON h.comment_id = c.id
		WHERE c.id = ? AND c.state <> 'deleted-by-author'`,
	heldComment: `SELECT 'comment' AS kind, c.id, i.title, c.body AS text, c.idea_id, c.created_at, ` + authorColumns + `,
			false AS public, c.refused_at IS NULL AS waiting, c.refused_at IS NOT NULL AS restricted
		FROM held_comments c JOIN participants p ON p.id = c.author_id JOIN ideas i ON i.id = c.idea_id WHERE c.id = ?`,
	Need: `SELECT 'need' AS kind, n.id, i.title, n.description || E'\n' || n.unit AS text, n.idea_id, n.created_at, ` + authorColumns + `, ` + ideaWriters + ` AS writer_ids,
			EXISTS (SELECT FROM idea_handovers o WHERE o.idea_id = i.id AND o.state = 'accepted' AND o.settled_at > n.created_at) AS shared,
			n.withheld IS NULL AND i.state IN ('published', 'merged') AS public, n.withheld IS NULL AS shown, n.withheld = 'waiting' AND n.state <> 'closed' AS waiting,
			n.withheld = 'hidden' OR ` + suspendedFor(`n.id`) + ` AS restricted
		FROM needs n JOIN ideas i ON i.id = n.idea_id JOIN participants p ON p.id = i.author_id WHERE n.id = ?`,
	Offer: `SELECT 'offer' AS kind, o.id, o.title, o.description AS text, o.created_at, ` + authorColumns + `,
			o.withheld IS NULL AND o.state = 'open' AND o.ends_at > now() AND ` + help.Reachable + ` AS public, o.withheld = 'waiting' AND o.state <> 'ended' AS waiting,
			o.withheld = 'hidden' OR ` + suspendedFor(`o.id`) + ` AS restricted
		FROM offers o JOIN participants p ON p.id = o.owner_id WHERE o.id = ?`,
	Commitment: `SELECT 'commitment' AS kind, k.id, i.title, concat_ws(E'\n', k.description, k.words) AS text, k.idea_id, k.created_at, ` + authorColumns + `,
			` + commitmentWriters + ` AS writer_ids, k.words IS NOT NULL AS shared,
			k.withheld IS NULL AND i.state IN ('published', 'merged') AS public, k.withheld IS NULL AS shown, k.withheld = 'hidden' OR ` + suspendedFor(`k.id`) + ` AS restricted
		FROM commitments k JOIN ideas i ON i.id = k.idea_id JOIN participants p ON p.id = k.helper_id WHERE k.id = ?`,
	Organisation: `SELECT 'organisation' AS kind, o.id, p.display_name AS title, o.description AS text, o.hidden_at IS NULL AS public, o.created_at, ` + authorColumns + `,
			o.hidden_at IS NOT NULL AS restricted
		FROM organisations o JOIN participants p ON p.id = o.id WHERE o.id = ?`,
	Person: `SELECT 'person' AS kind, p.id, p.display_name AS title, COALESCE((SELECT string_agg(f.value, E'\n' ORDER BY f.name) FROM profile_fields f
				WHERE f.participant_id = p.id AND f.visibility = 'public'), '') AS text, true AS public, p.created_at, ` + authorColumns + `, ` + suspendedFor(`p.id`) + ` AS restricted
		FROM participants p JOIN accounts a ON a.id = p.id WHERE p.id = ?`,
}

// heldComment is a comment that waits or was refused; it lies apart from the others.
const heldComment Kind = "held comment"

// find returns a thing as it is now; NotFound where it is not, or its author has deleted it or taken it back.
func find(db *gorm.DB, kind Kind, id uuid.UUID) (Thing, error) {
	var found []Thing
	if err := db.Raw(things[kind], id).Scan(&found).Error; err != nil {
		return Thing{}, err
	}
	if len(found) == 0 && kind == Comment {
		return find(db, heldComment, id)
	}
	if len(found) == 0 {
		return Thing{}, errs.New(errs.NotFound)
	}
	if found[0].WriterID == uuid.Nil {
		found[0].WriterID = found[0].Author.ID
	}
	return found[0], nil
}
