// Package flame draws profiles as flame graphs: SVG that any browser shows, with nothing loaded from
// elsewhere. The wider a function, the more was spent in it and in what it called, which stands above.
package flame

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/google/pprof/profile"
)

const (
	width     = 1600.0 // of the picture, in pixels
	height    = 17     // of one function
	narrowest = 0.5    // functions narrower than this are left out
	letter    = 6.6    // the width of a character
)

// frame is a function as called by the ones below it.
type frame struct {
	name     string
	value    int64
	children map[string]*frame
}

// Write draws the values of a profile that stand in a place of its samples (-1: the last).
func Write(out io.Writer, p *profile.Profile, place int) error {
	root := &frame{name: "all", children: make(map[string]*frame)}
	if place < 0 {
		place = len(p.SampleType) - 1
	}
	for _, sample := range p.Sample {
		root.add(stackOf(sample), sample.Value[place])
	}
	drawing := &drawing{total: root.value, unit: p.SampleType[place].Unit}
	drawing.frame(root, 0, 0)
	return drawing.write(out)
}

// stackOf names the functions of a sample, the outermost first.
func stackOf(sample *profile.Sample) []string {
	var names []string
	for _, location := range sample.Location {
		for _, line := range location.Line {
			if line.Function != nil {
				names = append(names, line.Function.Name)
			}
		}
	}
	slices.Reverse(names)
	return names
}

func (f *frame) add(stack []string, value int64) {
	f.value += value
	for _, name := range stack {
		child, ok := f.children[name]
		if !ok {
			child = &frame{name: name, children: make(map[string]*frame)}
			f.children[name] = child
		}
		child.value += value
		f = child
	}
}

// drawing gathers rectangles; y counts from the bottom until it is written.
type drawing struct {
	total  int64
	unit   string
	boxes  []box
	levels int
}

type box struct {
	frame *frame
	x, w  float64
	level int
}

func (d *drawing) frame(f *frame, x float64, level int) {
	w := width * float64(f.value) / float64(max(1, d.total))
	if w < narrowest {
		return
	}
	d.boxes = append(d.boxes, box{f, x, w, level})
	d.levels = max(d.levels, level+1)
	children := make([]*frame, 0, len(f.children))
	for _, child := range f.children {
		children = append(children, child)
	}
	slices.SortFunc(children, func(a, b *frame) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.name, b.name)) })
	for _, child := range children {
		d.frame(child, x, level+1)
		x += width * float64(child.value) / float64(max(1, d.total))
	}
}

func (d *drawing) write(out io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %d" font-family="monospace" font-size="11">`+"\n", width, d.levels*height)
	for _, b := range d.boxes {
		y := (d.levels - 1 - b.level) * height
		title := fmt.Sprintf("%s: %d %s, %.1f %%", b.frame.name, b.frame.value, d.unit, 100*float64(b.frame.value)/float64(max(1, d.total)))
		fmt.Fprintf(&text, `<g><title>%s</title><rect x="%.1f" y="%d" width="%.1f" height="%d" rx="2" fill="%s" stroke="#fff" stroke-width="0.5"/>`,
			escape(title), b.x, y, b.w, height, colour(b.frame.name))
		if label := cut(b.frame.name, int((b.w-6)/letter)); label != "" {
			fmt.Fprintf(&text, `<text x="%.1f" y="%d">%s</text>`, b.x+3, y+12, escape(label))
		}
		text.WriteString("</g>\n")
	}
	text.WriteString("</svg>\n")
	_, err := io.WriteString(out, text.String())
	return err
}

// short is a function's name without the path of its package and what it is generic over.
func short(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// cut shortens a function's name to n characters.
func cut(name string, n int) string {
	name = short(name)
	switch {
	case n < 3:
		return ""
	case len(name) <= n:
		return name
	}
	return name[:n-1] + "…"
}

// colour is the same for all functions of a package.
func colour(name string) string {
	path, _, _ := strings.Cut(short(name), ".")
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(path)) // never fails
	return fmt.Sprintf("hsl(%d 70%% 75%%)", hash.Sum32()%360)
}

func escape(text string) string {
	var safe strings.Builder
	_ = xml.EscapeText(&safe, []byte(text)) // a builder takes everything
	return safe.String()
}
