package demo

import "github.com/google/uuid"

// merging is that one idea becomes part of another: by the authors of both, or a proposal that waits for them.
type merging struct {
	Part, Whole, By, Capacity, Reason string
	Agreed                            bool
	DaysAgo                           float64 `yaml:"daysAgo"`
}

func (l *loader) addMerge(m merging) error {
	part, err := l.id("idea", m.Part)
	if err != nil {
		return err
	}
	whole, err := l.id("idea", m.Whole)
	if err != nil {
		return err
	}
	by, err := l.id("participant", m.By)
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	proposed, agreed := l.at(-m.DaysAgo), l.at(-m.DaysAgo+1)
	err = l.tx.Exec(`INSERT INTO idea_merges (id, idea_id, into_id, proposed_by, capacity, reason, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, part, whole, by, m.Capacity, m.Reason, proposed, proposed.AddDate(0, 0, 30)).Error
	if err != nil || !m.Agreed {
		return err
	}
	for _, sql := range []string{
		`INSERT INTO merge_roles (idea_id, role) VALUES (@part, 'part'), (@whole, 'whole')`,
		`UPDATE idea_merges SET state = 'merged', idea_agreed_at = @at, into_agreed_at = @at, decided_as = 'author', decided_by = i.author_id, decided_at = @at
			FROM ideas i WHERE i.id = @part AND idea_merges.id = @id`,
		`UPDATE ideas SET state = 'merged', version = version + 1 WHERE id = @part`,
	} {
		if err := l.tx.Exec(sql, map[string]any{"id": id, "part": part, "whole": whole, "at": agreed}).Error; err != nil {
			return err
		}
	}
	return nil
}
