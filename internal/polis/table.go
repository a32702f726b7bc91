package polis

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

const (
	bufferBytes = 64 << 10
	// maxRowBytes holds the longest statement with every quote doubled. It
	// keeps a quote that nobody closed from drawing the whole file in.
	maxRowBytes = 256 << 10
)

var errRowTooLong = fmt.Errorf("the row is longer than %d bytes: perhaps a quote was never closed", maxRowBytes)

// table reads a CSV file row by row: UTF-8 with or without a byte order mark,
// lines ending in LF or CRLF, blank lines skipped.
type table struct {
	name   string
	file   *os.File
	source *rationed
	csv    *csv.Reader
	header []string // nil for a file without a header
	row    []string // the present row, valid until the next
	end    int      // line on which the last whole row ended; 0 before the first
}

// openTable opens a file of the export; what is read adds to read. The caller
// closes the table.
func openTable(dir, name string, read *atomic.Int64) (*table, error) {
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	t := &table{name: name, file: file, source: &rationed{r: file, read: read}}
	t.source.refill()
	buffered := bufio.NewReaderSize(t.source, bufferBytes)
	if err := skipByteOrderMark(buffered); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	t.csv = csv.NewReader(buffered)
	t.csv.FieldsPerRecord = -1 // checked here, to name the column
	t.csv.ReuseRecord = true
	return t, nil
}

// close gives the file back. Nothing was written, so there is nothing to lose.
func (t *table) close() { _ = t.file.Close() }

// readHeader reads the first row as column names and finds the wanted ones;
// their order, and columns beside them, do not matter.
func (t *table) readHeader(wanted ...string) ([]int, error) {
	if err := t.next(); err != nil {
		if errors.Is(err, io.EOF) {
			err = &FormatError{File: t.name, Reason: "the file has no header line"}
		}
		return nil, err
	}
	t.header = append([]string(nil), t.row...)
	at := make(map[string]int, len(t.header))
	for i, name := range t.header {
		if _, twice := at[name]; twice {
			return nil, t.fault(i, "the column stands twice in the header")
		}
		at[name] = i
	}
	columns := make([]int, len(wanted))
	for i, name := range wanted {
		found, ok := at[name]
		if !ok {
			return nil, &FormatError{File: t.name, Line: t.line(0), Name: name, Reason: "the header lacks this column"}
		}
		columns[i] = found
	}
	return columns, nil
}

// next moves to the next row, or returns io.EOF after the last.
func (t *table) next() error {
	t.source.refill()
	row, err := t.csv.Read()
	t.row = row
	if err != nil {
		return t.csvFault(err)
	}
	t.end = t.endLine()
	for i, field := range row {
		if line, reason := badText(field); reason != "" {
			fault := t.fault(i, reason)
			fault.Line += line
			return fault
		}
	}
	if t.header != nil {
		return t.checkWidth(len(t.header))
	}
	return nil
}

// checkWidth refuses a present row of more or fewer than the wanted columns.
func (t *table) checkWidth(want int) error {
	got := len(t.row)
	if got == want {
		return nil
	}
	fault := t.fault(min(got, want), fmt.Sprintf("the row has %d columns where the header has %d", got, want))
	if got < want {
		fault.Line = t.line(got - 1)
	}
	return fault
}

// fault describes what is wrong in a column (from 0) of the present row.
func (t *table) fault(column int, reason string) *FormatError {
	f := &FormatError{File: t.name, Column: column + 1, Reason: reason}
	if column < len(t.row) {
		f.Line = t.line(column)
	}
	if column < len(t.header) {
		f.Name = t.header[column]
	}
	return f
}

// line tells on which line of the file a column of the present row begins.
func (t *table) line(column int) int {
	line, _ := t.csv.FieldPos(column)
	return line
}

// csvFault places an error of the CSV reader: the row as far as it was read
// tells the column.
func (t *table) csvFault(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.Is(err, errRowTooLong):
		return t.brokenField(errRowTooLong.Error())
	case errors.Is(err, csv.ErrBareQuote) && errors.As(err, &parse):
		fault := t.brokenField("a quote stands inside text that is not quoted")
		fault.Line = parse.Line
		return fault
	case errors.As(err, &parse):
		return t.brokenField(fmt.Sprintf(
			"the quote opened here is not closed, or a quote after it is not doubled (noticed on line %d)", parse.Line))
	}
	return fmt.Errorf("%s: %w", t.name, err)
}

// brokenField blames the field after the last whole one, on the line where it
// begins.
func (t *table) brokenField(reason string) *FormatError {
	column := len(t.row)
	if t.header != nil {
		column = min(column, len(t.header)-1)
	}
	fault := t.fault(column, reason)
	if len(t.row) > 0 {
		fault.Line = t.endLine()
	} else {
		fault.Line = t.end + 1
	}
	return fault
}

// endLine is the line on which the present row, as far as it was read, ends.
func (t *table) endLine() int {
	last := len(t.row) - 1
	return t.line(last) + strings.Count(t.row[last], "\n")
}

var bom = []byte("\xef\xbb\xbf")

func skipByteOrderMark(r *bufio.Reader) error {
	start, err := r.Peek(len(bom))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if bytes.Equal(start, bom) {
		_, err = r.Discard(len(bom))
		return err
	}
	return nil
}

// rationed counts what is read and gives out at most one row's worth between
// two refills.
type rationed struct {
	r    io.Reader
	read *atomic.Int64
	left int
}

func (s *rationed) refill() { s.left = maxRowBytes + bufferBytes }

func (s *rationed) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, errRowTooLong
	}
	n, err := s.r.Read(p[:min(len(p), s.left)])
	s.left -= n
	s.read.Add(int64(n))
	return n, err
}
