package image

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation reads the Exif tag of that name from a TIFF block: 1 (upright) to 8. What cannot be
// read is upright.
func orientation(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1
	}
	directory := from(tiff, from32(order, from(tiff, 4)))
	if len(directory) < 2 {
		return 1
	}
	const entry, tag, short = 12, 0x0112, 3 // bytes of an entry, the tag's number, its type
	for i, n := 0, int(order.Uint16(directory)); i < n && len(directory) >= 2+(i+1)*entry; i++ {
		e := directory[2+i*entry:]
		if order.Uint16(e) != tag || order.Uint16(e[2:]) != short {
			continue
		}
		if o := int(order.Uint16(e[8:])); o >= 1 && o <= 8 {
			return o
		}
	}
	return 1
}

// from returns data from an offset on; nothing when that lies outside.
func from(data []byte, offset int64) []byte {
	if offset < 0 || offset > int64(len(data)) {
		return nil
	}
	return data[offset:]
}

func from32(order binary.ByteOrder, data []byte) int64 {
	if len(data) < 4 {
		return -1
	}
	return int64(order.Uint32(data))
}

// tiffInJPEG finds the Exif block among the segments before the picture.
func tiffInJPEG(data []byte) []byte {
	const startOfScan, app1 = 0xda, 0xe1
	for rest := from(data, 2); len(rest) >= 4 && rest[0] == 0xff && rest[1] != startOfScan; {
		length := int(binary.BigEndian.Uint16(rest[2:])) // counts itself
		if length < 2 || len(rest) < 2+length {
			return nil
		}
		if tiff, ok := bytes.CutPrefix(rest[4:2+length], []byte("Exif\x00\x00")); ok && rest[1] == app1 {
			return tiff
		}
		rest = rest[2+length:]
	}
	return nil
}

// tiffInPNG finds the chunk eXIf.
func tiffInPNG(data []byte) []byte {
	for rest := from(data, 8); len(rest) >= 8; {
		length := from32(binary.BigEndian, rest)
		if length > int64(len(rest)-8) {
			return nil
		}
		if string(rest[4:8]) == "eXIf" {
			return rest[8 : 8+length]
		}
		rest = from(rest, 8+length+4) // the checksum
	}
	return nil
}

// tiffInWebP finds the chunk EXIF.
func tiffInWebP(data []byte) []byte {
	for rest := from(data, 12); len(rest) >= 8; {
		length := from32(binary.LittleEndian, rest[4:])
		if length > int64(len(rest)-8) {
			return nil
		}
		if string(rest[:4]) == "EXIF" {
			return bytes.TrimPrefix(rest[8:8+length], []byte("Exif\x00\x00")) // some programs add it
		}
		rest = from(rest, 8+length+length%2)
	}
	return nil
}

// turn shows a picture upright that was stored with an Exif orientation.
func turn(source *image.RGBA, orientation int) *image.RGBA {
	if orientation == 1 {
		return source
	}
	w, h := source.Rect.Dx(), source.Rect.Dy()
	target := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 { // lies on its side
		target = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := turned(orientation, x, y, w, h)
			copy(target.Pix[target.PixOffset(tx, ty):][:4], source.Pix[source.PixOffset(x, y):])
		}
	}
	return target
}

// turned says where the pixel at x, y of a picture of w times h goes.
func turned(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2: // mirrored
		return w - 1 - x, y
	case 3: // upside down
		return w - 1 - x, h - 1 - y
	case 4: // upside down and mirrored
		return x, h - 1 - y
	case 5: // to be turned left and mirrored
		return y, x
	case 6: // to be turned right
		return h - 1 - y, x
	case 7: // to be turned right and mirrored
		return h - 1 - y, w - 1 - x
	case 8: // to be turned left
		return y, w - 1 - x
	}
	return x, y
}
