package polis

// maxStatementID bounds idSet to 2 MiB. Polis numbers the statements of a
// conversation from 0 without holes, so no conversation comes near it.
const maxStatementID = 1<<24 - 1

// idSet holds statement ids from 0 to maxStatementID, one bit each.
type idSet struct{ words []uint64 }

// add reports whether id is new.
func (s *idSet) add(id int64) bool {
	if s.has(id) {
		return false
	}
	for int64(len(s.words)) <= id/64 {
		s.words = append(s.words, 0)
	}
	s.words[id/64] |= 1 << (id % 64)
	return true
}

func (s *idSet) has(id int64) bool {
	return id/64 < int64(len(s.words)) && s.words[id/64]&(1<<(id%64)) != 0
}
