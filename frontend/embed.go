// Package frontend carries the built single-page app inside the binary.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist returns the built files with index.html at the root. Beside each text
// file lies the same file compressed at build time, as name.br and name.gz.
// The tree is empty but for .gitkeep until the front end has been built.
func Dist() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // The folder is named in the directive above: it cannot be missing.
	}
	return sub
}
