package httpapi

import (
	"bytes"

	"github.com/google/uuid"
)

// idsIn returns the UUIDs that stand in texts.
func idsIn(texts ...[]byte) map[uuid.UUID]struct{} {
	found := map[uuid.UUID]struct{}{}
	for _, text := range texts {
		for len(text) > 0 {
			hyphen := bytes.IndexByte(text, '-')
			if hyphen < 0 {
				break
			}
			id, ok := idAround(text, hyphen)
			if !ok {
				text = text[hyphen+1:]
				continue
			}
			found[id] = struct{}{}
			text = text[hyphen+28:]
		}
	}
	return found
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
