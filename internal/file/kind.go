package file

import (
	"archive/zip"
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
)

// maxName bounds the name of a file, in characters.
const maxName = 120

// kinds are those that are taken, by the end of the name, each with what its content looks like. None of them runs anything by being
// opened in a program of today: those of office programs are the ones without macros.
var kinds = map[idea.FileKind]func(data []byte) bool{ //nolint:gochecknoglobals // a table of constants
	"pdf":  func(data []byte) bool { return bytes.HasPrefix(data, []byte("%PDF-")) },
	"odt":  openDocument("text"),
	"ods":  openDocument("spreadsheet"),
	"odp":  openDocument("presentation"),
	"docx": officeOpen("word/document.xml"),
	"xlsx": officeOpen("xl/workbook.xml"),
	"pptx": officeOpen("ppt/presentation.xml"),
	"txt":  isText,
	"csv":  isText,
}

// kindOf is the kind of a file by its name, and the name as it is kept: without folders. The problem is of the field name or of
// the body.
func kindOf(name string, data []byte) (idea.FileKind, string, error) {
	name = strings.TrimSpace(path.Base(strings.ReplaceAll(name, `\`, "/")))
	kind := idea.FileKind(strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")))
	fits, known := kinds[kind]
	switch {
	case utf8.RuneCountInString(name) > maxName:
		return "", "", errs.Invalid("name", errs.TooLong, maxName)
	case !known:
		return "", "", errs.Invalid("name", errs.FileKind)
	case len(data) == 0 || !fits(data):
		return "", "", errs.Invalid("body", errs.OtherFileKind)
	}
	return kind, name, nil
}

func isText(data []byte) bool { return utf8.Valid(data) && !bytes.ContainsRune(data, 0) }

// maxEntries is how many an archive may have; a document of a thousand pages with a picture on each has not as many.
const maxEntries = 5_000

// openDocument recognises a package of ODF 1.3 (OASIS), whose first entry says what it is; one with macros or scripts is none.
func openDocument(what string) func([]byte) bool {
	const entry = "mimetypeapplication/vnd.oasis.opendocument."
	return func(data []byte) bool {
		const header = 30 // bytes of a ZIP's local header before the name
		return len(data) > header && bytes.HasPrefix(data[header:], []byte(entry+what)) && !contains(data, func(name string) bool {
			return strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/") || strings.HasPrefix(name, "dialogs/")
		}, true)
	}
}

// officeOpen recognises a package of Office Open XML (ECMA-376) by its main part; one with macros is none. Nothing is unpacked.
func officeOpen(main string) func([]byte) bool {
	return func(data []byte) bool {
		return contains(data, is("[content_types].xml"), false) && contains(data, is(main), false) &&
			!contains(data, func(name string) bool { return strings.HasSuffix(name, "vbaproject.bin") }, true)
	}
}

func is(wanted string) func(string) bool { return func(name string) bool { return name == wanted } }

// contains reports whether an archive has an entry whose name, in small letters, is such; otherwise for what is no archive, or one too large.
func contains(data []byte, such func(name string) bool, otherwise bool) bool {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(archive.File) > maxEntries {
		return otherwise
	}
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return such(strings.ToLower(f.Name)) })
}
