// Package disposable knows the domains of mail addresses that are made to be thrown away.
package disposable

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/net/idna"
)

// maxBytes bounds a list; the published ones have a few megabytes.
const maxBytes = 64 << 20

// Domains is a list of them, in the spelling of the domain name system. The zero one has none.
type Domains struct{ known map[string]struct{} }

// Load reads a list from a file, with one domain a line; empty lines and those that begin with # say nothing.
// Without a path the list is empty.
func Load(path string) (_ Domains, err error) {
	if path == "" {
		return Domains{}, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return Domains{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return Read(file)
}

// Read reads a list as [Load] does.
func Read(from io.Reader) (Domains, error) {
	d := Domains{known: map[string]struct{}{}}
	limited := &io.LimitedReader{R: from, N: maxBytes + 1}
	lines := bufio.NewScanner(limited)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, err := idna.Lookup.ToASCII(line)
		if err != nil || !strings.Contains(name, ".") { // a whole top-level domain is a mistake
			return d, fmt.Errorf("line %d: %q is no domain", number, line)
		}
		d.known[name] = struct{}{}
	}
	if limited.N == 0 {
		return d, fmt.Errorf("the list has more than %d MB", maxBytes>>20)
	}
	return d, lines.Err()
}

// Len is how many domains the list has.
func (d Domains) Len() int { return len(d.known) }

// Has reports whether an e-mail address is at a domain of the list, or at one below it.
func (d Domains) Has(email string) bool {
	// A label that no domain may have, such as a_b, hides none of the others: they are brought into their one spelling all the same.
	name, _ := idna.Lookup.ToASCII(strings.TrimSpace(email[strings.LastIndexByte(email, '@')+1:]))
	for below := true; below; _, name, below = strings.Cut(name, ".") {
		if _, listed := d.known[name]; listed {
			return true
		}
	}
	return false
}
