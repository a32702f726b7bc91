package httpapi

import (
	"bytes"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// zipper compresses with gzip. Its compressors at rest have hundreds of KB of tables each.
type zipper struct{ rest sync.Pool }

func (z *zipper) zip(plain []byte) []byte {
	w, ok := z.rest.Get().(*gzip.Writer)
	if !ok {
		w = gzip.NewWriter(nil)
	}
	defer z.rest.Put(w)
	zipped := bytes.NewBuffer(make([]byte, 0, len(plain)/3))
	w.Reset(zipped)
	_, _ = w.Write(plain) // a buffer takes everything
	_ = w.Close()
	return zipped.Bytes()
}
