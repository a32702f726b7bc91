//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/postgres"
)

// house is one installation, which the tests of TestServe use one after the other: to make one
// takes much longer than to start one.
type house struct {
	data, address string
	program       *program
	ideas         float64  // how many there are
	token         string   // of who signed in last
	secrets       []string // what no log may hold
}

const password = "elva lommar över Kvarnön"

func TestServe(t *testing.T) {
	t.Parallel()
	h := &house{data: filepath.Join(openFolder(t), "data")}
	t.Cleanup(func() {
		if h.program != nil {
			h.program.kill()
		}
	})
	for _, step := range []struct {
		name string
		test func(*testing.T)
	}{
		{"loads the demo and says where", h.testDemo},
		{"answers for its own host only", h.testAnswers},
		{"refuses a second one", h.testSecond},
		{"lets an operator make accounts beside it", h.testCreateBeside},
		{"takes registrations", h.testRegister},
		{"ends at Ctrl-C after the request under way", h.testInterrupt},
		{"keeps its logs free of people and secrets", h.testLogs},
		{"keeps everything over a restart", h.testRestart},
		{"takes its Postgres along when it is killed", h.testKilled},
		{"lets an operator make accounts while it does not run", h.testCreateAlone},
		{"ends when its Postgres is killed", h.testKilledPostgres},
		{"stays up while a database elsewhere is gone", h.testDatabaseGone},
	} {
		if !t.Run(step.name, step.test) {
			return // the next ones build on it
		}
	}
}

// start starts the program, which the next steps use.
func (h *house) start(t *testing.T, settings []string, args ...string) {
	t.Helper()
	h.address = freeAddress(t)
	h.program = launch(t, h.address, append([]string{"MEDSKAPA_DATA=" + h.data, "MEDSKAPA_LOG=debug"}, settings...), args...)
	h.program.awaitReady(t)
}

// signIn checks that somebody can sign in and has that role.
func (h *house) signIn(t *testing.T, email, password string, role auth.Role) {
	t.Helper()
	browser := h.program.api(t).Anonymous()
	answer := browser.Post("/sessions", map[string]any{"email": email, "password": password}).Want(201)
	h.token = answer.String("accessToken")
	me := browser.With("Authorization", "Bearer "+h.token)
	if got := me.Get("/me").Want(200).String("role"); got != string(role) {
		t.Errorf("%s has the role %q, want %q", email, got, role)
	}
	h.secrets = append(h.secrets, email, password, h.token)
	for _, cookie := range (&http.Response{Header: answer.Header}).Cookies() {
		h.secrets = append(h.secrets, cookie.Value)
	}
}

func (h *house) countIdeas(t *testing.T) float64 {
	t.Helper()
	n, ok := h.program.api(t).Anonymous().Get("/ideas?limit=1").Want(200).At("_meta", "totalRecords").(float64)
	if !ok {
		t.Fatal("the list of ideas has no total")
	}
	return n
}

func (h *house) testDemo(t *testing.T) {
	h.start(t, nil, "--demo")
	said := h.program.out.String()
	_, port, _ := net.SplitHostPort(h.address)
	for _, want := range []string{"http://localhost:" + port + "\n", "http://localhost:" + port + "/api/v1/docs\n", "http://localhost:" + port + "/mailbox\n", "“" + demo.Password + "”"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	for _, role := range auth.Roles() {
		found := regexp.MustCompile(`(?m)^ +(\S+@\S+) +`+string(role)+`$`).FindAllStringSubmatch(said, -1)
		if len(found) != 1 {
			t.Fatalf("%d accounts with the role %s:\n%s", len(found), role, said)
		}
		h.signIn(t, found[0][1], demo.Password, role)
	}
	if h.ideas = h.countIdeas(t); h.ideas < 10 {
		t.Errorf("the demo has %v ideas", h.ideas)
	}
}

func (h *house) testAnswers(t *testing.T) {
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready\n", "/": "<!doctype html>", "/api/v1/docs": "<!doctype html>", "/.well-known/jwks.json": `{"keys":`} {
		if answer := h.program.get(t, path).Want(200); !strings.HasPrefix(strings.ToLower(string(answer.Body)), want) {
			t.Errorf("%s: got %.80q, want it to begin with %q", path, answer.Body, want)
		}
	}
	for _, path := range []string{"/", "/readyz", "/api/v1/ideas"} {
		anybody := h.program.api(t).Anonymous()
		request := anybody.Request("GET", path, nil)
		request.Host = "evil.example"
		anybody.Send(request).WantCode(421, "misdirected")
	}
}

// testSecond starts the program on the same folder, and on the same address with another folder.
func (h *house) testSecond(t *testing.T) {
	t.Run("on its folder", func(t *testing.T) {
		t.Parallel()
		execute(t, "", []string{"MEDSKAPA_ADDR=" + freeAddress(t), "MEDSKAPA_DATA=" + h.data}, "serve").
			wantRefusal(t, "another medskapa already uses the folder "+h.data, fmt.Sprintf("process %d", h.program.cmd.Process.Pid))
	})
	t.Run("on its address", func(t *testing.T) {
		t.Parallel()
		other := filepath.Join(openFolder(t), "data")
		execute(t, "", []string{"MEDSKAPA_ADDR=" + h.address, "MEDSKAPA_DATA=" + other}, "serve", "--demo").
			wantRefusal(t, "cannot listen on "+h.address, "address already in use", "MEDSKAPA_ADDR")
		if exists(other) {
			t.Error("the data folder was made although the address is taken")
		}
	})
}

