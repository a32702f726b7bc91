package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/screening"
)

// MaxFiles is how many files an idea may have.
const MaxFiles = 10

// FileKind is what a file is, as the end of its name says, such as pdf.
type FileKind string

// File is one that an idea has beside its text.
type File struct {
	ID    uuid.UUID
	Name  string
	Kind  FileKind
	Bytes int
}

// files are those of i, the first sent first.
func files(db *gorm.DB, i Idea) (found []File, err error) {
	if i.FileCount == 0 {
		return nil, nil
	}
	err = db.Raw(`SELECT id, name, kind, bytes FROM idea_files WHERE idea_id = ? ORDER BY id`, i.ID).Scan(&found).Error
	return found, err
}

// Editable returns an idea that who may edit as it is now. The problem is NotFound where they may not read it, Forbidden where it is not
// theirs to edit, and IdeaNotPublished where nobody may.
func Editable(db *gorm.DB, who auth.Principal, id uuid.UUID) (Summary, error) {
	i, err := Readable(db, who, id)
	switch {
	case err != nil:
		return i, err
	case !i.allows(who, permission.EditIdea):
		return i, errs.New(errs.Forbidden)
	case !MayEdit(who, i):
		return i, errs.New(errs.IdeaNotPublished)
	}
	return i, nil
}

// LockEditable is [Editable] of an idea that stays so until the end of the transaction.
func LockEditable(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Summary, error) {
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Summary{}, err
	}
	return Editable(tx, who, id)
}

// Extendable is [Editable], for who adds something to the idea that has no words to weigh. A newcomer does so only before others see the
// idea: the problem is EditWouldWait.
func Extendable(db *gorm.DB, who auth.Principal, id uuid.UUID) (Summary, error) {
	i, err := Editable(db, who, id)
	if err != nil || i.State == Draft {
		return i, err
	}
	return i, screening.CheckAdding(db, who, post(i.ID, i.editor(who), "", ""))
}

// LockExtendable is [Extendable] of an idea that stays so until the end of the transaction.
func LockExtendable(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Summary, error) {
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Summary{}, err
	}
	return Extendable(tx, who, id)
}
