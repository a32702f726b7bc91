package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// printTable writes rows, of which the first has the headings, as Markdown that also a terminal shows
// straight.
func printTable(out io.Writer, rows [][]string) error {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for n, cell := range row {
			widths[n] = max(widths[n], utf8.RuneCountInString(cell))
		}
	}
	var text strings.Builder
	for n, row := range rows {
		text.WriteString(line(row, widths, " "))
		if n == 0 {
			text.WriteString(line(make([]string, len(row)), widths, "-"))
		}
	}
	_, err := io.WriteString(out, "\n"+text.String())
	return err
}

func line(row []string, widths []int, fill string) string {
	var text strings.Builder
	for n, cell := range row {
		text.WriteString("| " + cell + strings.Repeat(fill, widths[n]-utf8.RuneCountInString(cell)) + " ")
	}
	return text.String() + "|\n"
}

// print writes everything that a reader wants to see.
func (r *report) print(out io.Writer) error {
	for _, rows := range [][][]string{r.measures(), r.statements(), r.pages()} {
		if err := printTable(out, rows); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "\nEvening news, %.0f s: %s\n%s/%s, %d cores, %s, one durable commit %.2f ms; made cities in %.0f s, all in %.0f s\n", r.News.Seconds, r.News.summary(),
		r.Machine.OS, r.Machine.Arch, r.Machine.Cores, r.Machine.Go, r.Machine.CommitMs, r.Generated, r.Seconds)
	return err
}

// measures has a line for each ratio, with what was measured of the program beside the rate of its limit.
func (r *report) measures() [][]string {
	rows := [][]string{{"measure", "reached", "target", "", "per second", "limit", "p50 ms", "p99 ms", "failed", "app µs", "Postgres µs", "limit's app µs", "load by"}}
	for _, one := range r.Rows {
		sign, verdict := "≤", "yes"
		if one.AtLeast {
			sign = "≥"
		}
		if !one.reached() {
			verdict = "no"
		}
		rows = append(rows, append([]string{one.Name, fmt.Sprintf("%.2f %s", one.Value, one.Unit), fmt.Sprintf("%s %g", sign, one.Target), verdict},
			sideColumns(one.Sides)...))
	}
	return rows
}

func sideColumns(sides []side) []string {
	if len(sides) < 2 {
		return make([]string, 9)
	}
	ours, limit := sides[0], sides[1]
	used := func(micros float64) string {
		if ours.AppMicros == 0 {
			return "n/a"
		}
		return fmt.Sprintf("%.0f", micros)
	}
	return []string{fmt.Sprintf("%.0f", ours.Rate), fmt.Sprintf("%.0f", limit.Rate), fmt.Sprintf("%.2f", ours.P50), fmt.Sprintf("%.2f", ours.P99),
		fmt.Sprintf("%d, %d", ours.Failed, limit.Failed),
		used(ours.AppMicros), used(ours.PostgresMicros), used(limit.AppMicros), ours.With + ", " + limit.With}
}

func (r *report) statements() [][]string {
	rows := [][]string{{"request", "statements"}}
	for _, name := range slices.Sorted(maps.Keys(r.Statements)) {
		rows = append(rows, []string{name, fmt.Sprintf("%.1f", r.Statements[name])})
	}
	return rows
}

func (r *report) pages() [][]string {
	rows := [][]string{{"page, past memory", "p99 ms, smallest city", "p99 ms, largest", "ratio", "p50 ms, largest"}}
	for _, p := range r.Pages {
		rows = append(rows, []string{p.Name, fmt.Sprintf("%.2f", p.Small), fmt.Sprintf("%.2f", p.Large), fmt.Sprintf("%.2f", p.Ratio), fmt.Sprintf("%.2f", p.P50)})
	}
	return rows
}
