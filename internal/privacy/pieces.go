package privacy

import (
	"io"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// pieceSize is how much of a file is held in memory at a time.
const pieceSize = 256 << 10

// pieceWriter writes a file into the database. The last piece is stored by Close.
type pieceWriter struct {
	db     *gorm.DB
	export uuid.UUID
	number int
	piece  []byte
	size   int64
}

// Write stores what makes whole pieces.
func (w *pieceWriter) Write(p []byte) (int, error) {
	taken := 0
	for taken < len(p) {
		n := min(pieceSize-len(w.piece), len(p)-taken)
		w.piece = append(w.piece, p[taken:taken+n]...)
		taken += n
		if len(w.piece) == pieceSize {
			if err := w.store(); err != nil {
				return taken, err
			}
		}
	}
	return taken, nil
}

func (w *pieceWriter) store() error {
	err := w.db.Exec(`INSERT INTO export_pieces (export_id, number, bytes) VALUES (?, ?, ?)`, w.export, w.number, w.piece).Error
	w.size += int64(len(w.piece))
	w.number, w.piece = w.number+1, w.piece[:0]
	return err
}

// Close stores the rest.
func (w *pieceWriter) Close() error {
	if len(w.piece) == 0 {
		return nil
	}
	return w.store()
}

// pieceReader reads a file from the database.
type pieceReader struct {
	db     *gorm.DB
	export uuid.UUID
	number int
	piece  []byte
}

// Read reads on, piece by piece.
func (r *pieceReader) Read(p []byte) (int, error) {
	if len(r.piece) == 0 {
		var found []struct{ Bytes []byte }
		err := r.db.Raw(`SELECT bytes FROM export_pieces WHERE export_id = ? AND number = ?`, r.export, r.number).Scan(&found).Error
		if err != nil {
			return 0, err
		}
		if len(found) == 0 {
			return 0, io.EOF
		}
		r.number, r.piece = r.number+1, found[0].Bytes
	}
	n := copy(p, r.piece)
	r.piece = r.piece[n:]
	return n, nil
}
