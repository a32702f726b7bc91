package httpapi_test

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// forged is a cursor of a list with content that the program never wrote.
func forged(list, content string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(list + content))
	raw := append(binary.BigEndian.AppendUint32(nil, sum.Sum32()), content...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func TestForgedCursorsAreNoFaults(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	leader := api.As(api.User(auth.ProjectLeader))
	for list, path := range map[string]string{
		"challenges": "/challenges?", "challenges led": "/me/challenges?", "workshops to come": "/workshops?",
		"workshops past": "/workshops?when=past&", "workshops led": "/me/workshops?as=leader&", "mailbox": "/mailbox-messages?",
		"project leaders": "/project-leaders?", "ideas trending": "/ideas?sort=trending&", "ideas newest": "/ideas?sort=newest&",
		"ideas most-supported": "/ideas?sort=most-supported&", "ideas random": "/ideas?sort=random&",
	} {
		for _, content := range []string{
			`{"r":5000000000,"k":1e308}`, `{"r":-9223372036854775808}`, `{"n":9223372036854775807,"h":-1e308}`, `{"n":"a\u0000b"}`, `null`, `[]`,
			`{"t":"0000-01-01T00:00:00+23:59"}`, `{"t":"9999-12-31T23:59:59-23:59"}`, `"ffffffff-ffff-ffff-ffff-ffffffffffff"`,
		} {
			leader.Get(path+"cursor="+forged(list, content)).Want(http.StatusOK, http.StatusUnprocessableEntity)
		}
	}
}

func TestQueriesThatCannotBeReadAreRefused(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for _, query := range []string{"limit=1;page=2", "q=a%zz", "%zz=1", ";"} {
		request := api.Anonymous().Request(http.MethodGet, "/api/v1/ideas", nil)
		request.URL.RawQuery = query
		api.Anonymous().Send(request).WantCode(http.StatusBadRequest, "bad_request")
	}
}

func TestAcceptOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for _, q := range []string{"0", "0.0", "0.000"} {
		api.Anonymous().With("Accept", "application/json;q="+q).Get("/ideas").WantCode(http.StatusNotAcceptable, "not_acceptable")
	}
	api.Anonymous().With("Accept", "application/json;q=0.001").Get("/ideas").Want(http.StatusOK)
}

// A burst gets no more answers than tries one by one.
func TestGuessingAtOnceIsSlowToo(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	victim := api.User(auth.Member)
	try := func(email, password string) int {
		return api.Anonymous().Post("/sessions", map[string]any{"email": email, "password": password}).Status
	}
	guess := func(email func(n int) string, want int) {
		told := atOnce(30, func(n int) int { return try(email(n), fmt.Sprint("fel ", n)) })
		answered := count(told, http.StatusUnauthorized)
		for n, status := 0, 0; status != http.StatusTooManyRequests; n++ { // what was too busy to be answered
			if status = try(email(n), "fel"); status == http.StatusUnauthorized {
				answered++
			}
		}
		if answered != want {
			t.Errorf("%d guesses were answered, want %d: %v", answered, want, told)
		}
	}
	guess(func(int) string { return victim.Email }, 5)
	if status := try(victim.Email, apitest.Password); status != http.StatusTooManyRequests {
		t.Errorf("the right password after them: %d, want 429 as for a wrong one", status)
	}
	guess(func(n int) string { return fmt.Sprintf("nobody%d@alvsala.example", n) }, 15)
}

// atOnce runs do n times, all released together.
func atOnce(n int, do func(int) int) []int {
	results, start := make([]int, n), make(chan struct{})
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			<-start
			results[i] = do(i)
		})
	}
	close(start)
	group.Wait()
	return results
}

func count(statuses []int, status int) (n int) {
	for _, s := range statuses {
		if s == status {
			n++
		}
	}
	return n
}

func TestAMemberIsNotFloodedByRegistrations(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	member := api.User(auth.Member)
	for range 6 {
		api.Anonymous().Post("/accounts", registration(api, member.Email)).Want(http.StatusAccepted)
	}
	api.Anonymous().Post("/email-confirmation-requests", map[string]any{"email": member.Email}).Want(http.StatusAccepted)
	const mails = `SELECT count(*) FROM river_job WHERE args::text LIKE '%' || $1 || '%' || $2 || '%'`
	if n := api.Count(mails, member.Email, ""); n != 3 {
		t.Errorf("%d mails, want 3", n)
	}
	if n := api.Count(mails, member.Email, "confirm-email"); n != 0 {
		t.Errorf("a member was sent %d links that make an account", n)
	}
}

// What takes as long for every address cannot tell which are known. The work itself takes a few
// milliseconds, more for known ones; the answer waits until all would be done.
func TestTimeTellsNothing(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	member := api.User(auth.Member)
	api.Anonymous().Post("/accounts", registration(api, "waiting@alvsala.example")).Want(http.StatusAccepted)
	for path, known := range map[string]string{"/password-reset-requests": member.Email, "/email-confirmation-requests": "waiting@alvsala.example"} {
		var shortest []time.Duration
		for _, email := range []string{known, "nobody@alvsala.example"} {
			var took []time.Duration
			for range 3 {
				start := time.Now()
				api.Anonymous().Post(path, map[string]any{"email": email}).Want(http.StatusAccepted)
				took = append(took, time.Since(start))
			}
			shortest = append(shortest, slices.Min(took))
		}
		if min(shortest[0], shortest[1]) < 100*time.Millisecond {
			t.Errorf("%s: answers for known and unknown addresses took %v, want at least 100ms", path, shortest)
		}
	}
}
