package workshop_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/workshop"
)

// lister reads one piece of a list.
type lister func(context.Context, page.Request) (page.Result[workshop.Summary], error)

func public(s *workshop.Store, f workshop.Filter) lister {
	return func(ctx context.Context, r page.Request) (page.Result[workshop.Summary], error) {
		return s.List(ctx, f, r)
	}
}

// whole reads a list to its end in pieces of two, by cursor and by page, which must agree.
func whole(t *testing.T, list lister) []uuid.UUID {
	t.Helper()
	var byCursor, byPage []uuid.UUID
	limit := int32(2)
	first, err := page.NewRequest(&limit, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for r := first; ; {
		piece, err := list(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		byCursor = append(byCursor, ids(piece.Items)...)
		if piece.NextCursor == "" {
			break
		}
		if r, err = page.NewRequest(&limit, nil, &piece.NextCursor); err != nil {
			t.Fatal(err)
		}
	}
	for n := int32(1); ; n++ {
		r, err := page.NewRequest(&limit, &n, nil)
		if err != nil {
			t.Fatal(err)
		}
		piece, err := list(t.Context(), r)
		if err != nil || piece.Total != len(byCursor) || !piece.TotalExact {
			t.Fatalf("%+v: %v", piece, err)
		}
		if len(piece.Items) == 0 {
			break
		}
		byPage = append(byPage, ids(piece.Items)...)
	}
	if !slices.Equal(byCursor, byPage) {
		t.Fatalf("by cursor %v, by page %v", byCursor, byPage)
	}
	return byCursor
}

func ids(items []workshop.Summary) (out []uuid.UUID) {
	for _, w := range items {
		out = append(out, w.ID)
	}
	return out
}

func TestLists(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader, other := fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.ProjectLeader)
	of := fixture.Challenge(t, db, "support", leader)
	in := func(days int, who auth.Principal, change ...func(*workshop.Fields)) uuid.UUID {
		w := publish(t, s, who, change...)
		shift(t, db, w.ID, time.Duration(days-7)*24*time.Hour)
		return w.ID
	}
	later, soon := in(9, leader), in(2, other, func(f *workshop.Fields) { f.ChallengeID = &of })
	long := in(-29, leader, func(f *workshop.Fields) { f.EndsAt = f.StartsAt.Add(30 * 24 * time.Hour) }) // not over yet
	yesterday, lastYear := in(-1, leader, func(f *workshop.Fields) { f.ChallengeID = &of }), in(-365, other)
	off := publish(t, s, leader, func(f *workshop.Fields) { f.ChallengeID = &of })
	to(t, s, leader, off, workshop.Cancelled)
	draft, err := s.Create(t.Context(), leader, noKey, fields(), workshop.Draft)
	if err != nil {
		t.Fatal(err)
	}
	me := fixture.Account(t, db, auth.Member)
	for _, id := range []uuid.UUID{soon, later} {
		if _, err := s.SignUp(t.Context(), me, id); err != nil {
			t.Fatal(err)
		}
	}
	led := func(who auth.Principal) lister {
		return func(ctx context.Context, r page.Request) (page.Result[workshop.Summary], error) {
			return s.ListLed(ctx, who, r)
		}
	}
	mine := func(ctx context.Context, r page.Request) (page.Result[workshop.Summary], error) {
		return s.ListSignedUp(ctx, me, r)
	}
	for name, c := range map[string]struct {
		list lister
		want []uuid.UUID
	}{
		"upcoming":               {public(s, workshop.Filter{}), []uuid.UUID{long, soon, off.ID, later}},
		"past":                   {public(s, workshop.Filter{Past: true}), []uuid.UUID{yesterday, lastYear}},
		"upcoming, of challenge": {public(s, workshop.Filter{ChallengeID: &of}), []uuid.UUID{soon, off.ID}},
		"past, of challenge":     {public(s, workshop.Filter{Past: true, ChallengeID: &of}), []uuid.UUID{yesterday}},
		"led":                    {led(leader), []uuid.UUID{later, draft.ID, off.ID, yesterday, long}},
		"led, by administrator":  {led(fixture.Account(t, db, auth.Administrator)), []uuid.UUID{later, draft.ID, off.ID, soon, yesterday, long, lastYear}},
		"signed up for":          {mine, []uuid.UUID{later, soon}},
	} {
		if got := whole(t, c.list); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	_, err = s.ListLed(t.Context(), me, page.First())
	wants(t, err, errs.Forbidden)
}

func TestCursorOfAnotherList(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	publish(t, s, leader)
	publish(t, s, leader)
	limit := int32(1)
	r, err := page.NewRequest(&limit, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	piece, err := s.List(t.Context(), workshop.Filter{}, r)
	if err != nil || piece.NextCursor == "" {
		t.Fatalf("%+v: %v", piece, err)
	}
	if r, err = page.NewRequest(&limit, nil, &piece.NextCursor); err != nil {
		t.Fatal(err)
	}
	_, err = s.List(t.Context(), workshop.Filter{Past: true}, r)
	wants(t, err, errs.Unprocessable, "cursor", "bad_cursor")
}

func TestListSignups(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	people := fixture.Members(t, db, 3)
	w := full(t, s, leader, people...)
	limit := int32(2)
	r, err := page.NewRequest(&limit, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.ListSignups(t.Context(), leader, w.ID, r)
	if err != nil || first.Total != 3 || len(first.Items) != 2 || first.Items[0].ID != people[0].ID || first.Items[0].State != workshop.Seated || first.Items[1].State != workshop.Waiting {
		t.Fatalf("%+v: %v", first, err)
	}
	if r, err = page.NewRequest(&limit, nil, &first.NextCursor); err != nil {
		t.Fatal(err)
	}
	rest, err := s.ListSignups(t.Context(), fixture.Account(t, db, auth.Administrator), w.ID, r)
	if err != nil || len(rest.Items) != 1 || rest.Items[0].ID != people[2].ID || rest.NextCursor != "" || rest.Items[0].SignedUpAt.IsZero() {
		t.Fatalf("%+v: %v", rest, err)
	}
	for _, who := range []auth.Principal{people[0], fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.Moderator)} {
		_, err := s.ListSignups(t.Context(), who, w.ID, page.First())
		wants(t, err, errs.Forbidden)
	}
	_, err = s.ListSignups(t.Context(), leader, uuid.New(), page.First())
	wants(t, err, errs.NotFound)
}
