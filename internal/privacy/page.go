package privacy

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"github.com/medskapa/medskapa/internal/text"
)

// style is all that the page has besides text: its policy lets nothing else in.
const style = `body{max-width:48rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif;color:#1b1b1b;background:#fff}` +
	`h2{margin-top:3rem;border-top:3px solid;padding-top:.5rem}dl{border-top:1px solid #bbb;padding-top:.75rem}dt{color:#555;font-size:.875rem}` +
	`dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}`

// policy is the page's Content-Security-Policy.
func policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// writePage writes the same for people, in their language. Everything that is not this file's own passes
// through html.EscapeString.
func (a *archive) writePage(w *bufio.Writer) error {
	title := text.In(a.language, "Det här vet Medskapa om dig", "What Medskapa knows about you")
	made := text.In(a.language, "Uttaget gjordes", "Made")
	note := text.In(a.language, "Samma uppgifter för datorprogram ligger i mappen data. Lösenord, nycklar och det som andra har skrivit är inte med.",
		"The same for computer programs is in the folder data. Passwords, keys and what others wrote are not included.")
	_, err := fmt.Fprintf(w, `<!doctype html><html lang=%q><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content=%q>`+
		`<meta name="viewport" content="width=device-width"><title>%s</title><style>%s</style></head><body><h1>%s</h1><p>%s %s. %s</p>`,
		a.language, policy(), title, style, title, made, clock(a.now), note)
	if err != nil {
		return err
	}
	for _, t := range tables() {
		if t.query == "" {
			continue
		}
		if err := a.writeSection(w, t); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	_, err = w.WriteString("</body></html>\n")
	return err
}

func (a *archive) writeSection(w *bufio.Writer, t table) error {
	if _, err := fmt.Fprintf(w, "\n<h2>%s</h2>", html.EscapeString(text.In(a.language, t.title[0], t.title[1]))); err != nil {
		return err
	}
	before := a.rows
	words := labels()
	err := a.each(t, func(row []byte) error {
		fields, err := fieldsIn(row)
		if err != nil {
			return err
		}
		var b strings.Builder
		b.WriteString("\n<dl>")
		for _, f := range fields {
			label := words[f.key]
			fmt.Fprintf(&b, "<dt>%s</dt><dd>%s</dd>", html.EscapeString(text.In(a.language, label[0], label[1])), html.EscapeString(f.text()))
		}
		b.WriteString("</dl>")
		_, err = w.WriteString(b.String())
		return err
	})
	if err == nil && a.rows == before {
		_, err = fmt.Fprintf(w, "<p>%s</p>", text.In(a.language, "Inget.", "Nothing."))
	}
	return err
}

// field is a column of a row.
type field struct {
	key   string
	value json.RawMessage
}

// fieldsIn reads an object and keeps the order of its keys.
func fieldsIn(row []byte) ([]field, error) {
	d := json.NewDecoder(bytes.NewReader(row))
	if _, err := d.Token(); err != nil { // {
		return nil, err
	}
	var fields []field
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		f := field{}
		f.key, _ = key.(string) // keys of objects are
		if err := d.Decode(&f.value); err != nil {
			return nil, err
		}
		fields = append(fields, f)
	}
	if _, err := d.Token(); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return fields, nil
}

// text is a value as people read it.
func (f field) text() string {
	var s string
	if json.Unmarshal(f.value, &s) != nil { // a number, an object, null
		return strings.ReplaceAll(string(f.value), "null", "–")
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil && (f.key == "at" || strings.HasSuffix(f.key, "_at")) {
		return clock(t)
	}
	return s
}

func clock(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }
