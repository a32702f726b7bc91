// Package polistest makes small Polis exports for tests, and finds the public ones.
package polistest

import (
	"os"
	"path/filepath"
	"testing"
)

// Export is the content of an export's files; an empty one is left out.
type Export struct{ Summary, Statements, Votes, Matrix string }

// Small is a sound export from which tests depart: three statements of two authors, one of them
// moderated out, and three votes of two voters.
func Small() Export {
	return Export{
		Summary: "topic,Town square\nurl,https://polis.example/3square\nviews,9\n" +
			"conversation-description,\"What should\n\nbe there?\"\n",
		Statements: "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n" +
			"1651071094558,Wed,0,0,2,1,1,More trees\n" +
			"1651071094559,Wed,1,7,0,0,-1,\"Fewer cars, \"\"now\"\"\nand later\"\n" +
			"1651071094560,Wed,2,7,0,0,0,A fountain\n",
		Votes: "timestamp,datetime,comment-id,voter-id,vote\n" +
			"1651071095000,Wed,0,7,1\n" +
			"1651071096000,Wed,0,8,-1\n" +
			"1651071097000,Wed,1,8,0\n",
	}
}

// Changing has votes that are out of order in time, changed, changed back, and changed within one
// millisecond; its matrix says which of them count.
func Changing() Export {
	e := Small()
	e.Votes = "timestamp,comment-id,voter-id,vote\n" +
		"1651071095000,0,7,1\n" +
		"1651071098000,0,8,-1\n" +
		"1651071097000,0,8,1\n" +
		"1651071097000,1,8,0\n" +
		"1651071097000,1,8,1\n" +
		"1651071099000,2,9,1\n" +
		"1651071099001,2,9,-1\n" +
		"1651071095000,2,7,0\n"
	e.Matrix = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n" +
		"7,,0,2,2,1,0,1,,0\n8,,0,0,2,1,1,-1,1,\n9,,,0,1,0,1,,,-1\n"
	return e
}

// Write makes the export's folder.
func (e Export) Write(tb testing.TB) (dir string) {
	tb.Helper()
	dir = tb.TempDir()
	for name, content := range map[string]string{
		"summary.csv": e.Summary, "comments.csv": e.Statements, "votes.csv": e.Votes, "participants-votes.csv": e.Matrix,
	} {
		if content == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// Figures are what can be counted in an export. Opinions are the votes that count.
type Figures struct {
	Statements, Visible, Voters, Rows, Opinions, Agree, Disagree, Pass int
}

// Folders are exports with a matrix and what is to be counted in them: one made here, and the public
// ones in the folder that POLIS_DATA names.
func Folders(tb testing.TB) map[string]Figures {
	tb.Helper()
	folders := map[string]Figures{Changing().Write(tb): {3, 2, 3, 8, 5, 2, 2, 1}}
	if data := os.Getenv("POLIS_DATA"); data != "" {
		folders[filepath.Join(data, "klimarat-2022")] = Figures{522, 277, 1_116, 61_936, 61_384, 38_206, 9_223, 13_955}
		folders[filepath.Join(data, "bg2050-2024")] = Figures{371, 316, 126, 14_341, 14_283, 10_006, 1_621, 2_656}
	}
	return folders
}
