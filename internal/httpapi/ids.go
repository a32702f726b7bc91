package httpapi

import (
	"bytes"

	"github.com/google/uuid"
)

// idsIn returns the UUIDs that stand in a text.
func idsIn(text []byte) map[uuid.UUID]struct{} {
	found := map[uuid.UUID]struct{}{}
	for at := 0; ; {
		next := bytes.IndexByte(text[at:], '-')
		if next < 0 {
			return found
		}
		at += next
		if id, ok := idAround(text, at); ok {
			found[id] = struct{}{}
			at += 27
		}
		at++
	}
}

// idAround returns the UUID whose first hyphen stands at a place in text.
func idAround(text []byte, hyphen int) (id uuid.UUID, ok bool) {
	start, end := hyphen-8, hyphen+28
	if start < 0 || end > len(text) || text[hyphen+5] != '-' || text[hyphen+10] != '-' || text[hyphen+15] != '-' {
		return id, false
	}
	id, err := uuid.ParseBytes(text[start:end])
	return id, err == nil
}
