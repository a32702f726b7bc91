package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// inserters is how many connections the statements of a post are run on by themselves.
const inserters = 16

// posts measures posting ideas and comments beside the same inserts without the program.
func (m *measuring) posts(ctx context.Context) error {
	text := first(600, strings.Repeat("Så här skulle det kunna bli bättre för alla som bor här. ", 12))
	idea, err := json.Marshal(map[string]any{"title": "En ny idé om staden", "body": text, "challengeIds": []string{idText(m.city.Challenge(0))}, "state": "published"})
	if err != nil {
		return err
	}
	comment, err := json.Marshal(map[string]string{"body": first(120, text)})
	if err != nil {
		return err
	}
	same := func(body []byte) func() []byte { return func() []byte { return body } }
	on := m.city.open[0]
	crowd := func(url string, body []byte) *crowd {
		return m.city.newcomers(0, voters, voters, post(url, same(body)))
	}
	return errors.Join(
		m.compare(ctx, "postIdea", 0.6, m.voting("post an idea", m.city.watched, crowd(m.city.at("/ideas"), idea)),
			m.inserting("its inserts", m.ideaScript(text))),
		m.compare(ctx, "postComment", 0.6, m.voting("post a comment", m.city.watched, crowd(m.city.at("/ideas/%s/comments", on), comment)),
			m.inserting("its inserts", m.commentScript(first(120, text), on))))
}

// first is the first n characters of a text.
func first(n int, text string) string { return string([]rune(text)[:n]) }

// newID is an id at the far end of an index, as a new one is, and hardly one that is there already.
const newID = `('ffffffff-ffff-7fff-8fff-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid`

// ideaScript is a transaction like that of posting an idea, for pgbench.
func (m *measuring) ideaScript(text string) []string {
	author, in := quoteID(m.city.Newcomer(1).ID), quoteID(m.city.Challenge(0))
	return []string{"BEGIN",
		fmt.Sprintf("SELECT id FROM challenges WHERE id = %s FOR SHARE", in),
		fmt.Sprintf("INSERT INTO ideas (id, author_id, title, body, excerpt, voting, state, published_at) VALUES (%s, %s, 'En ny idé om staden', '%s', '%s', 'support', 'published', now())",
			newID, author, text, first(290, text)),
		fmt.Sprintf("INSERT INTO challenge_ideas (challenge_id, idea_id, voting) VALUES (%s, %s, 'support')", in, newID),
		fmt.Sprintf("INSERT INTO idea_stats (idea_id, listed, published_at) VALUES (%s, true, now())", newID),
		fmt.Sprintf("INSERT INTO idea_revisions (idea_id, version, editor_id, title, body) VALUES (%s, 1, %s, 'En ny idé om staden', '%s')", newID, author, text),
		fmt.Sprintf("UPDATE challenge_stats SET idea_count = idea_count + 1 WHERE challenge_id = %s", in),
		"COMMIT"}
}

// commentScript is a transaction like that of posting a comment, for pgbench.
func (m *measuring) commentScript(text string, idea [16]byte) []string {
	author, on := quoteID(m.city.Newcomer(1).ID), quoteID(idea)
	return []string{"BEGIN",
		fmt.Sprintf("UPDATE idea_stats SET comment_count = comment_count + 1 WHERE idea_id = %s", on),
		fmt.Sprintf("INSERT INTO comments (id, idea_id, author_id, body) VALUES (%s, %s, %s, '%s')", newID, on, author, text),
		"COMMIT"}
}

// inserting runs a script on its own, by pgbench where it is installed.
func (m *measuring) inserting(name string, script []string) way {
	w := way{name: name, with: "pgx", watched: watched{postmaster: m.city.watched.postmaster}}
	w.run = func(ctx context.Context) (load.Result, error) {
		return runScript(ctx, m.city.database, script, m.Round)
	}
	if path := findPgbench(); path != "" {
		w.with = "pgbench"
		w.run = func(ctx context.Context) (load.Result, error) {
			return patiently(m.Round, func(length time.Duration) (load.Result, error) {
				return runPgbench(ctx, path, m.city.database, script, length)
			})
		}
	}
	return w
}

func findPgbench() string {
	if path, err := exec.LookPath("pgbench"); err == nil {
		return path
	}
	return newestOf("/usr/lib/postgresql/*/bin/pgbench")
}
