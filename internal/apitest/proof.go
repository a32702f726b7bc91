package apitest

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
)

// Proof asks for a puzzle and does the work that registering takes; it returns what to send as proofOfWork.
func (c *Client) Proof() map[string]any {
	c.api.tb.Helper()
	return c.ProofFor("register")
}

// ProofFor does the work that a purpose takes.
func (c *Client) ProofFor(purpose string) map[string]any {
	c.api.tb.Helper()
	var puzzle struct {
		Salt, Hash, Signature string
		MaxNumber             int
	}
	c.Post("/proof-of-work-puzzles", map[string]any{"purpose": purpose}).Want(http.StatusCreated).Into(&puzzle)
	for number := range puzzle.MaxNumber + 1 {
		if sum := sha256.Sum256([]byte(puzzle.Salt + strconv.Itoa(number))); hex.EncodeToString(sum[:]) == puzzle.Hash {
			return map[string]any{"salt": puzzle.Salt, "hash": puzzle.Hash, "signature": puzzle.Signature, "number": number}
		}
	}
	c.api.tb.Fatal("no number solves the puzzle")
	return nil
}
