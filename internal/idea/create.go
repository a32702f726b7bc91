package idea

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
	"github.com/medskapa/medskapa/internal/text"
)

// Create makes an idea by who, or by f.OrganisationID, for which who must speak: a draft, or published at
// once, for which every challenge must be open. What is to be read first waits instead, see package screening.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, f Fields, publish bool) (Idea, error) {
	if err := who.Check(permission.CreateIdea, 0); err != nil {
		return Idea{}, err
	}
	author, err := who.As(f.OrganisationID)
	if err != nil {
		return Idea{}, err
	}
	text, err := s.read(f.Body)
	if err != nil {
		return Idea{}, err
	}
	plain := f.empty() && len(text.pictures) == 0 && len(text.links) == 0 // nothing to write besides
	id, err := uuid.NewV7()
	if err != nil {
		return Idea{}, err
	}
	var made Idea
	once := idempotency.OnceStatement
	if publish || !plain { // told and counted in its challenges, or there is more
		once = idempotency.Once
	}
	first, err := once(ctx, s.db, key, id, func(db *gorm.DB) error {
		made, err = create(db, who, author, id, f, text, publish)
		return err
	})
	if err != nil {
		return Idea{}, err
	}
	if first != id || !plain {
		return s.Get(ctx, who, first)
	}
	made.BodyHTML, err = s.markdown.HTML(made.Body)
	return made, err
}

// written is what follows from an idea's text: its beginning, the pictures it shows, and where its first links lead.
type written struct {
	excerpt  string
	pictures []uuid.UUID
	links    []string
}

func (s *Store) read(body string) (w written, err error) {
	if w.excerpt, err = s.markdown.Excerpt(body, maxExcerpt); err != nil {
		return w, err
	}
	w.links = s.markdown.Links(body, maxLinks)
	w.pictures, err = image.Named(s.markdown.Pictures(body))
	return w, err
}

// create writes an idea with all that belongs to it in one statement, and returns it. Counting it in its
// challenges is another one and the last: all who post in a challenge wait for each other's from there to the
// commit.
func create(db *gorm.DB, who auth.Principal, author, id uuid.UUID, f Fields, text written, publish bool) (Idea, error) {
	state, found, err := screened(db, who, post(id, author, f.Title, f.Body), publish)
	if err != nil {
		return Idea{}, err
	}
	challenges := postgres.IDs(f.ChallengeIDs)
	made, err := readAnswered[Idea](db, sql(creating, challenges, author, who.ID, len(challenges), !publish, who.ID, author == who.ID,
		id, author, f.Title, f.Body, text.excerpt, state, state == Published), func(i *Idea) *Summary { return &i.Summary })
	if err != nil {
		if publish && postgres.MayBeDone(err) {
			postgres.Changed(db, change.Ideas)
		}
		return Idea{}, err
	}
	if len(made) == 0 {
		return Idea{}, refusal(db, who, author, f.ChallengeIDs)
	}
	if err := furnish(db, who, id, f.Setting, text); err != nil {
		return Idea{}, err
	}
	if err := found.OpenCase(db); err != nil || state != Published {
		return made[0], err
	}
	if err := notifyPublished(db, who, id); err != nil {
		return Idea{}, err
	}
	return made[0], countIdeas(db, id, made[0].Challenges, 1)
}

// screened is the state that a new idea comes into, by what is found when others are to see it.
func screened(db *gorm.DB, who auth.Principal, p screening.Post, publish bool) (State, screening.Finding, error) {
	if !publish {
		return Draft, screening.Finding{}, nil
	}
	found, err := screening.Screen(db, who, p)
	if err == nil {
		err = found.CheckRoom(db, who)
	}
	if found.Hold {
		return Waiting, found, err
	}
	return Published, found, err
}

// furnish writes what a new idea has besides its text.
func furnish(db *gorm.DB, who auth.Principal, id uuid.UUID, setting Setting, text written) error {
	if err := set(db, id, setting); err != nil {
		return err
	}
	if len(text.links) > 0 {
		if err := noteLinks(db, id, text.links); err != nil {
			return err
		}
	}
	if len(text.pictures) == 0 {
		return nil
	}
	return image.Show(db, who.ID, id, text.pictures)
}

// post is an idea as it is weighed before others see it.
func post(id, author uuid.UUID, title, body string) screening.Post {
	return screening.Post{Kind: screening.Idea, ID: id, Author: author, Text: title + "\n" + body, Again: body}
}

