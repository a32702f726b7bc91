package image

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"time"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"github.com/medskapa/medskapa/internal/errs"
)

const (
	maxMegapixels = 25
	maxSide       = 1600 // pixels of the longer side as stored
	quality       = 82   // of the JPEG, from 1 to 100
	// maxTime bounds decoding: a small file can ask for hours of work, such as a JPEG of a million scans.
	maxTime = 20 * time.Second
)

// picture is ready to be stored, in one size or several.
type picture struct {
	width, height int    // of the largest
	sizes         []size // the smallest first
}

// size is a picture as JPEG. WebP would be some quarter smaller, but there is no maintained encoder with losses in Go itself.
type size struct {
	width int
	jpeg  []byte
}

// Widths are those, in pixels, in which a picture of the given width is stored, the smallest first and its own the last.
func Widths(width int) []int {
	narrower := slices.DeleteFunc([]int{480, 960}, func(w int) bool { return w >= width })
	return append(narrower, width)
}

// format is a kind of file that is taken in.
type format struct {
	is     func(data []byte) bool // by its first bytes
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	tiff   func(data []byte) []byte // the Exif block
}

// formats maps media types.
var formats = map[string]format{
	"image/jpeg": {begins("\xff\xd8\xff"), jpeg.DecodeConfig, jpeg.Decode, tiffInJPEG},
	"image/png":  {begins("\x89PNG\r\n\x1a\n"), png.DecodeConfig, png.Decode, tiffInPNG},
	"image/webp": {isWebP, webp.DecodeConfig, webp.Decode, tiffInWebP},
}

func begins(magic string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }
}

func isWebP(data []byte) bool {
	return len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

// prepare decodes a picture, scales it to at most maxSide, turns it upright, lays it on white and
// encodes it as JPEG, in several widths. Of an animation it takes the picture shown to programs that cannot animate, if
// there is one.
func prepare(ctx context.Context, mediaType string, data []byte) (picture, error) {
	f, known := formats[mediaType]
	if !known {
		return picture{}, errs.New(errs.UnsupportedMediaType)
	}
	source, err := f.open(ctx, data)
	if err != nil {
		return picture{}, err
	}
	return inSizes(turn(scale(source), orientation(f.tiff(data))))
}

// inSizes encodes a picture in its [Widths].
func inSizes(upright *image.RGBA) (picture, error) {
	p := picture{width: upright.Rect.Dx(), height: upright.Rect.Dy()}
	for _, w := range Widths(p.width) {
		m := upright
		if w < p.width {
			m = resize(draw.CatmullRom, upright, w, max(1, p.height*w/p.width))
		}
		var out bytes.Buffer
		if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
			return p, err
		}
		p.sizes = append(p.sizes, size{width: w, jpeg: out.Bytes()})
	}
	return p, nil
}

// open decodes data, unless that would take too much memory or time.
func (f format) open(ctx context.Context, data []byte) (image.Image, error) {
	if !f.is(data) {
		return nil, errs.Invalid("body", errs.NotAnImage)
	}
	config, err := f.config(bytes.NewReader(data))
	if err != nil || config.Width < 1 || config.Height < 1 {
		return nil, notAnImage(err)
	}
	if int64(config.Width)*int64(config.Height) > maxMegapixels*1_000_000 {
		return nil, errs.Invalid("body", errs.TooManyPixels, maxMegapixels)
	}
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	source, err := f.decode(&reader{ctx: ctx, data: bytes.NewReader(data)})
	if err != nil {
		return nil, notAnImage(err)
	}
	return source, nil
}

func notAnImage(cause error) error {
	problem := errs.Invalid("body", errs.NotAnImage)
	problem.Cause = cause
	return problem
}

// reader ends a decoder's work when the context ends.
type reader struct {
	ctx  context.Context // a decoder reads without one
	data io.Reader
}

// piece is how much a decoder gets at a time, in bytes: little, because a few bytes can mean much work.
const piece = 512

// Read reads a piece.
func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.data.Read(p[:min(len(p), piece)])
}

// scale fits a picture into maxSide, never enlarging it, and lays it on white.
func scale(source image.Image) *image.RGBA {
	// Halving is exact with the bilinear filter and needs no memory beside the result, of which the
	// better filter needs much.
	for max(source.Bounds().Dx(), source.Bounds().Dy()) >= 2*maxSide {
		source = resize(draw.ApproxBiLinear, source, (source.Bounds().Dx()+1)/2, (source.Bounds().Dy()+1)/2)
	}
	w, h := source.Bounds().Dx(), source.Bounds().Dy()
	longer := max(w, h)
	if longer <= maxSide {
		return resize(draw.NearestNeighbor, source, w, h)
	}
	return resize(draw.CatmullRom, source, max(1, w*maxSide/longer), max(1, h*maxSide/longer))
}

func resize(filter draw.Scaler, source image.Image, w, h int) *image.RGBA {
	target := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(target, target.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	filter.Scale(target, target.Rect, source, source.Bounds(), draw.Over, nil)
	return target
}
