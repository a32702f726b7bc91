package demo

import "github.com/google/uuid"

// report is what somebody said of a comment or, without one, of an idea.
type report struct {
	Comment, Idea, By, Reason, Note string
	DaysAgo                         float64 `yaml:"daysAgo"`
}

// addReport adds a report to the open case of its thing.
func (l *loader) addReport(r report) error {
	kind, key := "comment", r.Comment
	if key == "" {
		kind, key = "idea", r.Idea
	}
	thing, err := l.id(kind, key)
	if err != nil {
		return err
	}
	by, err := l.id("participant", r.By)
	if err != nil {
		return err
	}
	var of uuid.UUID
	err = l.tx.Raw(`INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause, report_count, opened_at)
		SELECT gen_random_uuid(), ?, ?, (SELECT author_id FROM ideas WHERE id = ? UNION ALL SELECT author_id FROM comments WHERE id = ?), 'report', 1, ?
		ON CONFLICT (thing_kind, thing_id) WHERE state = 'open' DO UPDATE SET report_count = moderation_cases.report_count + 1
		RETURNING id`, kind, thing, thing, thing, l.at(-r.DaysAgo)).Row().Scan(&of)
	if err != nil {
		return err
	}
	err = l.tx.Exec(`INSERT INTO reports (id, case_id, thing_id, reporter_id, reason, note, created_at) VALUES (gen_random_uuid(), ?, ?, ?, ?, ?, ?)`,
		of, thing, by, r.Reason, r.Note, l.at(-r.DaysAgo)).Error
	if err != nil {
		return err
	}
	return l.tx.Exec(`INSERT INTO moderation_counts (year, what, ground, count) VALUES (extract(year FROM ?::timestamptz), 'report', ?, 1)
		ON CONFLICT ON CONSTRAINT moderation_counts_pkey DO UPDATE SET count = moderation_counts.count + 1`, l.at(-r.DaysAgo), r.Reason).Error
}
