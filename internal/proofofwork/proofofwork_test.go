package proofofwork

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/errs"
)

const other Purpose = "other"

// solve tries all numbers, as browsers do.
func solve(t testing.TB, p Puzzle) Proof {
	t.Helper()
	for number := range p.MaxNumber + 1 {
		if sum := sha256.Sum256([]byte(p.Salt + strconv.Itoa(number))); hex.EncodeToString(sum[:]) == p.Hash {
			return Proof{Salt: p.Salt, Hash: p.Hash, Signature: p.Signature, Number: number}
		}
	}
	t.Fatal("no number solves the puzzle")
	return Proof{}
}

func must(t testing.TB, p Puzzle, err error) Puzzle {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCheck(t *testing.T) {
	t.Parallel()
	p := newPuzzles([]byte("secret"), 8)
	made, err := p.New(Register, "192.0.2.1")
	good := solve(t, must(t, made, err))
	if err := p.Check(Register, good); err != nil {
		t.Errorf("a right answer: %v", err)
	}
	late, err := p.expiring(Register, 10, time.Now().Add(-2*time.Second))
	foreign, err2 := newPuzzles([]byte("guess"), 8).New(Register, "")
	prolonged := good
	prolonged.Salt = strings.Replace(good.Salt, "expires=", "expires=9", 1)
	for name, wrong := range map[string]Proof{
		"expired":       solve(t, must(t, late, err)),
		"unsigned":      solve(t, must(t, foreign, err2)),
		"prolonged":     prolonged,
		"wrong number":  {good.Salt, good.Hash, good.Signature, good.Number + 1},
		"negative":      {good.Salt, good.Hash, good.Signature, -1},
		"spliced":       {good.Salt + strconv.Itoa(good.Number)[:1], good.Hash, good.Signature, good.Number},
		"other hash":    {good.Salt, strings.ToUpper(good.Hash), good.Signature, good.Number},
		"no signature":  {good.Salt, good.Hash, "", good.Number},
		"nothing":       {},
		"no delimiters": {"abc", good.Hash, good.Signature, 0},
	} {
		if err := p.Check(Register, wrong); errs.CodeOf(err) != errs.Unprocessable {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := p.Check(other, good); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("an answer for another purpose: %v", err)
	}
}

func TestDifficultyRises(t *testing.T) {
	t.Parallel()
	p := newPuzzles([]byte("secret"), 10)
	for n := range 6 * patience {
		made, err := p.New(Register, "192.0.2.1")
		if want := 1 << (10 + min(n/patience, dearest)); must(t, made, err).MaxNumber != want {
			t.Fatalf("puzzle %d has %d numbers, want %d", n, made.MaxNumber, want)
		}
	}
	if made, err := p.New(Register, "192.0.2.2"); must(t, made, err).MaxNumber != 1<<10 {
		t.Errorf("another address pays for it: %d", made.MaxNumber)
	}
}

func TestNoWork(t *testing.T) {
	t.Parallel()
	p := newPuzzles([]byte("secret"), 0)
	for range 2 * patience {
		made, err := p.New(Register, "")
		if must(t, made, err).MaxNumber != 1 {
			t.Fatalf("%d numbers", made.MaxNumber)
		}
		if err := p.Check(Register, solve(t, made)); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	p := newPuzzles([]byte("secret"), 8)
	made, err := p.New(Register, "")
	good := solve(b, must(b, made, err))
	for b.Loop() {
		if err := p.Check(Register, good); err != nil {
			b.Fatal(err)
		}
	}
}
