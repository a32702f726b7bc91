package httpapi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/profile"
)

// told is a profile with three fields, one for each visibility, whose values say so.
func told(names ...profile.Name) map[string]any {
	fields := []any{}
	for i, visibility := range []profile.Visibility{profile.Public, profile.Members, profile.Private} {
		fields = append(fields, map[string]any{"name": names[i], "value": valueOf(names[i], visibility), "visibility": visibility})
	}
	return map[string]any{"fields": fields}
}

func valueOf(name profile.Name, v profile.Visibility) string {
	switch name {
	case profile.Website:
		return "https://alvsala.example/for-" + string(v)
	case profile.ContactEmail:
		return "for-" + string(v) + "@alvsala.example"
	case profile.ContactPhone:
		return map[profile.Visibility]string{profile.Public: "070 111 11 11", profile.Members: "070 222 22 22", profile.Private: "070 333 33 33"}[v]
	case profile.FullName, profile.About, profile.Place, profile.Languages:
	}
	return "for-" + string(v)
}

// Every field in every visibility, seen by everyone, at once and again from memory and by ETag.
func TestWhoSeesWhatOfAProfile(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	await(t, "the program hears of changes", func() bool { _, live := api.DB.Changes.Now(); return live })
	owner, member, staff := api.User(auth.Member), api.User(auth.Member), api.User(auth.Administrator)
	names := profile.Names()
	for i := range names {
		trio := []profile.Name{names[i], names[(i+1)%len(names)], names[(i+2)%len(names)]}
		t.Run(string(trio[0]), func(t *testing.T) {
			api := api.In(t)
			tag := api.As(owner).Get("/me/profile").Want(200).Header.Get("ETag")
			api.As(owner).With("If-Match", tag).Put("/me/profile", told(trio...)).Want(200)
			path := "/participants/" + owner.ID.String()
			api.As(member).Get(path).Want(200) // those who may see more come first
			for _, reader := range []struct {
				name    string
				client  *apitest.Client
				sees    []bool
				private bool
			}{
				{"anonymous", api.Anonymous(), []bool{true, false, false}, false},
				{"member", api.As(member), []bool{true, true, false}, true},
				{"staff", api.As(staff), []bool{true, true, false}, true},
				{"self", api.As(owner), []bool{true, true, false}, true},
				{"anonymous again", api.Anonymous(), []bool{true, false, false}, false},
			} {
				answer := reader.client.Get(path).Want(200)
				for j, visibility := range []profile.Visibility{profile.Public, profile.Members, profile.Private} {
					if got := strings.Contains(string(answer.Body), valueOf(trio[j], visibility)); got != reader.sees[j] {
						t.Errorf("%s sees %s for %s: %v", reader.name, trio[j], visibility, got)
					}
				}
				if got := answer.Header.Get("Cache-Control") == "no-store"; got != reader.private {
					t.Errorf("%s: Cache-Control %q", reader.name, answer.Header.Get("Cache-Control"))
				}
			}
		})
	}
}

func TestTagsOfMembersMatchNobodyElse(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, member := api.User(auth.Member), api.User(auth.Member)
	path := "/participants/" + owner.ID.String()
	if tag := api.As(member).Get(path).Want(200).Header.Get("ETag"); tag != "" {
		t.Errorf("an answer for members has the tag %s", tag)
	}
	tag := api.Anonymous().Get(path).Want(200).Header.Get("ETag")
	api.Anonymous().With("If-None-Match", tag).Get(path).Want(304)
	api.As(member).With("If-None-Match", tag).Get(path).Want(200)
	api.As(owner).With("If-Match", `"1"`).Put("/me/profile", told(profile.Names()[:3]...)).Want(200)
	api.Anonymous().With("If-None-Match", tag).Get(path).Want(200) // at once
}

func TestSettingAProfile(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	me := api.As(api.User(auth.Member))
	me.Put("/me/profile", told(profile.Names()[:3]...)).Want(428)
	me = me.With("If-Match", `"1"`)
	one := func(name, value, visibility string) string {
		return fmt.Sprintf(`{"fields":[{"name":%q,"value":%q,"visibility":%q}]}`, name, value, visibility)
	}
	me.Put("/me/profile", one("role", "administrator", "public")).Want(400)
	me.Put("/me/profile", one("place", "Kvarnholmen", "friends")).Want(400)
	me.Put("/me/profile", one("website", "javascript:alert(1)", "public")).WantField(422, "website", "wrong_format")
	me.Put("/me/profile", `{"fields":[{"name":"place","value":"x"}]}`).Want(400) // nobody is shown to others by leaving something out
	me.Put("/me/profile", one("place", "<script>alert(1)</script>", "public")).Want(200)
	me.Put("/me/profile", one("place", "Kvarnholmen", "public")).WantCode(412, "precondition_failed")
}
