package privacy

import (
	"archive/zip"
	"bufio"
	"database/sql"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// archive writes all that is known of a person as a ZIP: data/<table>.json for programs and index.html
// for people. It holds one row in memory at a time. db is a transaction that sees everything as it was at
// one moment; done is told how many rows of all have been written.
type archive struct {
	db       *gorm.DB
	person   uuid.UUID
	language string
	now      time.Time
	done     func(rows, all int) error
	rows     int
	all      int
}

// writeTo writes the file.
func (a *archive) writeTo(to io.Writer) error {
	if err := a.count(); err != nil {
		return err
	}
	z := zip.NewWriter(to)
	for _, t := range tables() {
		if t.query == "" {
			continue
		}
		if err := a.entry(z, "data/"+t.name+".json", func(w *bufio.Writer) error { return a.writeJSON(w, t) }); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	if err := a.entry(z, "index.html", a.writePage); err != nil {
		return err
	}
	return z.Close()
}

func (a *archive) entry(z *zip.Writer, name string, write func(*bufio.Writer) error) error {
	file, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: a.now})
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 32<<10)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}

// count finds out how much there is to do: every row is written twice.
func (a *archive) count() error {
	for _, t := range tables() {
		if t.query == "" {
			continue
		}
		var n int
		if err := a.db.Raw(`SELECT count(*) FROM (`+t.query+`) r`, sql.Named("person", a.person)).Scan(&n).Error; err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		a.all += 2 * n
	}
	return nil
}

// each calls do with every row of a table as a JSON object, whose keys stand in the order of the query.
func (a *archive) each(t table, do func(row []byte) error) (err error) {
	rows, err := a.db.Raw(`SELECT row_to_json(r)::text FROM (`+t.query+`) r`, sql.Named("person", a.person)).Rows()
	if err != nil {
		return err
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = closed
		}
	}()
	for rows.Next() {
		var row []byte
		if err := rows.Scan(&row); err != nil {
			return err
		}
		if err := do(row); err != nil {
			return err
		}
		a.rows++
		if err := a.done(a.rows, a.all); err != nil {
			return err
		}
	}
	return rows.Err()
}

// writeJSON writes a table as a list, a row on each line.
func (a *archive) writeJSON(w *bufio.Writer, t table) error {
	separator := "[\n"
	err := a.each(t, func(row []byte) error {
		if _, err := w.WriteString(separator); err != nil {
			return err
		}
		separator = ",\n"
		_, err := w.Write(row)
		return err
	})
	if err != nil {
		return err
	}
	end := "\n]\n"
	if separator == "[\n" {
		end = "[]\n"
	}
	_, err = w.WriteString(end)
	return err
}
