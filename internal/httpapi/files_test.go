package httpapi_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

const aPDF = "%PDF-1.7\n%âãÏÓ\n"

func TestFilesOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja := api.As(api.User(auth.Member)).With("Content-Type", "application/octet-stream")
	idea := api.As(api.User(auth.Member)).Post("/ideas", map[string]any{"title": "Bänkar vid kajen", "body": "Det finns ingen.", "challengeIds": []any{}, "state": "published"}).Want(201).String("id")
	maja.Post("/ideas/"+idea+"/files?name=karta.pdf", aPDF).WantCode(403, "forbidden")

	author := api.User(auth.Member)
	mine := api.As(author)
	idea = mine.Post("/ideas", map[string]any{"title": "Bänkar vid kajen", "body": "Det finns ingen.", "challengeIds": []any{}, "state": "published"}).Want(201).String("id")
	before := api.Anonymous().Get("/ideas/" + idea).Want(200)
	sends := mine.With("Content-Type", "application/octet-stream")
	key := sends.With("Idempotency-Key", "a-key-of-mine")
	made := key.Post("/ideas/"+idea+"/files?name=C%3A%5CMina%5CKarta+%C3%B6ver+kajen.PDF", aPDF).Want(201)
	if made.String("name") != "Karta över kajen.PDF" || made.String("kind") != "pdf" || made.Header.Get("Location") != made.String("url") {
		t.Fatalf("%v %s", made.Header, made.Body)
	}
	if again := key.Post("/ideas/"+idea+"/files?name=C%3A%5CMina%5CKarta+%C3%B6ver+kajen.PDF", aPDF).Want(201); again.String("id") != made.String("id") {
		t.Errorf("%s and %s", made.Body, again.Body)
	}
	shown := api.Anonymous().With("If-None-Match", before.Header.Get("ETag")).Get("/ideas/" + idea).Want(200)
	if files := shown.List("files"); len(files) != 1 {
		t.Fatalf("%s", shown.Body)
	}
	path := strings.TrimPrefix(made.String("url"), api.URL+"/api/v1")
	got := api.Anonymous().Get(path).Want(200)
	for name, value := range map[string]string{"Content-Type": "application/octet-stream", "Content-Disposition": "attachment; filename*=utf-8''Karta%20%C3%B6ver%20kajen.PDF",
		"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
		if got.Header.Get(name) != value {
			t.Errorf("%s: %q, want %q", name, got.Header.Get(name), value)
		}
	}
	if string(got.Body) != aPDF {
		t.Errorf("%q", got.Body)
	}

	for _, state := range []string{"hidden", "waiting", "draft"} { // only who may read the idea
		api.Exec(`UPDATE ideas SET state = $2::text, published_at = CASE WHEN $2::text = 'hidden' THEN now() END WHERE id = $1`, idea, state)
		api.Anonymous().Get(path).WantCode(404, "not_found")
		maja.Get(path).WantCode(404, "not_found")
		mine.Get(path).Want(200)
	}
	api.Exec(`UPDATE ideas SET state = 'published', published_at = now() WHERE id = $1`, idea)
	api.Anonymous().Delete(path).WantCode(401, "unauthorized")
	maja.Delete(path).WantCode(403, "forbidden")
	mine.Delete(path).Want(204)
	mine.Delete(path).WantCode(404, "not_found")
	api.Anonymous().Get(path).WantCode(404, "not_found")
	if left := api.Anonymous().Get("/ideas/" + idea).Want(200); left.List("files") != nil {
		t.Errorf("%s", left.Body)
	}
	if n := api.Count(`SELECT count(*) FROM loose_blobs`); n != 0 {
		t.Error("its bytes stay until they are swept up")
	}
}

