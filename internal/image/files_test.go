package image

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// What the tests send: files of every format, made here.

var (
	red   = color.RGBA{220, 20, 20, 255}
	green = color.RGBA{20, 180, 20, 255}
	blue  = color.RGBA{20, 20, 220, 255}
	white = color.RGBA{255, 255, 255, 255}
)

// quarters is a picture with a colour in each corner: red and green above blue and white.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [2][2]color.RGBA{{red, green}, {blue, white}}[y*2/h][x*2/w]
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 95}); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// secret stands for where a picture was taken; no stored picture may hold it.
const secret = "GPS 65.8252N 21.6889E"

// exif is a block with an orientation, followed by a secret.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("II*\x00")
	if order.String() == binary.BigEndian.String() {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)      // where the directory is
	b = order.AppendUint16(b, 2)      // entries
	b = order.AppendUint16(b, 0x010f) // the maker, empty
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 0x0112)
	b = order.AppendUint16(b, 3)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint16(b, orientation)
	b = order.AppendUint16(b, 0)
	b = order.AppendUint32(b, 0) // no further directory
	return append(b, secret...)
}

// withSegments puts an application segment with the block, a comment and a trailer into a JPEG.
func withSegments(file, block []byte) []byte {
	segment := func(marker byte, content []byte) []byte {
		return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(content)+2)), content...)
	}
	out := append([]byte{}, file[:2]...)
	out = append(out, segment(0xe0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"))...)
	out = append(out, segment(0xe1, append([]byte("Exif\x00\x00"), block...))...)
	out = append(out, segment(0xfe, []byte(secret))...)
	out = append(out, file[2:]...)
	return append(out, secret...)
}

func chunk(name string, content []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	out = append(append(out, name...), content...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// withChunks puts chunks before the end of a PNG.
func withChunks(file []byte, chunks ...[]byte) []byte {
	end := len(file) - 12 // IEND
	out := append([]byte{}, file[:end]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, file[end:]...)
}

// pngSaying is a PNG of one pixel that says it has other sides.
func pngSaying(tb testing.TB, w, h uint32) []byte {
	tb.Helper()
	file := asPNG(tb, image.NewGray(image.Rect(0, 0, 1, 1)))
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	header = append(header, file[24:29]...)
	return append(append(append([]byte{}, file[:8]...), chunk("IHDR", header)...), file[33:]...)
}

// bits is a stream of bits, the lowest of each byte first.
type bits struct {
	data []byte
	n    int
}

func (b *bits) add(value, width int) {
	for i := range width {
		if b.n%8 == 0 {
			b.data = append(b.data, 0)
		}
		b.data[b.n/8] |= byte(value>>i&1) << (b.n % 8)
		b.n++
	}
}

// losslessWebP is the content of a chunk VP8L: the left half of the picture black, the right half green.
func losslessWebP(w, h int) []byte {
	var b bits
	b.add(0x2f, 8)
	b.add(w-1, 14)
	b.add(h-1, 14)
	b.add(0, 1+3) // opaque, version
	b.add(0, 3)   // no transform, no cache, no groups of codes
	b.add(0b11, 2)
	b.add(1, 1) // the codes of green: two of them
	b.add(0, 8)
	b.add(200, 8)
	for _, value := range []int{0, 0, 255, 0} { // red, blue, alpha, distance: one code each
		b.add(0b01, 2)
		b.add(1, 1)
		b.add(value, 8)
	}
	for range h {
		for x := range w {
			b.add(x*2/w, 1)
		}
	}
	return b.data
}

func riff(chunks ...[]byte) []byte {
	body := []byte("WEBP")
	for _, c := range chunks {
		body = append(body, c...)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(name string, content []byte) []byte {
	out := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(content))), content...)
	if len(content)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// extended is the chunk VP8X with its flags and the canvas.
func extended(flags byte, w, h int) []byte {
	side := func(n int) []byte { return []byte{byte(n - 1), byte((n - 1) >> 8), byte((n - 1) >> 16)} }
	return riffChunk("VP8X", append(append([]byte{flags, 0, 0, 0}, side(w)...), side(h)...))
}

// manyScans is a progressive JPEG of 16 megapixels that goes through all of them again and again.
func manyScans(scans int) []byte {
	const side = 4096
	b := []byte{0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, side >> 8, side & 0xff, side >> 8, side & 0xff, 1, 1, 0x11, 0}
	b = append(b, 0xff, 0xdb, 0, 67, 0) // quantisation
	b = append(b, bytes.Repeat([]byte{1}, 64)...)
	b = append(b, 0xff, 0xc4, 0, 20, 0x10, 1) // one code of one bit: a run of 2^14 empty blocks or more
	b = append(b, make([]byte, 15)...)
	b = append(b, 0xe0)
	var runs bits
	for range side / 8 * side / 8 / (1 << 14) {
		runs.add(0, 15)
	}
	scan := append([]byte{0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0}, runs.data...)
	b = append(b, bytes.Repeat(scan, scans)...)
	return append(b, 0xff, 0xd9)
}