// create runs user create with the password on standard input.
func (h *house) create(t *testing.T, word, email string, args ...string) result {
	t.Helper()
	return execute(t, word+"\n", []string{"MEDSKAPA_DATA=" + h.data, "MEDSKAPA_LOG=warn"},
		append([]string{"user", "create", "--email", email, "--name", "Åsa Öberg"}, args...)...)
}

func (h *house) wantCreated(t *testing.T, email string, role auth.Role) {
	t.Helper()
	got := h.create(t, password, email, "--role", string(role))
	if want := fmt.Sprintf("Made %s with the role %s.\n", email, role); got.code != 0 || got.out != want || got.err != "" {
		t.Fatalf("got %+v, want %q", got, want)
	}
}

func (h *house) testCreateBeside(t *testing.T) {
	h.wantCreated(t, "Åsa@alvsala.example", auth.Administrator)
	h.signIn(t, "åsa@alvsala.example", password, auth.Administrator)
	t.Run("not with a weak password", func(t *testing.T) {
		t.Parallel()
		h.create(t, "password1234", "ny@alvsala.example").wantRefusal(t, "password", "too common")
	})
	t.Run("not twice", func(t *testing.T) {
		t.Parallel()
		h.create(t, password, "ÅSA@Alvsala.example").wantRefusal(t, "email")
	})
}

var secretInMail = regexp.MustCompile(`#(\S+)`)

// testRegister registers as a person does, with the link from the demo's mailbox.
func (h *house) testRegister(t *testing.T) {
	browser := h.program.api(t).Anonymous()
	browser.Post("/accounts", map[string]any{"proofOfWork": browser.Proof(), "email": "egil@alvsala.example", "password": password, "displayName": "Egil Ek", "kind": "resident", "language": "sv"}).Want(202)
	var mails []any
	eventually(t, "the mail comes", func() bool {
		mails = browser.Get("/mailbox-messages?to=egil@alvsala.example").Want(200).List("messages")
		return len(mails) > 0
	})
	found := secretInMail.FindStringSubmatch(fmt.Sprint(mails[0]))
	if found == nil {
		t.Fatalf("no link in %v", mails[0])
	}
	browser.Post("/email-confirmations", map[string]any{"token": found[1], "password": password}).Want(204)
	browser.Post("/sessions", map[string]any{"email": "egil@alvsala.example", "password": "hemligt felaktigt"}).WantCode(401, "invalid_credentials")
	h.signIn(t, "egil@alvsala.example", password, auth.Member)
	h.secrets = append(h.secrets, found[1], "hemligt felaktigt", "Egil Ek")
}

// testInterrupt sends what a terminal's Ctrl-C sends, to the whole process group, while an idea is
// half sent: it is stored, nothing new is taken, and nothing is left running.
func (h *house) testInterrupt(t *testing.T) {
	idea := `{"title":"En bänk vid bron","body":"Där ser man forsen.","challengeIds":[],"state":"published"}`
	conn := h.program.beginPost(t, "/api/v1/ideas", h.token, len(idea))
	pid := postmaster(t, h.data)
	if err := syscall.Kill(-h.program.cmd.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	eventually(t, "nothing new is taken", func() bool {
		other, err := net.Dial("tcp", h.address)
		if err == nil {
			_ = other.Close() // that it opened is the answer
		}
		return err != nil
	})
	if _, err := io.WriteString(conn, idea); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // the connection ends with the test
	if answer.StatusCode != http.StatusCreated {
		t.Errorf("the request under way got %s", answer.Status)
	}
	h.ideas++
	h.program.end(t, 0)
	h.wantStopped(t, pid)
}

// beginPost sends a request up to its body, and returns when the server asks for that.
func (p *program) beginPost(t *testing.T, path, token string, length int) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // it may have ended with the program
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	authorization := ""
	if token != "" {
		authorization = "Authorization: Bearer " + token + "\r\n"
	}
	_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n",
		path, p.address, authorization, length)
	if err != nil {
		t.Fatal(err)
	}
	const goOn = "HTTP/1.1 100 Continue\r\n\r\n"
	got := make([]byte, len(goOn))
	if _, err := io.ReadFull(conn, got); err != nil || string(got) != goOn {
		t.Fatalf("got %q, %v, want the server to ask for the body", got, err)
	}
	return conn
}

// wantStopped checks that Postgres has ended in good order.
func (h *house) wantStopped(t *testing.T, pid int) {
	t.Helper()
	if runs(pid) {
		t.Errorf("Postgres is left running: process %d", pid)
	}
	if _, err := os.Stat(filepath.Join(h.data, "postgres", "cluster", "postmaster.pid")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Postgres did not end in good order: %v", err)
	}
}

