package image

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/errs"
)

func prepared(t *testing.T, mediaType string, data []byte) image.Image {
	t.Helper()
	p, err := prepare(t.Context(), mediaType, data)
	if err != nil {
		t.Fatal(err)
	}
	var largest image.Image
	for i, w := range Widths(p.width) {
		m, err := jpeg.Decode(bytes.NewReader(p.sizes[i].jpeg))
		if h := max(1, p.height*w/p.width); err != nil || p.sizes[i].width != w || m.Bounds().Dx() != w || m.Bounds().Dy() != h {
			t.Fatalf("%v, not %d by %d: %v", m.Bounds(), w, h, err)
		}
		for _, trace := range []string{secret, "Exif", "JFIF\x00\x01\x01"} {
			if bytes.Contains(p.sizes[i].jpeg, []byte(trace)) {
				t.Errorf("%q is still there, %d wide", trace, w)
			}
		}
		largest = m
	}
	return largest
}

// near reports whether a pixel has a colour, but for what JPEG loses.
func near(m image.Image, x, y int, want color.Color) bool {
	r, g, b, _ := m.At(x, y).RGBA()
	wr, wg, wb, _ := want.RGBA()
	off := func(a, b uint32) bool { return max(a, b)-min(a, b) > 16<<8 }
	return !off(r, wr) && !off(g, wg) && !off(b, wb)
}

// corners checks the colours of the corners: above from the left, then below.
func corners(t *testing.T, m image.Image, want ...color.RGBA) {
	t.Helper()
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	for i, at := range []image.Point{{w / 4, h / 4}, {w * 3 / 4, h / 4}, {w / 4, h * 3 / 4}, {w * 3 / 4, h * 3 / 4}} {
		if !near(m, at.X, at.Y, want[i]) {
			t.Errorf("corner %d is %v, want %v", i, m.At(at.X, at.Y), want[i])
		}
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	dark, bright := color.RGBA{0, 0, 0, 255}, color.RGBA{0, 200, 0, 255}
	see := image.NewNRGBA(image.Rect(0, 0, 40, 40)) // transparent
	grey := image.NewGray16(image.Rect(0, 0, 40, 40))
	for name, c := range map[string]struct {
		mediaType string
		data      []byte
		w, h      int
		want      []color.RGBA
	}{
		"jpeg":            {"image/jpeg", asJPEG(t, quarters(80, 40)), 80, 40, []color.RGBA{red, green, blue, white}},
		"png":             {"image/png", asPNG(t, quarters(80, 40)), 80, 40, []color.RGBA{red, green, blue, white}},
		"webp":            {"image/webp", riff(riffChunk("VP8L", losslessWebP(64, 32))), 64, 32, []color.RGBA{dark, bright, dark, bright}},
		"transparent":     {"image/png", asPNG(t, see), 40, 40, []color.RGBA{white, white, white, white}},
		"16 bits of grey": {"image/png", asPNG(t, grey), 40, 40, []color.RGBA{dark, dark, dark, dark}},
		"scaled":          {"image/jpeg", asJPEG(t, quarters(2400, 60)), 1600, 40, []color.RGBA{red, green, blue, white}},
		"upright, scaled": {"image/png", asPNG(t, quarters(50, 2000)), 40, 1600, []color.RGBA{red, green, blue, white}},
		"halved, scaled":  {"image/png", asPNG(t, quarters(3400, 68)), 1600, 32, []color.RGBA{red, green, blue, white}},
		"one pixel":       {"image/png", asPNG(t, quarters(1, 1)), 1, 1, []color.RGBA{red, red, red, red}},
		"a line":          {"image/png", asPNG(t, image.NewGray(image.Rect(0, 0, 10_000, 1))), 1600, 1, []color.RGBA{dark, dark, dark, dark}},
		"a column":        {"image/jpeg", asJPEG(t, image.NewGray(image.Rect(0, 0, 1, 10_000))), 1, 1600, []color.RGBA{dark, dark, dark, dark}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := prepared(t, c.mediaType, c.data)
			if m.Bounds().Dx() != c.w || m.Bounds().Dy() != c.h {
				t.Fatalf("%v, want %d by %d", m.Bounds(), c.w, c.h)
			}
			corners(t, m, c.want...)
		})
	}
}

// A large picture is stored in several widths, none of which tells what the file told.
func TestSizes(t *testing.T) {
	t.Parallel()
	file := withSegments(asJPEG(t, quarters(1700, 1000)), exif(binary.LittleEndian, 6))
	if m := prepared(t, "image/jpeg", file); m.Bounds().Dx() != 941 || m.Bounds().Dy() != 1600 {
		t.Fatal(m.Bounds())
	}
	for width, want := range map[int][]int{1: {1}, 480: {480}, 481: {480, 481}, 960: {480, 960}, 1600: {480, 960, 1600}} {
		if got := Widths(width); !slices.Equal(got, want) {
			t.Errorf("%d: %v", width, got)
		}
	}
}

// Whatever way the camera was held, the picture is upright, and what the file told is gone.
func TestOrientation(t *testing.T) {
	t.Parallel()
	for o, want := range map[uint16][]color.RGBA{
		1: {red, green, blue, white}, 2: {green, red, white, blue}, 3: {white, blue, green, red}, 4: {blue, white, red, green},
		5: {red, blue, green, white}, 6: {blue, red, white, green}, 7: {white, green, blue, red}, 8: {green, white, red, blue},
		0: {red, green, blue, white}, 9: {red, green, blue, white},
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			m := prepared(t, "image/jpeg", withSegments(asJPEG(t, quarters(80, 40)), exif(order, o)))
			if lies := o >= 5 && o <= 8; (m.Bounds().Dy() == 80) != lies {
				t.Errorf("orientation %d: %v", o, m.Bounds())
			}
			corners(t, m, want...)
		}
	}
}

