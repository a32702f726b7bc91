package markdown_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/markdown"
)

const aPicture = "0197c2f0-4e53-7f21-a8d2-2b3c4d5e6f04"

func TestPictures(t *testing.T) {
	t.Parallel()
	md, id := markdown.New(), uuid.MustParse(aPicture)
	for source, want := range map[string][]markdown.Shown{
		"![En **upplyst** stig](image:" + aPicture + ")":                                {{ID: id, Alt: "En upplyst stig"}},
		"text ![](image:" + aPicture + " \"decorative\") mer":                           {{ID: id, Decorative: true}},
		"![](image:" + aPicture + ")":                                                   {{ID: id}},
		"![a][b]\n\n[b]: image:" + aPicture:                                             {{ID: id, Alt: "a"}},
		"`![a](image:" + aPicture + ")` ![a](https://x.example/a.png) image:x":          nil,
		"![a](image:" + strings.ToUpper(aPicture) + ") ![a](image:../" + aPicture + ")": nil,
	} {
		if got := md.Pictures(source); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v", source, got)
		}
	}
}

func TestIllustrated(t *testing.T) {
	t.Parallel()
	md, id := markdown.New(), uuid.MustParse(aPicture)
	at := "https://medskapa.example/api/v1/images/" + aPicture
	known := map[uuid.UUID]markdown.Picture{id: {URL: at, Srcset: at + "?width=480 480w, " + at + "?width=900 900w", Width: 900, Height: 600}}
	const element = `<p><img src="` + "https://medskapa.example/api/v1/images/" + aPicture + `"`
	got, err := md.Illustrated(`![En "stig" <b>](image:`+aPicture+`)`, known)
	for _, part := range []string{element, `alt="En &#34;stig&#34; "`, ` width="900"`, ` height="600"`, ` loading="lazy"`, `?width=480 480w, `, ` sizes="(min-width: 42rem) 38rem, 100vw"`} {
		if err != nil || !strings.Contains(got, part) {
			t.Errorf("%s is not in %s: %v", part, got, err)
		}
	}
	for source, want := range map[string]string{
		"a ![x](image:0197c2f0-4e53-7f21-a8d2-2b3c4d5e6f05) b": "<p>a  b</p>",
		"![x](https://tracker.example/pixel.gif)":              "<p></p>",
		"![x](data:image/svg+xml;base64,PHN2Zz4=)":             "<p></p>",
		"[![x](javascript:alert(1))](https://x.example)":       `<p><a href="https://x.example" rel="nofollow noreferrer"></a></p>`,
		`<img src="` + at + `">`:                               "",
	} {
		if got, err := md.Illustrated(source, known); err != nil || strings.TrimSpace(got) != want {
			t.Errorf("%q: %q, %v", source, got, err)
		}
	}
	if got, err := md.Excerpt("Före ![En stig](image:"+aPicture+") efter", 40); err != nil || got != "Före efter" {
		t.Errorf("%q: %v", got, err)
	}
}
