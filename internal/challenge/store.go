package challenge

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/focusarea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/topic"
)

// Store keeps challenges.
type Store struct {
	db       *gorm.DB
	markdown *markdown.Renderer
	leads    *lead.Store
}

// NewStore keeps challenges in db, and who leads them in leads.
func NewStore(db *gorm.DB, md *markdown.Renderer, leads *lead.Store) *Store {
	return &Store{db: db, markdown: md, leads: leads}
}

// Create makes a draft, led by fields.LeaderIDs or, when that is empty, by who.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, f Fields) (Challenge, error) {
	if err := who.Check(permission.CreateChallenge, 0); err != nil {
		return Challenge{}, err
	}
	if err := f.check(); err != nil {
		return Challenge{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Challenge{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return s.insert(tx, who, id, f) })
	if err != nil {
		return Challenge{}, err
	}
	return s.Get(ctx, who, id)
}

func (s *Store) insert(tx *gorm.DB, who auth.Principal, id uuid.UUID, f Fields) error {
	postgres.Changed(tx, change.Challenges)
	if err := checkFocusArea(tx, f.FocusAreaID); err != nil {
		return err
	}
	err := tx.Exec(`INSERT INTO challenges (id, title, question, description, voting, voters, proposers, opens_at, closes_at, image_id, image_alt, focus_area_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, f.Title, f.Question, f.Description, f.Voting, f.Voters, f.Proposers, f.OpensAt, f.ClosesAt, f.ImageID, f.ImageAlt, f.FocusAreaID).Error
	if err != nil {
		return err
	}
	if err := tx.Exec(`INSERT INTO challenge_stats (challenge_id) VALUES (?)`, id).Error; err != nil {
		return err
	}
	if err := topic.Give(tx, topic.Challenge, id, f.TopicIDs); err != nil {
		return err
	}
	if err := insertPhases(tx, id, f.Phases); err != nil {
		return err
	}
	if len(f.LeaderIDs) == 0 {
		return s.leads.Begin(tx, who, lead.Thing{Kind: lead.Challenge, ID: id})
	}
	return s.leads.Replace(tx, who, lead.Thing{Kind: lead.Challenge, ID: id}, f.LeaderIDs)
}

// Get returns a challenge that who may read.
func (s *Store) Get(ctx context.Context, who auth.Principal, id uuid.UUID) (Challenge, error) {
	c, err := get(s.db.WithContext(ctx), id)
	if err != nil {
		return c, err
	}
	if !MayRead(who, c) {
		return c, errs.New(errs.NotFound)
	}
	c.DescriptionHTML, err = s.markdown.HTML(c.Description)
	return c, err
}

// columns are those of [Summary]; state is as of now.
const columns = `c.id, c.title, c.question, c.voting, c.voters, c.proposers, c.opens_at, c.closes_at, c.image_id, c.image_alt, (SELECT n.width FROM images n WHERE n.id = c.image_id) AS image_width, (SELECT n.height FROM images n WHERE n.id = c.image_id) AS image_height, c.updated_at, s.idea_count, c.posting_times IS NOT NULL AS phased, ` + StateNow + ` AS state, ` + OpenColumns

// StateNow is the SQL for the state of challenge c as of now.
const StateNow = `CASE WHEN c.state = 'open' AND c.closes_at <= now() THEN 'closed' ELSE c.state END`

func get(db *gorm.DB, id uuid.UUID) (Challenge, error) {
	var found []Challenge
	err := db.Raw(`SELECT `+columns+`, c.description, c.version, c.created_at, `+answerRuleColumns+`, f.id AS area_id, f.title AS area_title, `+topic.OfChallenge+` AS topics
		FROM challenges c JOIN challenge_stats s ON s.challenge_id = c.id LEFT JOIN focus_areas f ON f.id = c.focus_area_id WHERE c.id = ?`, id).Scan(&found).Error
	if err != nil {
		return Challenge{}, err
	}
	if len(found) == 0 {
		return Challenge{}, errs.New(errs.NotFound)
	}
	c := found[0]
	phases, err := phasesOf(db, id)
	if err != nil {
		return c, err
	}
	c.Phases = phases[id]
	c.leading, err = lead.Of(db, lead.Thing{Kind: lead.Challenge, ID: id})
	c.Leaders = lead.Leaders(c.leading)
	return c, err
}

// Turn is an advisory lock that statements which store votes share, and that who changes a challenge has
// alone. Locks on rows are not fair: while one vote after the other holds a challenge for reading, who
// waits to change it may wait for ever.
const Turn = 7_650_720

// lock takes the challenge for a change by who, which must have read the given version; action is what the change is.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID, version int, action func(Challenge) permission.Action) (Challenge, error) {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, Turn).Error; err != nil {
		return Challenge{}, err
	}
	// Alone on the row: votes hold it for reading, so a close waits for those under way.
	if err := tx.Exec(`SELECT FROM challenges WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Challenge{}, err
	}
	c, err := get(tx, id)
	switch {
	case err != nil:
		return c, err
	case !MayRead(who, c):
		return c, errs.New(errs.NotFound)
	case !who.May(action(c), c.standing(who)):
		return c, errs.New(errs.Forbidden)
	case c.Version != version:
		return c, errs.New(errs.PreconditionFailed)
	}
	postgres.Changed(tx, change.Record(id), change.Challenges)
	return c, nil
}

