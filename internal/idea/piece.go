package idea

import (
	"slices"
	"strconv"
)

// piece is the part of a list that is read: after a place in it, or from the beginning without the
// first few.
type piece struct {
	after  *place
	offset int
	limit  int
}

// cut is the SQL that ends a statement at the limit. That stands in the text: of one that it does
// not know, Postgres expects a tenth of the table, and would plan anew each time, which takes longer
// than reading.
func (p piece) cut() clause {
	limit := ` LIMIT ` + strconv.Itoa(p.limit)
	if p.offset == 0 {
		return clause{limit, nil}
	}
	return clause{` OFFSET ?` + limit, []any{p.offset}}
}

// whole reads as far as p does, nothing skipped.
func (p piece) whole() clause {
	if p.offset == 0 {
		return p.cut()
	}
	return clause{` LIMIT ?`, []any{p.offset + p.limit}}
}

// clause is a piece of SQL with the values of its placeholders.
type clause struct {
	sql  string
	args []any
}

// join puts clauses one after the other.
func join(clauses ...clause) (all clause) {
	for _, c := range clauses {
		all = clause{all.sql + c.sql, slices.Concat(all.args, c.args)}
	}
	return all
}

// sql is a clause with the given values.
func sql(text string, values ...any) clause { return clause{text, values} }

const byKey = ` ORDER BY key DESC, idea_id DESC`

// listed selects idea_id and key of a piece of the list.
func (f Filter) listed(p piece) clause {
	if f.Sort == Random {
		return f.ring(p)
	}
	return join(f.matches(), f.after(p.after), sql(byKey), p.cut())
}

// after leaves out what stands before a place.
func (f Filter) after(from *place) clause {
	if from == nil {
		return clause{}
	}
	o := orderOf(f.Sort)
	return sql(` AND (key, idea_id) < (?::`+o.typ+`, ?)`, o.value(*from), from.ID)
}

// matches selects all that f lets through, with the key of the order.
func (f Filter) matches() clause {
	walk, rest := f.walk()
	return join(sql(`SELECT idea_id, key FROM (`), walk, sql(`) x WHERE true`), rest.narrow())
}

// turn is the length of the ring.
const turn = int64(1) << 32

// ring reads ideas in the order of their hashes, from the hash of the seed downwards and once round.
// Neighbours are the same for everybody, but everybody begins elsewhere: any page takes twenty
// descents in an index, while an order of its own for every seed had to hash and sort all ideas. In the
// second lap keys are one turn lower, so that keys alone tell the order.
func (f Filter) ring(p piece) clause {
	lap := func(within string, lower int64) clause {
		c := join(sql(`(SELECT idea_id, key - ?::bigint AS key FROM (`, lower), f.matches(), sql(` AND key `+within+` hashint4(?)`, f.Seed))
		if p.after != nil {
			c = join(c, sql(` AND (key, idea_id) < (?::bigint, ?)`, p.after.Count+lower, p.after.ID))
		}
		return join(c, sql(byKey), p.whole(), sql(`) x)`))
	}
	return join(sql(`SELECT idea_id, key FROM (`), lap(`<=`, 0), sql(` UNION ALL `), lap(`>`, turn), sql(`) laps`+byKey), p.cut())
}