func (h *house) testLogs(t *testing.T) {
	log := h.program.err.String()
	if !strings.Contains(log, "request_id=") || !strings.Contains(log, "/api/v1/sessions") {
		t.Errorf("the log does not tell of requests:\n%.2000s", log)
	}
	for _, line := range strings.Split(strings.TrimSuffix(log, "\n"), "\n") {
		if !strings.HasPrefix(line, "time=") {
			t.Errorf("not a line of the log: %q", line)
		}
	}
	ofPostgres, err := os.ReadFile(filepath.Join(h.data, "postgres", "postgres.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{log, string(ofPostgres)} {
		for _, secret := range append(h.secrets, "@alvsala", "@älvsala", "Bearer ") {
			if secret != "" && strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
				t.Errorf("a log holds %q", secret)
			}
		}
	}
}

// testRestart starts the demo again: what people did is there, and the demo is not loaded once more.
func (h *house) testRestart(t *testing.T) {
	h.start(t, nil, "--demo")
	if n := h.countIdeas(t); n != h.ideas {
		t.Errorf("%v ideas, want the %v from before", n, h.ideas)
	}
	h.signIn(t, "egil@alvsala.example", password, auth.Member)
}

func (h *house) testKilled(t *testing.T) {
	pid := postmaster(t, h.data)
	h.program.signal(t, syscall.SIGKILL)
	h.program.end(t, -1)
	eventually(t, "Postgres ends with the program", func() bool { return !runs(pid) })
	h.wantStopped(t, pid)
}

func (h *house) testCreateAlone(t *testing.T) {
	h.wantCreated(t, "moa@alvsala.example", auth.Moderator)
	if _, err := os.Stat(filepath.Join(h.data, "postgres", "cluster", "postmaster.pid")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Postgres is left running: %v", err)
	}
	h.start(t, nil)
	h.signIn(t, "moa@alvsala.example", password, auth.Moderator)
	if said := h.program.out.String(); strings.Contains(said, demo.Password) || strings.Contains(said, "/mailbox") {
		t.Errorf("without --demo it says:\n%s", said)
	}
	h.program.api(t).Anonymous().Get("/mailbox-messages").WantCode(404, "not_found")
}

func (h *house) testKilledPostgres(t *testing.T) {
	if err := syscall.Kill(postmaster(t, h.data), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	h.program.end(t, 1)
	log := strings.Split(strings.TrimSpace(h.program.err.String()), "\n")
	if last := log[len(log)-1]; !strings.HasPrefix(last, "medskapa: the private Postgres has stopped") {
		t.Errorf("its last line is %q", last)
	}
}

// TestStopsWhileStarting stops the program while it makes its database.
func TestStopsWhileStarting(t *testing.T) {
	t.Parallel()
	data := filepath.Join(openFolder(t), "data")
	p := launch(t, freeAddress(t), []string{"MEDSKAPA_DATA=" + data})
	t.Cleanup(p.kill)
	eventually(t, "it makes its database", func() bool { return exists(filepath.Join(data, "postgres", "password")) })
	p.signal(t, syscall.SIGTERM)
	p.end(t, 0)
	if exists(filepath.Join(data, "postgres", "cluster", "postmaster.pid")) || strings.Contains(p.err.String(), "medskapa:") || p.out.String() != "" {
		t.Errorf("it left its Postgres, or complained: %s%s", p.out, p.err)
	}
}

// testDatabaseGone runs the program on a database that somebody else runs, and stops that for a while.
func (h *house) testDatabaseGone(t *testing.T) {
	open := func() *postgres.Cluster {
		cluster, err := postgres.OpenCluster(t.Context(), postgres.Options{Data: h.data, Binaries: os.Getenv("MEDSKAPA_POSTGRES_BIN")})
		if err != nil {
			t.Fatal(err)
		}
		return cluster
	}
	shut := func(cluster *postgres.Cluster) {
		if err := cluster.Close(context.Background()); err != nil { // the test's own context may have ended
			t.Fatal(err)
		}
	}
	cluster := open()
	data := filepath.Join(openFolder(t), "data") // of files only
	h.start(t, []string{"DATABASE_URL=" + cluster.URL(), "MEDSKAPA_DATA=" + data})
	h.signIn(t, "egil@alvsala.example", password, auth.Member)
	h.program.get(t, "/readyz").Want(200)
	shut(cluster)
	h.program.get(t, "/healthz").Want(200)
	gone := h.program.get(t, "/readyz").WantCode(503, "unavailable")
	if kind := gone.Header.Get("Content-Type"); kind != "application/problem+json" || strings.Contains(string(gone.Body), "postgres") {
		t.Errorf("got %s, %s", kind, gone.Body)
	}
	h.program.api(t).Anonymous().Get("/ideas").WantCode(503, "unavailable")
	cluster = open()
	eventually(t, "it finds the database again", func() bool { return h.program.get(t, "/readyz").Status == 200 })
	h.program.api(t).Anonymous().Get("/ideas").Want(200)
	h.program.signal(t, syscall.SIGTERM)
	h.program.end(t, 0)
	shut(cluster)
	wantNoCluster(t, data)
}
