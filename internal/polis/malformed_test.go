package polis_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/polis"
)

// broken is an export that must be refused, with the place to name.
type broken struct {
	name                       string
	summary, statements, votes string // empty: the sound one
	old, new                   string // replaced once, in whichever file has it
	file                       string
	line, column               int
	field                      string
	says                       string
}

func statementRow(old, new string, line, column int, field, says string) broken {
	return broken{name: "statement " + says, old: old, new: new, file: "comments.csv", line: line, column: column, field: field, says: says}
}

func voteRow(old, new string, line, column int, field, says string) broken {
	return broken{name: "vote " + says, old: old, new: new, file: "votes.csv", line: line, column: column, field: field, says: says}
}

func summaryRow(old, new string, line, column int, says string) broken {
	return broken{name: "summary " + says, old: old, new: new, file: "summary.csv", line: line, column: column, says: says}
}

var malformed = []broken{
	// the table
	statementRow("moderated,comment-body", "comment-body", 1, 0, "moderated", "lacks this column"),
	statementRow("agrees,disagrees", "agrees,agrees", 1, 6, "agrees", "twice"),
	statementRow("agrees,disagrees", "agrees,comment-id", 1, 6, "comment-id", "twice"),
	statementRow("timestamp", "Timestamp", 1, 0, "timestamp", "lacks this column"),
	voteRow("voter-id", "voter", 1, 0, "voter-id", "lacks this column"),
	statementRow("A fountain", "A fountain,", 5, 9, "", "9 columns where the header has 8"),
	statementRow("1,More trees", "1", 2, 8, "comment-body", "7 columns where the header has 8"),
	statementRow("and later\"", "and later\",1", 4, 9, "", "9 columns"),
	voteRow("1651071096000,Wed,", "", 3, 4, "voter-id", "3 columns where the header has 5"),
	statementRow("More trees", "\"More trees", 2, 8, "comment-body", "noticed on line 3"),
	statementRow("A fountain", "\"A fountain", 5, 8, "comment-body", "not closed"),
	statementRow("1651071094558", "\"1651071094558", 2, 1, "timestamp", "not closed"),
	statementRow("A fountain", "A \"fountain\"", 5, 8, "comment-body", "not quoted"),
	statementRow("\"\"now\"\"", "\"now\"", 3, 8, "comment-body", "not doubled"),
	statementRow("Wed,1,7", "\"\nWed\n\",\"x", 5, 3, "comment-id", "not closed"),
	// characters
	statementRow("More trees", "More \x00trees", 2, 8, "comment-body", "U+0000"),
	statementRow("More trees", "More \xfftrees", 2, 8, "comment-body", "0xFF is not valid UTF-8"),
	statementRow("More trees", "\xc0\xaf", 2, 8, "comment-body", "0xC0 is not valid UTF-8"),
	statementRow("More trees", "\xed\xa0\x80", 2, 8, "comment-body", "0xED is not valid UTF-8"),
	statementRow("and later", "and\x1blater", 4, 8, "comment-body", "U+001B"),
	statementRow("More trees", "More\rtrees", 2, 8, "comment-body", "U+000D"),
	statementRow("More trees", "\u202Emore", 2, 8, "comment-body", "U+202E"),
	statementRow("and later", "and\u2066later", 4, 8, "comment-body", "U+2066"),
	statementRow("and later", "and"+strings.Repeat("\u0301", 500)+"later", 4, 8, "comment-body", "combining marks"),
	statementRow("More trees", "More \uFFFFtrees", 2, 8, "comment-body", "U+FFFF"),
	statementRow("558,Wed", "558,W\x01d", 2, 2, "datetime", "U+0001"),
	statementRow("timestamp", "\xff\xfet\x00", 1, 1, "", "not valid UTF-8"),
	voteRow("Wed,1,8", "W\xf0d,1,8", 4, 2, "datetime", "not valid UTF-8"),
	// numbers and times
	statementRow("Wed,1,7", "Wed,1.5,7", 3, 3, "comment-id", "\"1.5\" is not a whole number"),
	statementRow("Wed,1,7", "Wed,9223372036854775808,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed,,7", 3, 3, "comment-id", "\"\" is not a whole number"),
	statementRow("Wed,1,7", "Wed,+1,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed, 1,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed,01,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed,-0,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed,NaN,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed,1e3,7", 3, 3, "comment-id", "not a whole number"),
	statementRow("Wed,1,7", "Wed,-1,7", 3, 3, "comment-id", "not between 0 and 16777215"),
	statementRow("Wed,1,7", "Wed,16777216,7", 3, 3, "comment-id", "not between 0 and 16777215"),
	statementRow("Wed,1,7", "Wed,1,-7", 3, 4, "author-id", "not between 0 and 2147483647"),
	statementRow("Wed,1,7", "Wed,1,2147483648", 3, 4, "author-id", "not between 0 and 2147483647"),
	statementRow("Wed,1,7", "Wed,0,7", 3, 3, "comment-id", "earlier line"),
	statementRow("-1,\"Fewer", "2,\"Fewer", 3, 7, "moderated", "2 is not -1, 0 or 1"),
	statementRow("-1,\"Fewer", ",\"Fewer", 3, 7, "moderated", "not a whole number"),
	statementRow("-1,\"Fewer", "true,\"Fewer", 3, 7, "moderated", "not a whole number"),
	statementRow("1651071094559", "1651071094", 3, 1, "timestamp", "in milliseconds"),
	statementRow("1651071094559", "1651071094559000", 3, 1, "timestamp", "in milliseconds"),
	statementRow("1651071094559", "946684799999", 3, 1, "timestamp", "in milliseconds"),
	statementRow("1651071094559", "253402300800000", 3, 1, "timestamp", "in milliseconds"),
	statementRow("1651071094559", "-1", 3, 1, "timestamp", "in milliseconds"),
	statementRow("1651071094559", "2022-04-27T14:51:34Z", 3, 1, "timestamp", "not a whole number"),
	voteRow("1651071096000", "1651071096", 3, 1, "timestamp", "in milliseconds"),
	voteRow("0,8,-1", "0,8,2", 3, 5, "vote", "2 is not -1, 0 or 1"),
	voteRow("0,8,-1", "0,8,-2", 3, 5, "vote", "-2 is not -1, 0 or 1"),
	voteRow("0,8,-1", "0,8,agree", 3, 5, "vote", "\"agree\" is not a whole number"),
	voteRow("0,8,-1", "0,8,", 3, 5, "vote", "not a whole number"),
	voteRow("0,8,-1", "0,-8,1", 3, 4, "voter-id", "not between"),
	voteRow("0,8,-1", "3,8,-1", 3, 3, "comment-id", "has no statement 3"),
	voteRow("0,8,-1", "9999999,8,-1", 3, 3, "comment-id", "has no statement"),
	// texts
	statementRow("A fountain", "", 5, 8, "comment-body", "empty"),
	statementRow("A fountain", "\" \n\t \"", 5, 8, "comment-body", "empty"),
	statementRow("A fountain", "\u200B\u2060\u00AD", 5, 8, "comment-body", "empty"),
	statementRow("A fountain", strings.Repeat("å", polis.MaxBody+1), 5, 8, "comment-body", "20001 characters, more than 20000"),
	statementRow("A fountain", strings.Repeat("x", 1<<20), 5, 8, "comment-body", "longer than"),
	// the summary
	summaryRow("topic,Town square", "topics,Town square", 0, 0, "no line begins with \"topic\""),
	summaryRow("topic,Town square", "topic,", 1, 2, "empty"),
	summaryRow("views,9", "topic,Again", 3, 1, "earlier line"),
	summaryRow("views,9", "views,9,9", 3, 3, "3 columns"),
	summaryRow("views,9", "views", 3, 2, "1 columns"),
	summaryRow("https://polis.example/3square", "javascript:alert(1)", 2, 2, "not a web address"),
	summaryRow("https://polis.example/3square", "/3square", 2, 2, "not a web address"),
	summaryRow("\"What", "What \"", 4, 2, "not quoted"),
	// files
	{name: "statements without a header", statements: "\n\n", file: "comments.csv", says: "no header"},
	{name: "only a byte order mark", votes: "\uFEFF", file: "votes.csv", says: "no header"},
}

