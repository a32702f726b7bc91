package identity_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/auth"
)

// logged is what the program has logged.
type logged struct {
	sync.Mutex
	bytes.Buffer
}

// Write takes a line in.
func (l *logged) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(p)
}

func (l *logged) text() string {
	l.Lock()
	defer l.Unlock()
	return l.String()
}

// Somebody signs in with their number, proves where they live, is refused with a wrong number and takes out all that is known of them:
// the number stands in no log, export, audit log or table.
func TestTheNumberIsNowhere(t *testing.T) {
	t.Parallel()
	log := &logged{}
	c := config(t, fmt.Sprintf(eID, oidcProvider(t)))
	api := apitest.NewWith(t, func(o *app.Options) {
		o.Identity, o.Log = c, slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	claims := map[string]any{"sub": "tolvan", numberClaim: tolvan, "municipality": "2180", "name": "Tolvan Tolvansson"}
	maja := join(t, api, claims, "maja@alvsala.example").enter(claims)
	if own := maja.Get("/me/identities").Want(http.StatusOK); own.String("residenceVerifiedUntil") == "" {
		t.Fatalf("not proven: %s", own.Body)
	}
	second := newPerson(t, api, api.Anonymous())
	second.as(second.depart("e-legitimation"), map[string]any{"sub": "x", numberClaim: other[:11] + "0"}).WantCode(http.StatusForbidden, "identity_refused")

	places := map[string]string{"the export": export(t, maja), "the log": log.text()}
	admin := api.User(auth.Administrator)
	places["the audit log"] = string(api.As(admin).Get("/audit-log/export").Want(http.StatusOK).Body)
	if !strings.Contains(places["the audit log"], "export.requested") || !strings.Contains(places["the log"], "/identity-returns") {
		t.Error("the logs do not tell what happened, so they prove nothing")
	}
	for place, text := range places {
		for _, secret := range []string{tolvan, tolvan[2:], other[:11], "Tolvansson"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s has %q", place, secret)
			}
		}
	}
	nowhere(t, api, tolvan, tolvan[2:], other[:11], "Tolvansson")
}

// export returns all that somebody is told is known of them, as one text.
func export(t *testing.T, who person) (all string) {
	t.Helper()
	id := who.Post("/me/exports", nil).Want(http.StatusCreated).String("id")
	for who.Get("/me/exports/"+id).Want(http.StatusOK).String("state") == "waiting" {
		if t.Context().Err() != nil {
			t.Fatal(t.Context().Err())
		}
	}
	file := who.Get("/me/exports/" + id + "/file").Want(http.StatusOK).Body
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all += string(content)
	}
	return all
}