func TestOrientationOfOtherFormats(t *testing.T) {
	t.Parallel()
	block := exif(binary.BigEndian, 6)
	m := prepared(t, "image/png", withChunks(asPNG(t, quarters(80, 40)), chunk("tEXt", []byte("Comment\x00"+secret)), chunk("eXIf", block)))
	corners(t, m, blue, red, white, green)
	const hasExif = 1 << 3
	file := riff(extended(hasExif, 64, 32), riffChunk("VP8L", losslessWebP(64, 32)), riffChunk("EXIF", append([]byte("Exif\x00\x00"), block...)))
	m = prepared(t, "image/webp", file)
	dark, bright := color.RGBA{0, 0, 0, 255}, color.RGBA{0, 200, 0, 255}
	corners(t, m, dark, dark, bright, bright)
}

func TestRefused(t *testing.T) {
	t.Parallel()
	jpg, pic := asJPEG(t, quarters(400, 300)), asPNG(t, quarters(400, 300))
	web := riff(riffChunk("VP8L", losslessWebP(400, 300)))
	const animated = 1 << 1
	frame := append(make([]byte, 16), riffChunk("VP8L", losslessWebP(64, 32))...)
	moving := riff(extended(animated, 64, 32), riffChunk("ANIM", make([]byte, 6)), riffChunk("ANMF", frame))
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	for name, c := range map[string]struct {
		mediaType string
		data      []byte
		fault     errs.Code // of the body; empty for an unsupported media type
	}{
		"nothing":             {"image/png", nil, errs.NotAnImage},
		"SVG named PNG":       {"image/png", svg, errs.NotAnImage},
		"SVG":                 {"image/svg+xml", svg, ""},
		"GIF":                 {"image/gif", []byte("GIF89a"), ""},
		"PNG named JPEG":      {"image/jpeg", pic, errs.NotAnImage},
		"JPEG named WebP":     {"image/webp", jpg, errs.NotAnImage},
		"half a JPEG":         {"image/jpeg", jpg[:len(jpg)/2], errs.NotAnImage},
		"half a PNG":          {"image/png", pic[:len(pic)/2], errs.NotAnImage},
		"half a WebP":         {"image/webp", web[:len(web)/2], errs.NotAnImage},
		"only magic, JPEG":    {"image/jpeg", []byte("\xff\xd8\xff"), errs.NotAnImage},
		"only magic, PNG":     {"image/png", []byte("\x89PNG\r\n\x1a\n"), errs.NotAnImage},
		"only magic, WebP":    {"image/webp", []byte("RIFF\x04\x00\x00\x00WEBP"), errs.NotAnImage},
		"an animated WebP":    {"image/webp", moving, errs.NotAnImage},
		"a PNG bomb":          {"image/png", pngSaying(t, 50_000, 50_000), errs.TooManyPixels},
		"a PNG of 2^62":       {"image/png", pngSaying(t, 1<<31-1, 1<<31-1), errs.NotAnImage},
		"25.005 megapixels":   {"image/png", pngSaying(t, 5_001, 5_000), errs.TooManyPixels},
		"no pixels":           {"image/png", pngSaying(t, 0, 7), errs.NotAnImage},
		"a WebP bomb":         {"image/webp", riff(riffChunk("VP8L", losslessWebP(16_384, 1)[:5]), riffChunk("JUNK", nil)), errs.NotAnImage},
		"a WebP of too much":  {"image/webp", riff(extended(0, 1<<14, 1<<14)), errs.TooManyPixels},
		"a WebP that lies":    {"image/webp", riff(extended(0, 10, 10), riffChunk("VP8L", losslessWebP(400, 300))), errs.NotAnImage},
		"a JPEG without data": {"image/jpeg", manyScans(0), errs.NotAnImage},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := prepare(t.Context(), c.mediaType, c.data)
			if c.fault == "" {
				if errs.CodeOf(err) != errs.UnsupportedMediaType {
					t.Fatal(err)
				}
				return
			}
			var problem *errs.Error
			if !errors.As(err, &problem) || problem.Code != errs.Unprocessable || problem.Fields[0].Name != "body" || problem.Fields[0].Code != c.fault {
				t.Fatalf("%v, want %s", err, c.fault)
			}
		})
	}
}

// A small file that asks for endless work is given up.
func TestTimeIsBounded(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := prepare(ctx, "image/jpeg", manyScans(50_000))
	if errs.CodeOf(err) != errs.Unprocessable || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
}

// Damaged files are refused or give a picture; nothing else happens.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2)) // repeatable
	for mediaType, file := range map[string][]byte{
		"image/jpeg": withSegments(asJPEG(t, quarters(40, 30)), exif(binary.LittleEndian, 6)),
		"image/png":  withChunks(asPNG(t, quarters(40, 30)), chunk("eXIf", exif(binary.BigEndian, 6))),
		"image/webp": riff(extended(1<<3, 64, 32), riffChunk("VP8L", losslessWebP(64, 32)), riffChunk("EXIF", exif(binary.LittleEndian, 8))),
	} {
		for range 200 {
			damaged := bytes.Clone(file)
			for range 1 + random.IntN(4) {
				damaged[random.IntN(len(damaged))] = byte(random.IntN(256))
			}
			damaged = damaged[:len(damaged)-random.IntN(2)*random.IntN(len(damaged))]
			orientation(formats[mediaType].tiff(damaged))
			p, err := prepare(t.Context(), mediaType, damaged)
			if (err == nil) == (len(p.sizes) == 0) || err != nil && errs.CodeOf(err) != errs.Unprocessable {
				t.Fatalf("%d sizes: %v", len(p.sizes), err)
			}
		}
	}
}
