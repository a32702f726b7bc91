package demo

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

func (l *loader) addIdea(i idea) error {
	id, err := l.newID("idea", i.Key)
	if err != nil {
		return err
	}
	author, err := l.id("participant", i.Author)
	if err != nil {
		return err
	}
	excerpt, err := l.markdown.Excerpt(i.Body, excerptLength)
	if err != nil {
		return err
	}
	voting := "support"
	if len(i.Challenges) > 0 {
		voting = l.voting[i.Challenges[0]]
	}
	written := l.at(-i.DaysAgo)
	var published *time.Time
	if i.State != "draft" {
		published = &written
	}
	err = l.tx.Exec(`INSERT INTO ideas (id, author_id, title, body, excerpt, voting, state, version, created_at, published_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, author, i.Title, i.Body, excerpt, voting, i.State, len(i.Edits)+1, written, published, l.edited(i)).Error
	if err != nil {
		return err
	}
	if err := l.addToChallenges(id, i, voting); err != nil || i.State == "draft" {
		return err
	}
	return l.publish(id, author, i, voting, written)
}

// edited is when the present wording was written.
func (l *loader) edited(i idea) time.Time {
	if n := len(i.Edits); n > 0 {
		return l.at(-i.Edits[n-1].DaysAgo)
	}
	return l.at(-i.DaysAgo)
}

func (l *loader) addToChallenges(id uuid.UUID, i idea, voting string) error {
	for _, key := range i.Challenges {
		challenge, err := l.id("challenge", key)
		if err != nil {
			return err
		}
		if err := l.tx.Exec(`INSERT INTO challenge_ideas (challenge_id, idea_id, voting) VALUES (?, ?, ?)`, challenge, id, voting).Error; err != nil {
			return err
		}
	}
	return nil
}

// publish adds what only a published idea has: wordings, counters and votes.
func (l *loader) publish(id, author uuid.UUID, i idea, voting string, published time.Time) error {
	from := published
	for n, e := range i.Edits {
		if err := l.addRevision(id, author, n+1, cmp.Or(e.Title, i.Title), e.Body, from); err != nil {
			return err
		}
		from = l.at(-e.DaysAgo)
	}
	if err := l.addRevision(id, author, len(i.Edits)+1, i.Title, i.Body, from); err != nil {
		return err
	}
	err := l.tx.Exec(`INSERT INTO idea_stats (idea_id, listed, published_at, support_count, agree_count, disagree_count, pass_count)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, id, i.State == "published", published, i.Supports, i.Agree, i.Disagree, i.Pass).Error
	if err != nil {
		return err
	}
	return l.addVotes(id, author, i, voting, published)
}

func (l *loader) addRevision(id, editor uuid.UUID, version int, title, body string, at time.Time) error {
	return l.tx.Exec(`INSERT INTO idea_revisions (idea_id, version, editor_id, title, body, written_at) VALUES (?, ?, ?, ?, ?, ?)`,
		id, version, editor, title, body, at).Error
}

// addVotes lets a random part of the people vote, in the days after the idea came.
func (l *loader) addVotes(id, author uuid.UUID, i idea, voting string, published time.Time) error {
	choices := slices.Concat(slices.Repeat([]string{"support"}, i.Supports), slices.Repeat([]string{"agree"}, i.Agree),
		slices.Repeat([]string{"disagree"}, i.Disagree), slices.Repeat([]string{"pass"}, i.Pass))
	voters := l.shuffled(author)
	days := l.now.Sub(published).Hours() / 24
	for n, choice := range choices {
		at := published.Add(time.Duration(l.random.Float64() * min(days, 14) * 24 * float64(time.Hour)))
		err := l.tx.Exec(`INSERT INTO votes (idea_id, participant_id, voting, choice, created_at) VALUES (?, ?, ?, ?, ?)`, id, voters[n], voting, choice, at).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// shuffled is everybody but one, in random order.
func (l *loader) shuffled(but uuid.UUID) []uuid.UUID {
	var ids []uuid.UUID
	for _, p := range l.people {
		if id := l.ids["participant/"+p.Key]; id != but {
			ids = append(ids, id)
		}
	}
	l.random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	return ids
}

func (l *loader) addComment(c comment) error {
	id, err := l.newID("comment", c.Key)
	if err != nil {
		return err
	}
	ideaID, err := l.id("idea", c.Idea)
	if err != nil {
		return err
	}
	author, err := l.id("participant", c.Author)
	if err != nil {
		return err
	}
	var parent *uuid.UUID
	if c.ReplyTo != "" {
		to, err := l.id("comment", c.ReplyTo)
		if err != nil {
			return err
		}
		parent = &to
		if err := l.tx.Exec(`UPDATE comments SET reply_count = reply_count + 1 WHERE id = ?`, to).Error; err != nil {
			return err
		}
	}
	err = l.tx.Exec(`INSERT INTO comments (id, idea_id, author_id, parent_id, kind, official, body, created_at, thanks_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, ideaID, author, parent, cmp.Or(c.Kind, "comment"), c.Official, c.Body, l.at(-c.DaysAgo), c.Thanks).Error
	if err != nil {
		return err
	}
	for _, reader := range l.shuffled(author)[:c.Thanks] {
		if err := l.tx.Exec(`INSERT INTO comment_thanks (comment_id, participant_id) VALUES (?, ?)`, id, reader).Error; err != nil {
			return err
		}
	}
	return l.tx.Exec(`UPDATE idea_stats SET comment_count = comment_count + 1 WHERE idea_id = ?`, ideaID).Error
}
