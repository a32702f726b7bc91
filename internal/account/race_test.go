package account_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
)

func openWithMail(t *testing.T) (*postgres.DB, *account.Store) {
	t.Helper()
	db, _ := open(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return db, account.NewStore(db.Gorm, mail.NewOutbox(queue), fixture.Passwords(), "https://medskapa.example")
}

// whileHeld starts all of do while an account is held, has meanwhile run once they wait for it, lets go of
// the account and returns how they ended.
func whileHeld(t *testing.T, db *postgres.DB, who uuid.UUID, meanwhile string, do ...func() error) []errs.Code {
	t.Helper()
	ended := make(chan error, len(do))
	err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT FROM accounts WHERE id = ? FOR UPDATE`, who).Error; err != nil {
			return err
		}
		for _, one := range do {
			go func() { ended <- one() }()
		}
		await(t, db, len(do))
		return tx.Exec(meanwhile).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]errs.Code, len(do))
	for n := range codes {
		codes[n] = errs.CodeOf(<-ended)
	}
	slices.Sort(codes)
	return codes
}

// await returns once so many wait for a lock.
func await(t *testing.T, db *postgres.DB, many int) {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for range 4000 {
		<-look.C
		var waiting int
		err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
		if waiting == many {
			return
		}
	}
	t.Fatal("they do not wait")
}

// Two links for a new password, answered at once: one sets it, and nobody waits in a circle.
func TestTwoResetsAtOnce(t *testing.T) {
	t.Parallel()
	db, s := openWithMail(t)
	who := fixture.Account(t, db, auth.Member)
	var resets []func() error
	for _, secret := range []string{"one", "other"} {
		_, err := db.Pool.Exec(t.Context(), `INSERT INTO password_resets (token_hash, account_id, expires_at) VALUES ($1, $2, now() + interval '5 minutes')`,
			[]byte(auth.HashSecret(secret)), who.ID)
		if err != nil {
			t.Fatal(err)
		}
		resets = append(resets, func() error {
			_, err := s.ResetPassword(t.Context(), secret, chosen)
			return err
		})
	}
	if got := whileHeld(t, db, who.ID, `SELECT 1`, resets...); !slices.Equal(got, []errs.Code{"", errs.InvalidToken}) {
		t.Errorf("%q", got)
	}
	var mails int
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM river_job`).Scan(&mails); err != nil || mails != 1 {
		t.Errorf("%d mails: %v", mails, err)
	}
}

// A code proves the secret that made it, and no other that takes its place meanwhile.
func TestAnAuthenticatorIsConfirmedByItsOwnSecret(t *testing.T) {
	t.Parallel()
	db, s := openWithMail(t)
	who := fixture.Account(t, db, auth.Member)
	who.AuthenticatedAt = time.Now()
	if _, err := db.Pool.Exec(t.Context(), `INSERT INTO sessions (id, account_id, expires_at, device) VALUES ($1, $2, now() + interval '1 hour', '')`, who.SessionID, who.ID); err != nil {
		t.Fatal(err)
	}
	ctx := auth.With(t.Context(), who)
	enrolment, err := s.Enrol(ctx, "Medskapa")
	if err != nil {
		t.Fatal(err)
	}
	activate := func() error {
		code, err := totp.GenerateCode(enrolment.Secret, time.Now())
		if err != nil {
			return err
		}
		_, err = s.Activate(ctx, code, "192.0.2.1")
		return err
	}
	if got := whileHeld(t, db, who.ID, `UPDATE authenticators SET secret = 'GEZDGNBVGY3TQOJQ'`, activate); got[0] != errs.Unprocessable {
		t.Errorf("%q", got)
	}
	var confirmed int
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM authenticators WHERE confirmed_at IS NOT NULL`).Scan(&confirmed); err != nil || confirmed != 0 {
		t.Errorf("%d are in force: %v", confirmed, err)
	}
}
