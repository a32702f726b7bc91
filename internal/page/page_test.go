package page_test

import (
	"slices"
	"testing"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

type key struct {
	N int `json:"n"`
}

func ptr[T any](v T) *T { return &v }

func TestCursorGoesOnWhereTheListEnded(t *testing.T) {
	t.Parallel()
	r, err := page.NewRequest(ptr(int32(2)), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	result, err := page.More(r, "numbers", []int{7, 8, 9}, func(n int) any { return key{n} })
	if err != nil || len(result.Items) != 2 || result.NextCursor == "" {
		t.Fatalf("got %+v, %v", result, err)
	}
	next, err := page.NewRequest(nil, nil, &result.NextCursor)
	if err != nil || !next.ByCursor() || next.Offset() != 0 {
		t.Fatalf("got %+v, %v", next, err)
	}
	var after key
	if err := next.After("numbers", &after); err != nil || after.N != 8 {
		t.Errorf("after %+v, %v", after, err)
	}
	if err := next.After("other list", &after); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("another list's cursor: %v", err)
	}
}

func TestEndOfListHasNoCursor(t *testing.T) {
	t.Parallel()
	result, err := page.More(page.First(), "numbers", []int{1}, func(n int) any { return key{n} })
	if err != nil || result.NextCursor != "" || len(result.Items) != 1 {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestForeignCursors(t *testing.T) {
	t.Parallel()
	for _, cursor := range []string{"", "x", "AAAA", "AAAAAAAA", "%%%", "eyJuIjo4fQ"} {
		r, err := page.NewRequest(nil, nil, &cursor)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.After("numbers", &key{}); errs.CodeOf(err) != errs.Unprocessable {
			t.Errorf("%q: %v", cursor, err)
		}
	}
}

func TestPageAndCursorExcludeEachOther(t *testing.T) {
	t.Parallel()
	if _, err := page.NewRequest(nil, ptr(int32(1)), ptr("x")); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("got %v", err)
	}
}

func TestPagesReachTenThousandRecords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit, page int32
		beyond      bool
	}{{20, 500, false}, {20, 501, true}, {100, 100, false}, {100, 101, true}, {1, 10_000, false}} {
		r, err := page.NewRequest(&c.limit, &c.page, nil)
		if err != nil || r.Beyond() != c.beyond {
			t.Errorf("limit %d page %d: beyond %v, %v", c.limit, c.page, r.Beyond(), err)
		}
	}
	var counted page.Result[int]
	counted.SetTotal(10_001)
	if counted.Total != 10_000 || counted.TotalExact {
		t.Errorf("got %+v", counted)
	}
}

func TestReadStartsBeforeTheListAndEndsWherePagesReach(t *testing.T) {
	t.Parallel()
	list := []int{1, 2, 3, 4, 5}
	read := func(r page.Request) (page.Result[int], error) {
		return page.Read(r, "numbers", 0, func(n int) int { return n }, func(after, offset, limit int) ([]int, error) {
			if after+offset >= page.MaxCounted {
				t.Errorf("queried after %d, from %d", after, offset)
			}
			rest := list[min(after+offset, len(list)):]
			return rest[:min(limit, len(rest))], nil
		})
	}
	var got []int
	r, err := page.NewRequest(ptr(int32(2)), nil, nil)
	for n := range 3 {
		var piece page.Result[int]
		if err == nil {
			piece, err = read(r)
		}
		if err != nil || piece.CountLast() != (n == 2) {
			t.Fatalf("piece %d: %+v, %v", n, piece, err)
		}
		got = append(got, page.Map(piece, func(n int) int { return 10 * n }).Items...)
		r, err = page.NewRequest(ptr(int32(2)), nil, &piece.NextCursor)
	}
	if !slices.Equal(got, []int{10, 20, 30, 40, 50}) {
		t.Errorf("got %v", got)
	}
	beyond, err := page.NewRequest(ptr(int32(100)), ptr(int32(101)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if piece, err := read(beyond); err != nil || len(piece.Items) != 0 || piece.CountLast() {
		t.Errorf("beyond: %+v, %v", piece, err)
	}
}
