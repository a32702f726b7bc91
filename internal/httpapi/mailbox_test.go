package httpapi_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMailboxOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for i := range 5 {
		id := uuid.Must(uuid.NewV7())
		api.Exec(`INSERT INTO mailbox_messages (id, message_id, recipient, subject, body) VALUES ($1, $2, $3, $4, 'Hej!')`,
			id, id.String(), []string{"Asa@alvsala.example", "bo@alvsala.example"}[i%2], fmt.Sprint("Brev ", i))
	}
	everybody := api.Anonymous()
	var subjects []string
	path := "/mailbox-messages?limit=2"
	for cursor := ""; ; {
		piece := everybody.Get(path + cursor).Want(200)
		for _, m := range piece.List("messages") {
			subjects = append(subjects, m.(map[string]any)["subject"].(string)) // a panic would fail the test, too
		}
		next := piece.String("_meta", "nextCursor")
		if next == "" {
			break
		}
		cursor = "&cursor=" + next
	}
	if fmt.Sprint(subjects) != "[Brev 4 Brev 3 Brev 2 Brev 1 Brev 0]" {
		t.Fatalf("%v", subjects)
	}
	asa := everybody.Get("/mailbox-messages?to=asa@ALVSALA.example").Want(200)
	if asa.At("_meta", "totalRecords") != 3.0 || asa.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%v %s", asa.Header, asa.Body)
	}
	first, _ := asa.List("messages")[0].(map[string]any)
	if one := everybody.Get("/mailbox-messages/" + fmt.Sprint(first["id"])).Want(200); one.String("to") != "Asa@alvsala.example" || one.String("text") != "Hej!" {
		t.Fatalf("%s", one.Body)
	}
	everybody.Get("/mailbox-messages/"+uuid.NewString()).WantCode(404, "not_found")
}

// Where mail is really sent there is no mailbox.
func TestNoMailboxOutsideADemo(t *testing.T) {
	t.Parallel()
	program, err := app.New(t.Context(), postgrestest.New(t), app.Options{URL: "http://127.0.0.1:8080", ParallelLogins: 1,
		Log: slog.New(slog.DiscardHandler), Frontend: fstest.MapFS{"index.html": {Data: []byte(apitest.Index)}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/mailbox-messages", "/mailbox-messages/" + uuid.NewString()} {
		answer := httptest.NewRecorder()
		program.Handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+httpapi.Base+path, nil))
		if answer.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
}