func TestFilesRefused(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	mine := api.As(api.User(auth.Member))
	idea := mine.Post("/ideas", map[string]any{"title": "Bänkar vid kajen", "body": "Det finns ingen.", "challengeIds": []any{}, "state": "draft"}).Want(201).String("id")
	sends := mine.With("Content-Type", "application/octet-stream")
	to := func(name string) string { return "/ideas/" + idea + "/files?name=" + name }
	for name, content := range map[string]any{
		"karta.pdf": "<html>", "tabell.docx": archive(t, "[Content_Types].xml", "xl/workbook.xml"), "brev.docm": archive(t, "[Content_Types].xml", "word/document.xml"),
		"brev.docx": archive(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "text.odt": archive(t, "mimetype"), "rader.csv": "a\x00b", "tom.txt": "",
		"makro.odt": openDocument(t, "text", "Basic/Standard/Module1.xml"), "blad.ods": openDocument(t, "text"), "sida.html": "<p>", "pdf": aPDF,
	} {
		if got := sends.Post(to(name), content).Want(422); len(got.Fields("file_kind"))+len(got.Fields("other_file_kind")) != 1 {
			t.Errorf("%s: %s", name, got.Body)
		}
	}
	sends.Post(to(strings.Repeat("a", 120)+".pdf"), aPDF).WantField(422, "name", "too_long")
	sends.Post("/ideas/"+idea+"/files", aPDF).WantField(400, "name", "required")
	sends.Post(to("karta.pdf"), bytes.Repeat([]byte{'x'}, 10<<20+1)).WantCode(413, "content_too_large")
	sends.With("Content-Type", "application/pdf").Post(to("karta.pdf"), aPDF).WantCode(415, "unsupported_media_type")
	for _, name := range []string{"brev.docx", "tabell.xlsx", "bilder.pptx"} {
		main := map[string]string{"brev.docx": "word/document.xml", "tabell.xlsx": "xl/workbook.xml", "bilder.pptx": "ppt/presentation.xml"}[name]
		sends.Post(to(name), archive(t, "[Content_Types].xml", main)).Want(201)
	}
	sends.Post(to("rader.csv"), "namn;antal\nbänk;3\n").Want(201)
	sends.Post(to("text.odt"), openDocument(t, "text", "content.xml")).Want(201)
	statuses := inParallel(30, func() int { return sends.Post(to("karta.pdf"), aPDF).Status })
	if statuses[201] != 5 || statuses[422] != 25 {
		t.Errorf("of thirty at once %v", statuses)
	}
	if n := api.Count(`SELECT count(*) FROM loose_blobs`); n != 0 {
		t.Errorf("the bytes of %d that were refused stay", n)
	}
	more := mine.Post("/ideas", map[string]any{"title": "Lyktor vid kajen", "body": "Det är mörkt.", "challengeIds": []any{}, "state": "draft"}).Want(201).String("id")
	if statuses := inParallel(10, func() int { return sends.Post("/ideas/"+more+"/files?name=a.pdf", aPDF).Status }); statuses[201] != 10 {
		t.Errorf("of ten at once %v", statuses)
	}
	last := mine.Post("/ideas", map[string]any{"title": "Träd vid kajen", "body": "Det är kalt.", "challengeIds": []any{}, "state": "draft"}).Want(201).String("id")
	sends.Post("/ideas/"+last+"/files?name=a.pdf", aPDF).WantCode(429, "too_many_requests")
	api.Exec(`UPDATE ideas SET state = 'withdrawn', published_at = now() WHERE id = $1`, idea)
	sends.Post(to("karta.pdf"), aPDF).WantCode(409, "idea_not_published")
}

// openDocument is a package of ODF, with more entries of these names.
func openDocument(t *testing.T, what string, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	first, err := w.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store, UncompressedSize64: 39, CompressedSize64: 39})
	if err == nil {
		_, err = first.Write([]byte("application/vnd.oasis.opendocument." + what))
	}
	for _, name := range names {
		if err == nil {
			_, err = w.Create(name)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// archive is a ZIP with entries of these names.
func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
