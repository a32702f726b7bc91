package privacy

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// exportArgs is the job that makes an export.
type exportArgs struct {
	ExportID uuid.UUID `json:"export_id"`
}

// Kind names the job in the queue.
func (exportArgs) Kind() string { return "export" }

// InsertOpts bounds how often a failing export is tried again.
func (exportArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: maxExportAttempts}
}

const maxExportAttempts = 5

type exportWorker struct {
	river.WorkerDefaults[exportArgs]
	store *Store
	log   *slog.Logger
}

// AddWorkers lets workers make exports and close accounts, and returns the periodic job that asks for the
// latter every hour.
func (s *Store) AddWorkers(workers *river.Workers, log *slog.Logger) *river.PeriodicJob {
	river.AddWorker(workers, &exportWorker{store: s, log: log})
	return jobs.Every[closeArgs](workers, time.Hour, func(ctx context.Context) error {
		closed, err := s.CloseDue(ctx)
		if closed > 0 {
			log.InfoContext(ctx, "accounts closed", slog.Int("count", closed))
		}
		return err
	})
}

// closeArgs is the job that closes accounts whose time has come.
type closeArgs struct{}

// Kind names the job in the queue.
func (closeArgs) Kind() string { return "close-accounts" }

// Timeout bounds one attempt; it is shorter than what River takes for a killed process.
func (w *exportWorker) Timeout(*river.Job[exportArgs]) time.Duration { return 100 * time.Second }

// Work makes an export from the beginning, whatever an earlier attempt has left. After the last attempt
// the person is told on the page that it failed.
func (w *exportWorker) Work(ctx context.Context, job *river.Job[exportArgs]) error {
	err := w.store.makeExport(ctx, job.Args.ExportID)
	if err != nil && job.Attempt >= maxExportAttempts {
		w.log.ErrorContext(ctx, "export given up", slog.String("export", job.Args.ExportID.String()), slog.Any("error", err))
		failed := w.store.db.WithContext(context.WithoutCancel(ctx)).Exec(`UPDATE exports SET state = 'failed' WHERE id = ? AND state = 'waiting'`, job.Args.ExportID)
		if failed.Error != nil {
			return failed.Error
		}
	}
	return err
}

// owner is whom an export is about.
type owner struct {
	ID          uuid.UUID
	Email       string
	DisplayName string
	Language    string
}

func (s *Store) makeExport(ctx context.Context, id uuid.UUID) error {
	db := s.db.WithContext(ctx)
	var found []owner
	err := db.Raw(`SELECT a.id, a.email, p.display_name, a.language FROM exports e JOIN accounts a ON a.id = e.account_id JOIN participants p ON p.id = a.id
		WHERE e.id = ? AND e.state = 'waiting'`, id).Scan(&found).Error
	if err != nil || len(found) == 0 { // deleted meanwhile, or made already
		return err
	}
	if err := db.Exec(`DELETE FROM export_pieces WHERE export_id = ?`, id).Error; err != nil {
		return err
	}
	file := &pieceWriter{db: db, export: id}
	if err := s.fill(db, file, found[0]); err != nil {
		return err
	}
	return s.finish(ctx, file, found[0])
}

// fill writes the archive, and how far it has come whenever that is another hundredth.
func (s *Store) fill(db *gorm.DB, file *pieceWriter, o owner) error {
	percent := 0
	told := func(rows, all int) error {
		now := min(99, rows*100/max(all, 1))
		if now == percent {
			return nil
		}
		percent = now
		return db.Exec(`UPDATE exports SET progress = ? WHERE id = ?`, percent, file.export).Error
	}
	asOfNow := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	return db.Transaction(func(tx *gorm.DB) error {
		a := &archive{db: tx, person: o.ID, language: o.Language, now: time.Now(), done: told}
		if err := a.writeTo(file); err != nil {
			return err
		}
		return file.Close()
	}, asOfNow)
}

// finish says that the file is there, and tells its owner.
func (s *Store) finish(ctx context.Context, file *pieceWriter, o owner) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		done := tx.Exec(`UPDATE exports SET state = 'ready', progress = 100, size = ?, finished_at = now() WHERE id = ? AND state = 'waiting'`, file.size, file.export)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return s.outbox.Send(tx, exportMail(o, s.url))
	})
}

// exportMail leads to the page; the file itself is only there for who is signed in.
func exportMail(o owner, url string) mail.Message {
	return mail.Message{
		To:      o.Email,
		Subject: text.In(o.Language, "Dina uppgifter är klara att hämta", "Your data is ready"),
		Text: fmt.Sprintf(text.In(o.Language,
			"Hej %s!\n\nDu bad om allt vi vet om dig. Nu finns det att hämta i sju dagar, när du är inloggad:\n\n%s/profile/privacy\n\nVar det inte du? Byt då lösenord genast.\n",
			"Hello %s,\n\nYou asked for everything we know about you. It is there for seven days, once you are signed in:\n\n%s/profile/privacy\n\nIf it was not you, change your password at once.\n"),
			o.DisplayName, url),
	}
}
