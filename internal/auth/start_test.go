package auth_test

import (
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Who becomes staff while they sign in gets a session of staff.
func TestASessionThatBeginsAsARoleIsGivenIsOneOfStaff(t *testing.T) {
	t.Parallel()
	for name, give := range map[string]func(tx *gorm.DB, i installation) error{
		"a role": func(tx *gorm.DB, i installation) error {
			return tx.Exec(`UPDATE accounts SET role = 'moderator' WHERE id = ?`, i.account).Error
		},
		"something to lead": func(tx *gorm.DB, i installation) error {
			if err := tx.Exec(`INSERT INTO lead_assignments (challenge_id, account_id) SELECT id, ? FROM challenges`, i.account).Error; err != nil {
				return err
			}
			return auth.LimitSessions(tx, i.account)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := newInstallation(t)
			fixture.Challenge(t, i.db, "support")
			begun := make(chan error, 1)
			err := postgres.Transaction(t.Context(), i.db.Gorm, func(tx *gorm.DB) error {
				if err := give(tx, i); err != nil {
					return err
				}
				go func() {
					_, err := i.sessions.Start(t.Context(), auth.SignIn{Account: i.account})
					begun <- err
				}()
				i.waits(t)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := <-begun; err != nil {
				t.Fatal(err)
			}
			var lasts time.Duration
			if err := i.db.Pool.QueryRow(t.Context(), `SELECT expires_at - now() FROM sessions`).Scan(&lasts); err != nil || lasts > 12*time.Hour {
				t.Errorf("it lasts %s: %v", lasts, err)
			}
		})
	}
}

// waits returns once somebody waits for a lock.
func (i installation) waits(t *testing.T) {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for range 2000 {
		<-look.C
		var waiting bool
		err := i.db.Pool.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
		if waiting {
			return
		}
	}
	t.Fatal("nobody waits")
}

// Who leads something is staff: a session of theirs that lies unused is over for whoever asks.
func TestAnIdleSessionOfALeaderIsOver(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	grant, err := i.sessions.Start(t.Context(), auth.SignIn{Account: i.account})
	if err != nil {
		t.Fatal(err)
	}
	who, err := i.sessions.Authenticate(t.Context(), grant.AccessToken)
	if err != nil {
		t.Fatal(err)
	}
	i.exec(t, `UPDATE sessions SET last_used_at = now() - interval '31 minutes'`)
	look := func() int {
		t.Helper()
		listed, err := i.sessions.List(t.Context(), who, page.Request{Limit: 10, Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		return len(listed.Items)
	}
	if n := look(); n != 1 {
		t.Errorf("%d sessions of a member", n)
	}
	fixture.Challenge(t, i.db, "support", who)
	if n := look(); n != 0 {
		t.Errorf("%d sessions of a leader", n)
	}
	if _, err := i.sessions.Refresh(t.Context(), grant.RefreshToken); errs.CodeOf(err) != errs.Unauthorized {
		t.Errorf("renewed: %v", err)
	}
	err = i.sessions.Watch(t.Context(), who, "", func(n auth.Notice, _ string) error {
		if n != auth.SessionEnded {
			return errors.New(string(n))
		}
		return nil
	})
	if err != nil {
		t.Errorf("watched: %v", err)
	}
}