// creating locks the challenges by id, so that who closes one waits until the idea is there or finds
// it closed before. Drafts of challenges are unknown here: nobody is to learn of them by trying. If the
// challenges do not fit, or the author is an organisation that the account does not speak for, it writes
// nothing and returns nothing.
const creating = `
	WITH named AS MATERIALIZED (
		SELECT * FROM challenges WHERE id = ANY (?) AND state <> 'draft' ORDER BY id FOR SHARE),
	` + organisation.Voice + `,
	needs AS (
		SELECT max(` + challenge.ProposerAge + `) AS age FROM named c),
	fit AS (
		SELECT COALESCE(min(voting), 'support') AS voting FROM named c
		HAVING count(*) = ? AND count(DISTINCT voting) <= 1 AND (? OR bool_and(` + challenge.PostingOpen + `) IS NOT FALSE
				AND (SELECT p.age IS NULL OR EXISTS (SELECT FROM accounts a WHERE a.id = ? AND ` + auth.Proven + `) FROM needs p))
			AND (? OR EXISTS (SELECT FROM voice))),
	idea AS (
		INSERT INTO ideas (id, author_id, title, body, excerpt, voting, state, published_at)
		SELECT ?, ?, ?, ?, ?, voting, ?, CASE WHEN ? THEN now() END FROM fit
		RETURNING id, author_id, title, body, excerpt, voting, state, stage, version, created_at, published_at, updated_at),
	answers AS (
		INSERT INTO challenge_ideas (challenge_id, idea_id, voting, listed_at)
		SELECT c.id, i.id, i.voting, i.published_at FROM idea i CROSS JOIN named c),
	published AS (
		SELECT * FROM idea WHERE state = 'published'),
	counters AS (
		INSERT INTO idea_stats (idea_id, listed, published_at, author_kind)
		SELECT i.id, true, i.published_at, p.kind FROM published i JOIN participants p ON p.id = i.author_id),
	wording AS (
		INSERT INTO idea_revisions (idea_id, version, editor_id, title, body) SELECT id, 1, author_id, title, body FROM published),
	act AS (
		INSERT INTO organisation_acts (organisation_id, account_id, action, idea_id)
		SELECT v.organisation_id, v.account_id, 'idea-created', i.id FROM idea i CROSS JOIN voice v)
	SELECT i.*, 1 AS revision_count, p.id AS author_id, p.display_name AS author_display_name, p.kind AS author_kind,
		p.organisation AS author_organisation, ` + answerColumns + `
	FROM idea i JOIN participants p ON p.id = i.author_id LEFT JOIN named c ON true ORDER BY c.title, c.id`

// refusal says why an idea was not written.
func refusal(db *gorm.DB, who auth.Principal, author uuid.UUID, ids []uuid.UUID) error {
	can, err := organisation.CanSpeak(db, author, who.ID)
	if err != nil {
		return err
	}
	if !can { // any more
		return errs.New(errs.Forbidden)
	}
	named, err := lockChallenges(db, ids)
	if err != nil {
		return err
	}
	if err := checkNamed(ids, named); err != nil {
		return err
	}
	if err := mayPublish(db, who, named); err != nil {
		return err
	}
	return errs.New(errs.ChallengeNotOpen) // a moment ago
}

// notOpen says that a challenge takes no ideas now, and from when it does where that lies ahead.
func notOpen(a Answer) error {
	problem := errs.New(errs.ChallengeNotOpen)
	if a.OpensAt != nil && a.OpensAt.After(time.Now()) {
		problem.Fields = []errs.Field{{Name: "challengeIds", Code: errs.OpensLater, Arg: text.Local(*a.OpensAt).Format("2006-01-02 15:04")}}
	}
	return problem
}

// mayPublish says why who cannot publish an idea in challenges that are locked: not all of them are open, or for who it is.
func mayPublish(tx *gorm.DB, who auth.Principal, in []Answer) error {
	if shut := slices.IndexFunc(in, func(a Answer) bool { return !a.Open.Posting }); shut >= 0 {
		return notOpen(in[shut])
	}
	return checkProposer(tx, who, in)
}

func checkProposer(tx *gorm.DB, who auth.Principal, in []Answer) error {
	proofs, err := auth.Proofs(tx, who.ID)
	if err != nil {
		return err
	}
	if code := lacks(in, proofs[who.ID], func(a Answer) challenge.Eligible { return a.Proposers }); code != "" {
		return errs.New(code)
	}
	return nil
}

// CheckProposer says why who may not be the one who proposes an idea, by what its challenges ask of proposers; nil when they may. The account
// of who must be locked.
func CheckProposer(tx *gorm.DB, who auth.Principal, id uuid.UUID) error {
	in, err := Answers(tx, id)
	if err != nil {
		return err
	}
	return checkProposer(tx, who, in[id])
}
