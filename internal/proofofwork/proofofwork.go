// Package proofofwork hands out puzzles that take a browser about a second and the server a few microseconds:
// nobody notices one, and a thousand are dear. There is no third party and nothing for the person to do.
//
// The scheme is that of ALTCHA (https://altcha.org, after Adam Back's hashcash): find the number, of those up
// to a maximum, whose SHA-256 after a salt is the given one. On average half of them are tried, and no more
// than all of them, so that nobody is unlucky for long.
package proofofwork

import (
	"crypto/hmac"
	"crypto/sha256"
	"sync/atomic"
	"time"

	"github.com/altcha-org/altcha-lib-go"
	"github.com/maypok86/otter/v2"

	"github.com/medskapa/medskapa/internal/errs"
)

// Purpose is what a puzzle is for; the answer to one is none to another.
type Purpose string

// The purposes.
const (
	Register   Purpose = "register"    // making an account
	SendReport Purpose = "send-report" // reporting something without being signed in
)

const (
	// Lifetime is how long a puzzle can be answered: long enough to fill in a form.
	Lifetime = 10 * time.Minute
	// MaxBits bounds the difficulty that an operator may choose: 16 times the default.
	MaxBits = 22

	// From an address that asks for many puzzles within recently, each patience of them more makes them twice
	// as hard, dearest times at most: a class that registers in one lesson waits a little and is not kept out.
	recently = time.Hour
	patience = 20
	dearest  = 3
	// addresses is how many are counted at once.
	addresses = 100_000
)

// Puzzle asks for the number from 0 to MaxNumber for which SHA-256(Salt + number in decimals) is Hash, in hexadecimals.
type Puzzle struct {
	Salt, Hash, Signature string
	MaxNumber             int
}

// Proof is the answer to a puzzle, which it repeats.
type Proof struct {
	Salt, Hash, Signature string
	Number                int
}

// puzzles makes and checks puzzles; it stores nothing.
type puzzles struct {
	secret []byte
	bits   int
	asked  *otter.Cache[string, *atomic.Int64] // on this node, by address
}

func newPuzzles(secret []byte, bits int) *puzzles {
	return &puzzles{secret: secret, bits: bits, asked: otter.Must(&otter.Options[string, *atomic.Int64]{
		MaximumSize: addresses, ExpiryCalculator: otter.ExpiryCreating[string, *atomic.Int64](recently)})}
}

// New makes a puzzle for somebody at an address.
func (p *puzzles) New(purpose Purpose, address string) (Puzzle, error) {
	return p.expiring(purpose, 1<<p.difficulty(address), time.Now().Add(Lifetime))
}

// difficulty is the number of bits for who asks now. Where the operator asks for no work, nobody works.
func (p *puzzles) difficulty(address string) int {
	if p.bits == 0 {
		return 0
	}
	asked, _ := p.asked.ComputeIfAbsent(address, func() (*atomic.Int64, bool) { return new(atomic.Int64), false })
	return p.bits + min(int(asked.Add(1)-1)/patience, dearest)
}

func (p *puzzles) expiring(purpose Purpose, most int, at time.Time) (Puzzle, error) {
	made, err := altcha.CreateChallenge(altcha.ChallengeOptions{HMACKey: p.key(purpose), MaxNumber: int64(most), Expires: &at})
	return Puzzle{Salt: made.Salt, Hash: made.Challenge, Signature: made.Signature, MaxNumber: most}, err
}

// Check refuses an answer that is wrong, too late, to another purpose's puzzle or to one that was never handed
// out: Unprocessable with ProofRefused. Whether it was used before is not looked at.
func (p *puzzles) Check(purpose Purpose, answer Proof) error {
	payload := altcha.Payload{Algorithm: string(altcha.SHA256), Challenge: answer.Hash, Number: int64(answer.Number), Salt: answer.Salt, Signature: answer.Signature}
	if good, err := altcha.VerifySolutionSafe(payload, p.key(purpose), true); err != nil || !good {
		return refused()
	}
	return nil
}

func refused() error { return errs.Invalid("proofOfWork", errs.ProofRefused) }

// key is the purpose's own, so that the signature says what a puzzle is for.
func (p *puzzles) key(purpose Purpose) string {
	mac := hmac.New(sha256.New, p.secret)
	_, _ = mac.Write([]byte(purpose)) // hashes never fail
	return string(mac.Sum(nil))
}