func (b broken) dir(t *testing.T) string {
	t.Helper()
	files := []string{small.Summary, small.Statements, small.Votes}
	for i, own := range []string{b.summary, b.statements, b.votes} {
		name := []string{"summary.csv", "comments.csv", "votes.csv"}[i]
		switch {
		case own != "":
			files[i] = own
		case b.old != "" && name == b.file:
			if !strings.Contains(files[i], b.old) {
				t.Fatalf("%s does not contain %q", name, b.old)
			}
			files[i] = strings.Replace(files[i], b.old, b.new, 1)
		}
	}
	return made(t, files[0], files[1], files[2])
}

func TestRefusesWhatIsMalformed(t *testing.T) {
	t.Parallel()
	for _, b := range malformed {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			_, _, _, err := readAll(b.dir(t))
			var fault *polis.FormatError
			if !errors.As(err, &fault) {
				t.Fatalf("got %v", err)
			}
			if fault.File != b.file || fault.Line != b.line || fault.Column != b.column || fault.Name != b.field {
				t.Errorf("placed at %v", err)
			}
			if !strings.Contains(err.Error(), b.says) {
				t.Errorf("does not say %q: %v", b.says, err)
			}
		})
	}
}

func TestRefusesWhatIsNotAnExport(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"summary.csv", "comments.csv", "votes.csv"} {
		for what, change := range map[string]func(string) error{
			"no such file":       os.Remove,
			"is empty":           func(path string) error { return os.Truncate(path, 0) },
			"not a regular file": func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) },
		} {
			dir := made(t, small.Summary, small.Statements, small.Votes)
			if err := change(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			_, err := polis.Open(dir)
			var fault *polis.FormatError
			if !errors.As(err, &fault) || fault.File != name || !strings.Contains(err.Error(), what) {
				t.Errorf("%s, %s: got %v", name, what, err)
			}
		}
	}
	if _, err := polis.Open(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("a folder that does not exist was opened")
	}
}

func FuzzStatements(f *testing.F) {
	f.Add(small.Statements, small.Votes)
	for _, b := range malformed {
		if b.file == "comments.csv" && b.old != "" {
			f.Add(strings.Replace(small.Statements, b.old, b.new, 1), small.Votes)
		}
	}
	f.Fuzz(func(t *testing.T, statements, votes string) {
		_, _, _, err := readAll(made(t, small.Summary, statements, votes))
		var fault *polis.FormatError
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("neither read nor placed: %v", err)
		}
	})
}
