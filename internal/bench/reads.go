package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"

	"github.com/medskapa/medskapa/internal/bench/load"
	"github.com/medskapa/medskapa/internal/bench/wire"
)

// answer is one answer whole.
type answer struct {
	header http.Header
	body   []byte
}

// fetch asks once, with headers as pairs, and fails unless the answer is a success.
func fetch(ctx context.Context, url string, headers ...string) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return answer{}, err
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	transport := load.NewTransport(1)
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return answer{}, err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return answer{}, fmt.Errorf("%s: %s: %s", url, response.Status, body)
	}
	return answer{response.Header, body}, nil
}

// startLimits starts the server of limits with what the program answers and asks the database for.
func (s *subject) startLimits(ctx context.Context, list []wire.Statement) (*process, error) {
	plain, err := fetch(ctx, s.at("/ideas"))
	if err != nil {
		return nil, err
	}
	packed, err := fetch(ctx, s.at("/ideas"), "Accept-Encoding", "gzip")
	if err != nil {
		return nil, err
	}
	if packed.header.Get("Content-Encoding") != "gzip" { // the program does not compress: compare with what it would send
		packed.body = compress(plain.body)
	}
	input, err := json.Marshal(limitsPlan{Database: s.database, Issuer: s.app.url, Plain: plain.body, Gzip: packed.body, List: list})
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p, _, err := start(ctx, program{path: self, args: []string{"limits"}, stdin: input, ready: "/ready"})
	return p, err
}

func compress(plain []byte) []byte {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(plain) // a buffer takes everything
	_ = w.Close()         // as above
	return packed.Bytes()
}

// reading is a closed loop of one address, by wrk where it is installed.
func (m *measuring) reading(name string, of watched, url string, headers ...string) way {
	w := way{name: name, with: "vegeta", watched: of}
	w.run = func(ctx context.Context) (load.Result, error) {
		return load.Run(ctx, load.Load{Clients: readers, For: m.Round, Next: load.Get(url, headers...)})
	}
	if _, err := exec.LookPath("wrk"); err == nil {
		w.with = "wrk"
		w.run = func(ctx context.Context) (load.Result, error) {
			return load.Wrk(ctx, readers, m.Round, url, headers...)
		}
	}
	return w
}

// reads measures the first page of ideas from memory, unchanged, and from the database.
func (m *measuring) reads(ctx context.Context) error {
	bare, app := m.bare(), m.city.watched
	list, address := m.city.at("/ideas"), m.limits.url
	known, err := fetch(ctx, list)
	if err != nil {
		return err
	}
	if err := m.compare(ctx, "publicList", 0.9,
		m.reading("list, warm", app, list), m.reading("bare handler, same bytes", bare, address+"/bytes")); err != nil {
		return err
	}
	if !m.Quick {
		if err := m.compare(ctx, "publicListGzip", 0.9,
			m.reading("list, warm, gzip", app, list, "Accept-Encoding", "gzip"),
			m.reading("bare handler, same bytes, gzip", bare, address+"/bytes", "Accept-Encoding", "gzip")); err != nil {
			return err
		}
	}
	if err := m.compare(ctx, "notModified", 1.5,
		m.reading("list, 304", app, list, "If-None-Match", known.header.Get("ETag")),
		m.reading("bare handler, same bytes", bare, address+"/bytes")); err != nil {
		return err
	}
	return m.compare(ctx, "listMiss", 0.85,
		m.reading("list, not from memory", app, list, "Cache-Control", "no-cache"),
		m.reading("bare pgx, same SQL", bare, address+"/sql"))
}
