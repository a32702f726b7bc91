// Package polis reads a conversation exported by the Polis software: a folder
// with summary.csv, comments.csv and votes.csv.
//
// The files are read row by row: the memory used does not grow with them.
// Whatever breaks the format ends the reading with a *FormatError.
package polis

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
)

const (
	summaryFile    = "summary.csv"
	statementsFile = "comments.csv"
	votesFile      = "votes.csv"
)

// Export is an export folder. It holds no open file. Reading it from several
// goroutines is not safe; Progress is.
type Export struct {
	Summary Summary

	dir   string
	known *idSet // ids of all statements; nil until Statements ran to its end
	read  atomic.Int64
	total int64
}

// Open checks that the folder holds the three files and reads its summary.
func Open(dir string) (*Export, error) {
	e := &Export{dir: dir}
	for _, name := range []string{summaryFile, statementsFile, votesFile} {
		size, err := fileSize(dir, name)
		if err != nil {
			return nil, err
		}
		e.total += size
	}
	var err error
	e.Summary, err = e.readSummary()
	return e, err
}

// Progress tells how many bytes of the export's total have been read so far.
// It may be called while another goroutine reads.
func (e *Export) Progress() (read, total int64) {
	return e.read.Load(), e.total
}

func fileSize(dir, name string) (int64, error) {
	info, err := os.Stat(filepath.Join(dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, &FormatError{File: name, Reason: fmt.Sprintf("there is no such file in %s", dir)}
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, &FormatError{File: name, Reason: "is not a regular file"}
	case info.Size() == 0:
		return 0, &FormatError{File: name, Reason: "the file is empty"}
	}
	return info.Size(), nil
}
