package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
)

// What a need is counted in are its author's words as well: they are hidden with it and with its idea, wherever the need is told of.
func TestUnitIsHiddenWithItsNeed(t *testing.T) {
	t.Parallel()
	const secret = "hemlighetsord"
	for _, hidden := range []string{"need", "idea"} {
		t.Run(hidden, func(t *testing.T) {
			t.Parallel()
			j := newJudging(t)
			author, helper := j.As(j.author), j.As(j.User(auth.Member))
			idea := author.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
			need := author.Post("/ideas/"+idea+"/needs", with(newNeed(), "unit", secret)).Want(201).String("id")
			commitment := j.promise(helper, author, need, "Jag gräver.")
			seen := func() (n int) {
				for _, path := range []string{"/me/contacts", "/commitments/" + commitment, "/ideas/" + idea + "/commitments"} {
					if strings.Contains(string(helper.Get(path).Body), secret) {
						n++
					}
				}
				return n
			}
			if n := seen(); n != 3 {
				t.Fatalf("%d of 3 answers tell it before", n)
			}
			id := map[string]string{"need": need, "idea": idea}[hidden]
			j.decide("hide", hidden, id)
			if n := seen(); n != 0 {
				t.Errorf("%d answers tell what is hidden", n)
			}
			helper.Get("/me/contacts").Want(http.StatusOK)
			j.decide("restore", hidden, id)
			if n := seen(); n != 3 {
				t.Errorf("%d of 3 answers tell it again", n)
			}
		})
	}
}
