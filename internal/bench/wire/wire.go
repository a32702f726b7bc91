// Package wire listens in on what a program says to Postgres: it counts statements, and keeps them with
// their values so that they can be run again by somebody else.
package wire

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
)

// Statement is one that was executed, with its values as they were sent.
type Statement struct {
	SQL     string   `json:"sql"`
	Values  [][]byte `json:"values"`
	Formats []int16  `json:"formats"` // of the values
	Results []int16  `json:"results"` // the formats asked for
}

// Relay stands between programs and a Postgres. Close ends it.
type Relay struct {
	server   *pgconn.Config
	listener net.Listener
	folder   string

	mu       sync.Mutex
	executed []Statement
}

// New begins to relay, on a unix socket of its own, to the Postgres at address.
func New(ctx context.Context, address string) (*Relay, error) {
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "wire-")
	if err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "unix", filepath.Join(folder, ".s.PGSQL.5432"))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	r := &Relay{server: config, listener: listener, folder: folder}
	go r.serve()
	return r, nil
}

// Close stops listening; connections end with whoever opened them.
func (r *Relay) Close() error { return errors.Join(r.listener.Close(), os.RemoveAll(r.folder)) }

// URL is the address that a program reaches the database by through the relay.
func (r *Relay) URL() string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(r.server.User, r.server.Password), Path: "/" + r.server.Database,
		RawQuery: url.Values{"host": {r.folder}, "port": {"5432"}, "sslmode": {"disable"}}.Encode()}
	return u.String()
}

// Take returns what was executed since it was last called.
func (r *Relay) Take() []Statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	taken := r.executed
	r.executed = nil
	return taken
}

func (r *Relay) serve() {
	for {
		client, err := r.listener.Accept()
		if err != nil {
			return // closed
		}
		go r.relay(client)
	}
}

// relay passes bytes on both ways until one side ends.
func (r *Relay) relay(client net.Conn) {
	network, address := pgconn.NetworkAddress(r.server.Host, r.server.Port)
	server, err := net.Dial(network, address) //nolint:noctx // ends with the client
	if err != nil {
		_ = client.Close() // it hears that nobody is there
		return
	}
	go func() {
		_, _ = io.Copy(client, server) // ends when either side does, which is no fault here
		_ = client.Close()
	}()
	c := conversation{relay: r, prepared: make(map[string]string), bound: make(map[string]Statement)}
	_ = c.follow(io.TeeReader(client, server)) // as above
	_ = server.Close()
}

// conversation is what one connection says; names of statements and portals are its own.
type conversation struct {
	relay    *Relay
	prepared map[string]string
	bound    map[string]Statement
}

// follow reads messages until the end: the first has no type.
func (c *conversation) follow(from io.Reader) error {
	for first := true; ; first = false {
		kind := make([]byte, 1)
		if !first {
			if _, err := io.ReadFull(from, kind); err != nil {
				return err
			}
		}
		size := make([]byte, 4)
		if _, err := io.ReadFull(from, size); err != nil {
			return err
		}
		body := make([]byte, max(0, int(binary.BigEndian.Uint32(size))-4))
		if _, err := io.ReadFull(from, body); err != nil {
			return err
		}
		if err := c.hear(kind[0], body); err != nil {
			return err
		}
	}
}

// hear notes what prepares, binds and executes statements.
func (c *conversation) hear(kind byte, body []byte) error {
	switch kind {
	case 'P':
		var m pgproto3.Parse
		err := m.Decode(body)
		c.prepared[m.Name] = m.Query
		return err
	case 'B':
		var m pgproto3.Bind
		err := m.Decode(body)
		c.bound[m.DestinationPortal] = Statement{c.prepared[m.PreparedStatement], m.Parameters, m.ParameterFormatCodes, m.ResultFormatCodes}
		return err
	case 'E':
		var m pgproto3.Execute
		err := m.Decode(body)
		c.executed(c.bound[m.Portal])
		return err
	case 'Q':
		var m pgproto3.Query
		err := m.Decode(body)
		c.executed(Statement{SQL: m.String})
		return err
	}
	return nil
}

func (c *conversation) executed(s Statement) {
	c.relay.mu.Lock()
	defer c.relay.mu.Unlock()
	c.relay.executed = append(c.relay.executed, s)
}