// Update lets edit change the fields of a challenge, if it still has the given version.
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*Fields)) (Challenge, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, err := lock(tx, who, id, version, func(Challenge) permission.Action { return permission.EditChallenge })
		if err != nil {
			return err
		}
		f := fieldsOf(c)
		edit(&f)
		if err := f.check(); err != nil {
			return err
		}
		return s.save(tx, who, c, f)
	})
	if err != nil {
		return Challenge{}, err
	}
	return s.Get(ctx, who, id)
}

func fieldsOf(c Challenge) Fields {
	f := Fields{Title: c.Title, Question: c.Question, Description: c.Description, Voting: c.Voting, Voters: c.Voters, Proposers: c.Proposers,
		OpensAt: c.OpensAt, ClosesAt: c.ClosesAt, ImageID: c.ImageID, ImageAlt: c.ImageAlt}
	if c.FocusArea.ID != uuid.Nil {
		f.FocusAreaID = &c.FocusArea.ID
	}
	for _, t := range c.Topics {
		f.TopicIDs = append(f.TopicIDs, t.ID)
	}
	for _, l := range c.Leaders {
		f.LeaderIDs = append(f.LeaderIDs, l.ID)
	}
	return f
}

func (s *Store) save(tx *gorm.DB, who auth.Principal, c Challenge, f Fields) error {
	before := fieldsOf(c)
	if err := s.mayHandOver(tx, who, c.ID, before, f); err != nil {
		return err
	}
	if err := checkTimes(c, f); err != nil {
		return err
	}
	if err := checkVoting(tx, c, f); err != nil {
		return err
	}
	if err := checkVoters(tx, c, f); err != nil {
		return err
	}
	err := tx.Exec(`UPDATE challenges SET title = ?, question = ?, description = ?, voting = ?, voters = ?, proposers = ?, opens_at = ?, closes_at = ?,
		image_id = ?, image_alt = ?, focus_area_id = ?, version = version + 1, updated_at = now() WHERE id = ?`,
		f.Title, f.Question, f.Description, f.Voting, f.Voters, f.Proposers, f.OpensAt, f.ClosesAt, f.ImageID, f.ImageAlt, f.FocusAreaID, c.ID).Error
	if err != nil {
		return err
	}
	if err := topic.Give(tx, topic.Challenge, c.ID, f.TopicIDs); err != nil {
		return err
	}
	if sameAll(f.LeaderIDs, before.LeaderIDs) {
		return nil
	}
	return s.leads.Replace(tx, who, lead.Thing{Kind: lead.Challenge, ID: c.ID}, f.LeaderIDs)
}

// mayHandOver reports why who may not give a challenge other leaders, be it by its focus area.
func (s *Store) mayHandOver(tx *gorm.DB, who auth.Principal, id uuid.UUID, before, f Fields) error {
	thing, moves := lead.Thing{Kind: lead.Challenge, ID: id}, !same(f.FocusAreaID, before.FocusAreaID)
	if !moves && sameAll(f.LeaderIDs, before.LeaderIDs) {
		return nil
	}
	if err := s.leads.Lock(tx, who, thing); err != nil || !moves {
		return err
	}
	if err := lead.MayMove(tx, who, thing); err != nil {
		return err
	}
	return checkFocusArea(tx, f.FocusAreaID)
}

