package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	zxcvbn "github.com/ccojocar/zxcvbn-go"
	"golang.org/x/crypto/argon2"
	"golang.org/x/sync/semaphore"
	"golang.org/x/text/unicode/norm"

	"github.com/medskapa/medskapa/internal/errs"
)

// PasswordCost is how hard guessing is made: the parameters of argon2id, one lane. The zero value is what OWASP
// recommends, 19 MiB and two passes; tests, which guess nothing, choose less.
type PasswordCost struct {
	Memory uint32 // KiB
	Passes uint32
}

func (c PasswordCost) orStrong() PasswordCost {
	if c == (PasswordCost{}) {
		return PasswordCost{Memory: 19 * 1024, Passes: 2}
	}
	return c
}

const (
	saltLength = 16
	keyLength  = 32
)

// Bounds of a password, in characters.
const (
	MinPassword = 12
	MaxPassword = 128
)

// weakGuesses is the estimated number of guesses under which a password counts as common: an
// attacker who gets ten guesses a minute finds it within months.
const weakGuesses = 1e6

// queued is how many wait for their turn, for each that runs.
const queued = 64

// Passwords hashes and checks passwords. At the cost of the zero value each takes 19 MiB for some 25 ms, so only a bounded
// number run at once; a bounded number of others wait briefly. The rest, and those whose turn does not
// come in time, are told to come back.
type Passwords struct {
	cost  PasswordCost
	slots *semaphore.Weighted
	queue *semaphore.Weighted // who runs or waits
	wait  time.Duration
	dummy string // a hash of nobody's password, for answering unknown accounts as slowly as known ones
}

// NewPasswords allows parallel computations at once. What is checked costs what it cost when it was stored.
func NewPasswords(parallel int, cost PasswordCost) *Passwords {
	p := &Passwords{cost: cost.orStrong(), slots: semaphore.NewWeighted(int64(parallel)), queue: semaphore.NewWeighted(int64(parallel) * (1 + queued)), wait: 2 * time.Second}
	p.dummy = p.hash(NewSecret())
	return p
}

// CheckNew tells what is wrong with a new password, given in the field of that name: its length, or
// that it is easily guessed, own words such as the person's name and address included. The problem is
// Unprocessable with TooShort, TooLong or CommonPassword.
func CheckNew(field, password string, ownWords ...string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword:
		return errs.Invalid(field, errs.TooShort, MinPassword)
	case n > MaxPassword:
		return errs.Invalid(field, errs.TooLong, MaxPassword)
	}
	// The estimate is quadratic in length, and nothing long is guessed by a list anyway.
	estimated := password[:min(len(password), 64)]
	if strength := zxcvbn.PasswordStrength(estimated, ownWords); guesses(strength.Entropy) < weakGuesses {
		return errs.Invalid(field, errs.CommonPassword)
	}
	return nil
}

// Hash returns what to store of a password, in the PHC string format.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	release, err := p.slot(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	return p.hash(password), nil
}

// Matches reports whether password is the one that stored came from. An empty stored takes as
// long and never matches.
func (p *Passwords) Matches(ctx context.Context, stored, password string) (bool, error) {
	release, err := p.slot(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	if stored == "" {
		_, err := matches(p.dummy, password)
		return false, err
	}
	return matches(stored, password)
}

// slot waits for a turn; when none comes in time the caller is told to retry.
func (p *Passwords) slot(ctx context.Context) (release func(), err error) {
	if !p.queue.TryAcquire(1) {
		return nil, busy(errFull)
	}
	ctx, cancel := context.WithTimeout(ctx, p.wait)
	defer cancel()
	if err := p.slots.Acquire(ctx, 1); err != nil {
		p.queue.Release(1)
		return nil, busy(err)
	}
	return func() { p.slots.Release(1); p.queue.Release(1) }, nil
}

var errFull = errors.New("too many passwords to check")

func busy(cause error) error {
	problem := errs.Wrap(errs.Unavailable, cause)
	problem.RetryAfter = 5 * time.Second
	return problem
}

func (p *Passwords) hash(password string) string {
	salt := make([]byte, saltLength)
	_, _ = rand.Read(salt) // never fails: crypto/rand ends the program instead
	key := derive(password, salt, p.cost.Passes, p.cost.Memory, 1)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, p.cost.Memory, p.cost.Passes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

func matches(stored, password string) (bool, error) {
	var version, memory, passes, lanes uint32
	var encoded string
	if _, err := fmt.Sscanf(stored, "$argon2id$v=%d$m=%d,t=%d,p=%d$%s", &version, &memory, &passes, &lanes, &encoded); err != nil {
		return false, fmt.Errorf("stored password hash: %w", err)
	}
	const saltChars = (saltLength*8 + 5) / 6
	if len(encoded) <= saltChars+1 {
		return false, fmt.Errorf("stored password hash: too short")
	}
	salt, err := base64.RawStdEncoding.DecodeString(encoded[:saltChars])
	if err != nil {
		return false, fmt.Errorf("stored password hash: %w", err)
	}
	key, err := base64.RawStdEncoding.DecodeString(encoded[saltChars+1:])
	if err != nil {
		return false, fmt.Errorf("stored password hash: %w", err)
	}
	return subtle.ConstantTimeCompare(key, derive(password, salt, passes, memory, uint8(lanes))) == 1, nil
}

// derive normalises first, so that é typed on two keyboards is one password.
func derive(password string, salt []byte, passes, memory uint32, lanes uint8) []byte {
	return argon2.IDKey(norm.NFKC.Bytes([]byte(password)), salt, passes, memory, lanes, keyLength)
}

// guesses turns bits of entropy into the guesses that find the password half of the time.
func guesses(bits float64) float64 { return math.Exp2(bits - 1) }
