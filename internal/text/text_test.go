package text_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/text"
)

func TestText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in   string
		line, text error
	}{
		{"plain", "Ljus längs älven", nil, nil},
		{"empty", "", nil, nil},
		{"emoji with joiners", "👩‍🌾👨‍👩‍👧", nil, nil},
		{"formula", "=1+1", nil, nil},
		{"markup as text", "<script>alert(1)</script> {{7*7}} \"'", nil, nil},
		{"Arabic", "الضوء على طول النهر", nil, nil},
		{"Tigrinya", "ብርሃን ኣብ ጥቓ ሩባ", nil, nil},
		{"Vietnamese in NFD", "tiếng Việt", nil, nil},
		{"several lines", "en\ntvå\r\n\ttre", text.ErrForbidden, nil},
		{"line separator", "en\u2028två", text.ErrForbidden, nil},
		{"spaces only", "   ", text.ErrBlank, text.ErrBlank},
		{"zero width only", "\u200b\u200c\u200d\u2060\ufeff", text.ErrBlank, text.ErrBlank},
		{"Hangul filler", "\u3164\u3164", text.ErrBlank, text.ErrBlank},
		{"blank Braille", "\u2800", text.ErrBlank, text.ErrBlank},
		{"marks only", "\u0301", text.ErrBlank, text.ErrBlank},
		{"NUL", "a\x00b", text.ErrForbidden, text.ErrForbidden},
		{"escape", "a\x1bb", text.ErrForbidden, text.ErrForbidden},
		{"C1 control", "a\u0085b", text.ErrForbidden, text.ErrForbidden},
		{"right-to-left override", "a\u202egnp.exe", text.ErrForbidden, text.ErrForbidden},
		{"isolate", "a\u2066b", text.ErrForbidden, text.ErrForbidden},
		{"noncharacter", "a\uffffb", text.ErrForbidden, text.ErrForbidden},
		{"tag characters", "a\U000E0041", text.ErrForbidden, text.ErrForbidden},
		{"invalid UTF-8", "a\xff", text.ErrForbidden, text.ErrForbidden},
		{"heap of marks", "z" + strings.Repeat("\u0301", 500), text.ErrForbidden, text.ErrForbidden},
	} {
		if got := text.Line(c.in); !errors.Is(got, c.line) {
			t.Errorf("%s as a line: %v, want %v", c.name, got, c.line)
		}
		if got := text.Text(c.in); !errors.Is(got, c.text) {
			t.Errorf("%s as text: %v, want %v", c.name, got, c.text)
		}
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		check func(string) error
		good  []string
		bad   []string
	}{
		{"email", text.Email, []string{"maja@alvsala.example", "m.l+kommun@sub.alvsala.example", "åsa@älvsala.example"},
			[]string{"maja", "maja@alvsala", "Maja <maja@alvsala.example>", "maja@alvsala.example\r\nBcc: x@y.se", "a b@c.se", "@c.se", "maja@alvsala.example,other@x.se", "maja@[127.0.0.1]", "maja@alvsala.example\u200b", "ma\u00adja@alvsala.example"}},
		{"https URL", text.HTTPSURL, []string{"https://moten.example/x?y=1"},
			[]string{"http://moten.example", "javascript:alert(1)", "https://", "//evil.example", "https://user:pass@evil.example", "https://a b.example"}},
		{"UUID", text.UUID, []string{"01929b7e-0000-7000-8000-000000000000"}, []string{"", "1", "{01929b7e-0000-7000-8000-000000000000}", "urn:uuid:01929b7e-0000-7000-8000-000000000000", "01929b7e000070008000000000000000"}},
		{"date and time", text.DateTime, []string{"2026-11-22T17:00:00Z", "2026-11-22T17:00:00.123+05:30", "2024-02-29T00:00:00-12:00"},
			[]string{"2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "99999-01-01T00:00:00Z", "2026-11-22T17:00:00+25:00", "2026-11-22", "2026-11-22T25:00:00Z", "yesterday"}},
	} {
		for _, good := range c.good {
			if err := c.check(good); err != nil {
				t.Errorf("%s %q: %v", c.name, good, err)
			}
		}
		for _, bad := range c.bad {
			if c.check(bad) == nil {
				t.Errorf("%s %q is let through", c.name, bad)
			}
		}
	}
}
