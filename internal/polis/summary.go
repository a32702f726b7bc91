package polis

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
)

const (
	maxURL      = 2_000
	topicKey    = "topic"
	urlKey      = "url"
	describeKey = "conversation-description"
)

// Summary is what an export says about its conversation as a whole. Other
// entries of summary.csv, such as its counts, are not kept: they can be
// counted.
type Summary struct {
	Topic       string // 1 to MaxBody characters
	URL         string // http or https; empty when the export has none
	Description string // at most MaxBody characters, may be empty; Markdown
}

// readSummary reads summary.csv: two columns, key and value, without a header.
func (e *Export) readSummary() (Summary, error) {
	t, err := openTable(e.dir, summaryFile, &e.read)
	if err != nil {
		return Summary{}, err
	}
	defer t.close()
	var s Summary
	seen := map[string]bool{}
	for {
		if err := t.next(); errors.Is(err, io.EOF) {
			return s, s.complete(seen)
		} else if err != nil {
			return Summary{}, err
		}
		if err := s.take(t, seen); err != nil {
			return Summary{}, err
		}
	}
}

func (s *Summary) take(t *table, seen map[string]bool) error {
	if err := t.checkWidth(2); err != nil {
		return err
	}
	key, f := t.row[0], fields{table: t}
	if !slices.Contains([]string{topicKey, urlKey, describeKey}, key) {
		return nil
	}
	if seen[key] {
		return t.fault(0, fmt.Sprintf("%q stands on an earlier line too", key))
	}
	seen[key] = true
	switch key {
	case topicKey:
		s.Topic = f.text(1, MaxBody)
	case urlKey:
		s.URL = f.address(1)
	case describeKey:
		s.Description = f.optionalText(1, MaxBody)
	}
	return f.err()
}

func (s *Summary) complete(seen map[string]bool) error {
	if !seen[topicKey] {
		return &FormatError{File: summaryFile, Reason: fmt.Sprintf("no line begins with %q", topicKey)}
	}
	return nil
}

// address takes an absolute web address, or nothing.
func (f *fields) address(column int) string {
	s := f.table.row[column]
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || len(s) > maxURL {
		f.reject(column, "%s is not a web address of at most %d bytes", excerpt(s), maxURL)
	}
	return s
}
