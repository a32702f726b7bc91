//go:build unix

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
)

// voter is somebody with a token who votes.
type voter struct {
	auth.Principal
	token string
	votes map[uuid.UUID]bool // by idea, as answered last; none where an answer failed to come
	lost  map[uuid.UUID]bool // ideas on which the voter does not know what holds
}

// makeVoters makes people who are signed in.
func makeVoters(t *testing.T, db *postgres.DB, issuer string, n int) []*voter {
	t.Helper()
	tokens, err := auth.LoadTokens(t.Context(), db.Gorm, issuer)
	if err != nil {
		t.Fatal(err)
	}
	voters := make([]*voter, n)
	for i, who := range fixture.Members(t, db, n) {
		if _, err := db.Pool.Exec(t.Context(), `INSERT INTO sessions (id, account_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, who.SessionID, who.ID); err != nil {
			t.Fatal(err)
		}
		token, err := tokens.Sign(who.ID, who.SessionID, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		voters[i] = &voter{who, token, map[uuid.UUID]bool{}, map[uuid.UUID]bool{}}
	}
	return voters
}

// crowd is people who vote at the same time.
type crowd struct {
	voters   []*voter
	ideas    []uuid.UUID
	client   *http.Client
	answered atomic.Int64
	refused  atomic.Int64
}

func newCrowd(voters []*voter, ideas []uuid.UUID) *crowd {
	return &crowd{voters: voters, ideas: ideas, client: &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: len(voters)}}}
}

// vote lets everybody vote, change their mind and withdraw through the servers at urls until ctx
// ends, or until they do not know of any idea what holds. Unless patient, anything but success fails the test; otherwise 503 and broken connections
// are borne.
func (c *crowd) vote(ctx context.Context, t *testing.T, patient bool, urls ...string) {
	t.Helper()
	var all sync.WaitGroup
	for n, v := range c.voters {
		all.Go(func() {
			random := rand.New(rand.NewPCG(uint64(n), 7))
			for turn := n; ctx.Err() == nil && len(v.lost) < len(c.ideas); turn++ {
				if !c.once(t, v, c.ideas[random.IntN(len(c.ideas))], urls[turn%len(urls)]) && !patient {
					return
				}
			}
		})
	}
	all.Wait()
	c.client.CloseIdleConnections()
}

// once votes, or withdraws a vote; it reports whether that was answered.
func (c *crowd) once(t *testing.T, v *voter, on uuid.UUID, url string) bool {
	if v.lost[on] {
		return true
	}
	method, body := http.MethodPut, `{"choice":"support"}`
	if v.votes[on] {
		method, body = http.MethodDelete, ""
	}
	status, err := c.send(v, method, fmt.Sprintf("%s/api/v1/ideas/%s/vote", url, on), body)
	switch {
	case err == nil && status == http.StatusOK:
		v.votes[on] = !v.votes[on]
		c.answered.Add(1)
		return true
	case err == nil && status != http.StatusServiceUnavailable:
		t.Errorf("a vote is answered %d", status)
	}
	v.lost[on] = true
	c.refused.Add(1)
	<-time.After(50 * time.Millisecond) // as whoever tries again does
	return false
}

func (c *crowd) send(v *voter, method, url, body string) (int, error) {
	request, err := http.NewRequestWithContext(context.Background(), method, url, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+v.token)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.client.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// check compares what was answered with what is stored, and the counters with a recount.
func (c *crowd) check(t *testing.T, db *postgres.DB) {
	t.Helper()
	stored := map[[2]uuid.UUID]bool{}
	rows, err := db.Pool.Query(t.Context(), `SELECT participant_id, idea_id FROM votes`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var who, on uuid.UUID
		if err := rows.Scan(&who, &on); err != nil {
			t.Fatal(err)
		}
		stored[[2]uuid.UUID{who, on}] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, v := range c.voters {
		for on, supported := range v.votes {
			if !v.lost[on] && stored[[2]uuid.UUID{v.ID, on}] != supported {
				t.Errorf("a vote was answered as %t and is stored as %t", supported, !supported)
			}
		}
	}
	var wrong int
	err = db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM idea_stats s WHERE support_count <>
		(SELECT count(*) FROM votes v WHERE v.idea_id = s.idea_id AND v.choice = 'support')`).Scan(&wrong)
	if err != nil || wrong > 0 {
		t.Errorf("the counters of %d ideas differ from a recount: %v", wrong, err)
	}
}