// checkFocusArea refuses an archived focus area, which takes no new challenges, and keeps it in use until
// the end of tx. What does not exist is left to the constraint.
func checkFocusArea(tx *gorm.DB, id *uuid.UUID) error {
	if id == nil {
		return nil
	}
	var state []focusarea.State
	if err := tx.Raw(`SELECT state FROM focus_areas WHERE id = ? FOR SHARE`, *id).Scan(&state).Error; err != nil {
		return err
	}
	if slices.Contains(state, focusarea.Archived) {
		return errs.Invalid("focusAreaId", errs.NotAllowedValue)
	}
	return nil
}

// sameAll reports whether two lists, neither of which has anything twice, have the same ids in any order.
func sameAll(a, b []uuid.UUID) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id uuid.UUID) bool { return !slices.Contains(b, id) })
}

func same(a, b *uuid.UUID) bool { return a == b || a != nil && b != nil && *a == *b }

// checkTimes leaves the times of a challenge that has phases to these.
func checkTimes(c Challenge, f Fields) error {
	var faults errs.Fields
	if c.Phased && !sameTime(c.OpensAt, f.OpensAt) {
		faults.Add("opensAt", errs.SetByPhases)
	}
	if c.Phased && !sameTime(c.ClosesAt, f.ClosesAt) {
		faults.Add("closesAt", errs.SetByPhases)
	}
	return faults.Err()
}

// checkVoting gives the fixed way to vote a clear answer; the foreign key of challenge_ideas holds it.
func checkVoting(tx *gorm.DB, c Challenge, f Fields) error {
	if f.Voting == c.Voting {
		return nil
	}
	var used bool
	if err := tx.Raw(`SELECT EXISTS (SELECT FROM challenge_ideas WHERE challenge_id = ?)`, c.ID).Scan(&used).Error; err != nil {
		return err
	}
	if used {
		return errs.Invalid("voting", errs.VotingFixed)
	}
	return nil
}

// checkVoters keeps who may vote as it is once somebody has voted: all votes of a tally follow one rule. The
// challenge is locked, so votes under way have been stored, and later ones follow the new rule.
func checkVoters(tx *gorm.DB, c Challenge, f Fields) error {
	if f.Voters == c.Voters {
		return nil
	}
	var voted bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM challenge_ideas a JOIN votes v ON v.idea_id = a.idea_id WHERE a.challenge_id = ?)`, c.ID).Scan(&voted).Error
	if err == nil && voted {
		err = errs.Invalid("voters", errs.VotersFixed)
	}
	return err
}

// SetState moves a challenge on. Closing sets the closing time to now; opening again clears one that is past. With phases
// it is these that open and close.
func (s *Store) SetState(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to State) (Challenge, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, err := lock(tx, who, id, version, func(c Challenge) permission.Action { return stepping(c.State, to) })
		if err != nil {
			return err
		}
		switch {
		case c.phasesDecide(to):
			return errs.New(errs.PhasesDecide)
		case !CanGo(c.State, to):
			return errs.New(errs.StateTransition)
		case c.Phased && to == Closed: // out of the archive: its phases are over, so it reads as closed
			to = Open
		}
		return tx.Exec(`UPDATE challenges SET state = ?, closes_at = ?, opens_at = ?, version = version + 1, updated_at = now() WHERE id = ?`,
			to, closing(c, to, time.Now()), opening(c, to, time.Now()), id).Error
	})
	if err != nil {
		return Challenge{}, err
	}
	return s.Get(ctx, who, id)
}

// closing is the closing time after a move to another state.
func closing(c Challenge, to State, now time.Time) *time.Time {
	past := c.ClosesAt != nil && !c.ClosesAt.After(now)
	switch {
	case c.Phased:
	case to == Closed && !past:
		return &now
	case to == Open && past:
		return nil
	}
	return c.ClosesAt
}

// opening is the opening time after a move to another state: one that was never reached goes when
// the challenge is closed before it, so that it never ends before it begins.
func opening(c Challenge, to State, now time.Time) *time.Time {
	if !c.Phased && to == Closed && c.OpensAt != nil && !c.OpensAt.Before(now) {
		return nil
	}
	return c.OpensAt
}
