package idea

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/topic"
)

// Store keeps ideas. Its transactions lock in one order: accounts, challenges by id, the idea, its counters,
// the challenges' counters by id; votes and comments keep to the same order.
type Store struct {
	db       *gorm.DB
	markdown *markdown.Renderer
	totals   totals
}

// NewStore keeps ideas in db.
func NewStore(db *gorm.DB, md *markdown.Renderer) *Store { return &Store{db: db, markdown: md} }

// Get returns an idea that who may know of. The text and the votes of a withdrawn one are empty for
// all but its author.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Idea, error) {
	i, err := find(s.db.WithContext(ctx), who, id)
	if err != nil {
		return i, err
	}
	if i.LastStep, err = lastStep(s.db.WithContext(ctx), i); err != nil {
		return i, err
	}
	if i.Answer, err = s.lastAnswer(s.db.WithContext(ctx), i); err != nil {
		return i, err
	}
	if i.MergedInto, err = wholeOf(s.db.WithContext(ctx), i.Summary); err != nil {
		return i, err
	}
	if i.Repeat, err = repeatOf(s.db.WithContext(ctx), i.Summary); err != nil {
		return i, err
	}
	if i.CoAuthors, err = coAuthors(s.db.WithContext(ctx), i.Summary); err != nil {
		return i, err
	}
	if i.Links, err = links(s.db.WithContext(ctx), i); err != nil {
		return i, err
	}
	if i.Files, err = files(s.db.WithContext(ctx), i); err != nil {
		return i, err
	}
	if !MayRead(who, i.Summary) {
		i.bury()
	}
	var pictures map[uuid.UUID]markdown.Picture
	if len(s.markdown.Pictures(i.Body)) > 0 {
		if pictures, err = image.Of(s.db.WithContext(ctx), s.markdown.Base, id); err != nil {
			return i, err
		}
	}
	i.BodyHTML, err = s.markdown.Illustrated(i.Body, pictures)
	return i, err
}

// columns are those of [Summary], from ideas i, idea_stats s and participants p.
const columns = `i.id, i.title, i.excerpt, i.voting, i.state, i.stage, i.published_at, i.updated_at,
	COALESCE(s.support_count, 0) AS support, COALESCE(s.agree_count, 0) AS agree, COALESCE(s.disagree_count, 0) AS disagree,
	COALESCE(s.pass_count, 0) AS pass, COALESCE(s.comment_count, 0) AS comment_count, COALESCE(s.locked, false) AS locked,
	p.id AS author_id, p.display_name AS author_display_name, p.kind AS author_kind, p.organisation AS author_organisation, p.former_at IS NOT NULL AS author_former`

// writtenBy is the column of [Summary] that says who writes idea i with its author.
const writtenBy = `ARRAY(SELECT participant_id FROM idea_coauthors WHERE idea_id = i.id AND state = 'accepted')::text AS co_author_ids`

// settingColumns are those of [Summary] that say what idea i is about and where, from joined.
const settingColumns = topic.OfIdea + ` AS topics, d.id AS district_id, d.name AS district_name, i.longitude::float8 AS longitude, i.latitude::float8 AS latitude`

// find returns an idea whole, or NotFound when who may not know of it.
func find(db *gorm.DB, who auth.Principal, id uuid.UUID) (Idea, error) {
	found, err := readAnswered[Idea](db, sql(`SELECT `+columns+`, `+writtenBy+`, `+settingColumns+`, `+dutyColumns+`, `+answerColumns+`, i.body, i.version, i.created_at, (SELECT count(*) FROM idea_files f WHERE f.idea_id = i.id) AS file_count,
			(SELECT count(*) FROM idea_links l WHERE l.idea_id = i.id AND l.previewed) AS preview_count,
			COALESCE((SELECT max(version) FROM idea_revisions r WHERE r.idea_id = i.id), 1) AS revision_count
		FROM ideas i `+joined+` WHERE i.id = ? ORDER BY c.title, c.id`, id), func(i *Idea) *Summary { return &i.Summary })
	if err != nil {
		return Idea{}, err
	}
	if len(found) == 0 || !MayFind(who, found[0].Summary) {
		return Idea{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// findReadable is find, with NotFound also when who may not read its text.
func findReadable(db *gorm.DB, who auth.Principal, id uuid.UUID) (Idea, error) {
	i, err := find(db, who, id)
	if err == nil && !MayRead(who, i.Summary) {
		err = errs.New(errs.NotFound)
	}
	return i, err
}
