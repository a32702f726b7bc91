package httpapi_test

import (
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// An idea gets a co-author over HTTP, who is seen in the idea and edits it.
func TestCoAuthorsOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author, other, stranger := api.User(auth.Member), api.User(auth.Member), api.User(auth.Member)
	id := fixture.Idea(t, api.DB, auth.Principal{ID: author.ID}).String()
	path := "/ideas/" + id
	may := func(who apitest.User) string {
		return string(api.As(who).Get("/me/relations?ideaIds=" + id).Want(200).Body)
	}
	if !strings.Contains(may(author), "invite-co-authors") || strings.Contains(may(stranger), "invite-co-authors") {
		t.Errorf("%s, and others %s", may(author), may(stranger))
	}
	one := path + "/co-authors/" + other.ID.String()
	api.As(author).Put(one, nil).Want(204)
	for who, want := range map[*apitest.Client]int{api.Anonymous(): 0, api.As(stranger): 0, api.As(other): 1, api.As(author): 1} {
		if list := who.Get(path + "/co-authors").Want(200); len(list.List("coAuthors")) != want {
			t.Errorf("%s, want %d", list.Body, want)
		}
	}
	if i := api.Anonymous().Get(path).Want(200); i.At("coAuthors") != nil {
		t.Errorf("%s", i.Body)
	}
	api.As(stranger).Put(one+"/acceptance", nil).Want(404)
	api.As(other).Put(one+"/acceptance", nil).Want(204)
	i := api.Anonymous().Get(path).Want(200)
	if len(i.List("coAuthors")) != 1 || !strings.Contains(string(i.Body), other.ID.String()) {
		t.Errorf("%s", i.Body)
	}
	if may := may(other); !strings.Contains(may, `"edit"`) || strings.Contains(may, "withdraw") || strings.Contains(may, "invite-co-authors") {
		t.Errorf("%s", may)
	}
	api.As(other).With("If-Match", i.Header.Get("ETag")).Patch(path, `{"title":"Ljusare"}`).Want(200)
	api.As(author).Delete(one).Want(204)
	if i := api.Anonymous().Get(path).Want(200); i.At("coAuthors") != nil {
		t.Errorf("%s", i.Body)
	}
	api.As(other).With("If-Match", `"2"`).Patch(path, `{"title":"Mörkare"}`).WantCode(403, "forbidden")
}
