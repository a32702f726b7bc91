package polis

import (
	"fmt"
	"strings"
)

// FormatError tells where an export breaks its format. Its message is meant
// for the person who made the export: it always names the file, and the line
// and column wherever there is one.
type FormatError struct {
	File   string // name within the export folder, such as votes.csv
	Line   int    // line of the file from 1; 0 when the whole file is meant
	Column int    // column of the table from 1; 0 when no single one is meant
	Name   string // the column's name in the header, where it has one
	Reason string // what is wrong, and what was expected
}

// Error says "comments.csv: line 3, column 7 (moderated): …".
func (e *FormatError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ": line %d", e.Line)
	}
	if e.Column > 0 {
		fmt.Fprintf(&b, ", column %d", e.Column)
	}
	if e.Name != "" {
		fmt.Fprintf(&b, " (%s)", e.Name)
	}
	return b.String() + ": " + e.Reason
}
