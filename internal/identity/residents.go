package identity

import (
	"context"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	maxFaultyLines = 20    // named by an error
	maxResidents   = 5e6   // in a register; the largest municipality has a fifth of that
	registerPiece  = 5_000 // rows a statement
	// importTurn is an advisory lock: registers replace each other one after the other.
	importTurn = 7_650_722
)

// Register is who lives where, by hashes.
type Register struct {
	people []string // the hash in hex
	codes  []string
	until  []string // a date, or empty
}

// Len is how many people are in it.
func (r *Register) Len() int { return len(r.people) }

// ReadRegister reads a register as CSV, with commas or semicolons: personal number (12 digits, with a
// hyphen or without), municipality code and, if anything, the last day on which that holds (2026-12-31). A
// first line that is no person is taken for a heading. The error names faulty lines by their number, and
// never what is in them.
func ReadRegister(from io.Reader, c Config) (*Register, error) {
	if c.Key.secret == nil || c.Municipality == "" {
		return nil, errors.New("a register needs a key and a municipality: set both in the file that MEDSKAPA_OIDC_FILE names")
	}
	lines := csv.NewReader(from)
	lines.FieldsPerRecord, lines.ReuseRecord, lines.LazyQuotes = -1, true, true
	r, seen, faults := &Register{}, map[string]int{}, FileErrors{}
	for n := 1; len(faults) < maxFaultyLines; n++ {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil { // it would quote the line
			return nil, fmt.Errorf("line %d is not CSV", n)
		}
		if fault := r.add(c.Key, split(fields), seen, n); fault != "" && (n > 1 || hasDigits(fields[0])) {
			faults.add("line %d: %s", n, fault)
		}
	}
	switch {
	case len(faults) > 0:
		return nil, faults
	case r.Len() == 0:
		return nil, errors.New("there is nobody in the file")
	}
	return r, nil
}

// split takes apart a line that has semicolons instead of commas, as spreadsheets in Swedish write them.
func split(fields []string) []string {
	if len(fields) == 1 {
		fields = strings.Split(fields[0], ";")
	}
	for n := range fields {
		fields[n] = strings.Trim(fields[n], " \t\"\ufeff")
	}
	return fields
}

func hasDigits(s string) bool { return strings.ContainsAny(s, "0123456789") }

// add takes in a line, or says what is wrong with it.
func (r *Register) add(key Key, fields []string, seen map[string]int, line int) (fault string) {
	if len(fields) < 2 || len(fields) > 3 {
		return "it needs a personal number, a municipality code and at most a date"
	}
	n, err := parseEither(fields[0])
	if err != nil {
		return "the personal number is not valid"
	}
	if !municipalityCode.MatchString(fields[1]) {
		return "the municipality code must have four digits"
	}
	until := ""
	if len(fields) == 3 && fields[2] != "" {
		if _, err := time.Parse(time.DateOnly, fields[2]); err != nil {
			return "the date must be like 2026-12-31"
		}
		until = fields[2]
	}
	hash := hex.EncodeToString(key.person(n))
	if first, ok := seen[hash]; ok {
		return fmt.Sprintf("the same person as in line %d", first)
	}
	if r.Len() >= maxResidents {
		return "there are too many people"
	}
	seen[hash] = line
	r.people, r.codes, r.until = append(r.people, hash), append(r.codes, fields[1]), append(r.until, until)
	return ""
}

// Replace puts a register in the place of the one there was, all at once, and judges every account by
// it. It returns how many accounts are proven to be residents by it.
func (s *Store) Replace(ctx context.Context, r *Register) (proven int64, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, importTurn).Error; err != nil {
			return err
		}
		if err := tx.Exec(`DELETE FROM residents`).Error; err != nil {
			return err
		}
		pieces := [][]string{}
		for start := 0; start < r.Len(); start += registerPiece {
			end := min(start+registerPiece, r.Len())
			pieces = append(pieces, r.people[start:end], r.codes[start:end], r.until[start:end])
		}
		for piece := range slices.Chunk(pieces, 3) {
			err := tx.Exec(`INSERT INTO residents (person_hash, municipality_code, valid_until)
				SELECT decode(p, 'hex'), c, NULLIF(u, '')::date FROM unnest(?::text[], ?::text[], ?::text[]) AS r (p, c, u)`,
				postgres.Texts(piece[0]), postgres.Texts(piece[1]), postgres.Texts(piece[2])).Error
			if err != nil {
				return err
			}
		}
		proven, err = account.ApplyRegister(tx, s.home)
		return err
	})
	return proven, err
}
