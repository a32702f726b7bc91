package auth

import "time"

// MinuteLater makes what was read of the keys a minute older.
func (t *Tokens) MinuteLater() {
	k := *t.keys.Load()
	k.read = k.read.Add(-time.Minute)
	t.keys.Store(&k)
}

// Read tells one reading of the keys from the next.
func (t *Tokens) Read() any { return t.keys.Load() }
