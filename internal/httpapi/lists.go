package httpapi

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/medskapa/medskapa/internal/page"
)

// requestKey carries the request, for what the generated code hides: cookies and the own address.
type requestKey struct{}

func withRequest(ctx context.Context, r *http.Request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

func requestFrom(ctx context.Context) *http.Request {
	r, _ := ctx.Value(requestKey{}).(*http.Request) // the middleware has set it
	return r
}

// listMeta describes a piece of a list.
func listMeta[T any](r page.Result[T]) ListMeta {
	meta := ListMeta{Limit: int32(r.Request.Limit), Count: int32(len(r.Items))}
	if r.NextCursor != "" {
		meta.NextCursor = &r.NextCursor
	}
	if r.PrevCursor != "" {
		meta.PreviousCursor = &r.PrevCursor
	}
	if r.Request.ByCursor() {
		return meta
	}
	number, total := int32(r.Request.Page), int32(r.Total)
	meta.Page, meta.TotalRecords, meta.TotalExact = &number, &total, &r.TotalExact
	return meta
}

// listLinks says where to go from a piece of a list. Every link keeps the other parameters.
func listLinks[T any](ctx context.Context, base string, r page.Result[T]) ListLinks {
	asked := requestFrom(ctx).URL
	link := func(rel string, change func(url.Values)) *Link {
		query := asked.Query()
		change(query)
		return &Link{Href: base + asked.Path + "?" + query.Encode(), Rel: rel, Method: "GET"}
	}
	toPage := func(n int) func(url.Values) {
		return func(q url.Values) { q.Set("page", strconv.Itoa(n)); q.Del("cursor") }
	}
	links := ListLinks{Self: *link("self", func(url.Values) {}), First: link("first", func(q url.Values) {
		for _, place := range []string{"page", "cursor", "before", "around"} {
			q.Del(place)
		}
	})}
	if r.Request.ByCursor() {
		to := func(cursor, rel, name string) *Link {
			if cursor == "" {
				return nil
			}
			return link(rel, func(q url.Values) {
				for _, place := range []string{"cursor", "before", "around"} {
					q.Del(place)
				}
				q.Set(name, cursor)
			})
		}
		links.Prev, links.Next = to(r.PrevCursor, "prev", "before"), to(r.NextCursor, "next", "cursor")
		return links
	}
	last := max(1, (r.Total+r.Request.Limit-1)/r.Request.Limit)
	if r.Request.Page > 1 {
		links.Prev = link("prev", toPage(min(r.Request.Page-1, last)))
	}
	if r.Request.Page < last {
		links.Next = link("next", toPage(r.Request.Page+1))
	}
	if r.TotalExact {
		links.Last = link("last", toPage(last))
	}
	return links
}

// each converts every item of a list; the result is never nil, so that JSON shows [].
func each[T, U any](items []T, convert func(T) U) []U {
	out := make([]U, len(items))
	for i, item := range items {
		out[i] = convert(item)
	}
	return out
}
