package main

import (
	"context"
	"fmt"
	"os"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/bench/city"
	"github.com/medskapa/medskapa/internal/postgres"
)

const api = "/api/v1"

// subject is a city with the program serving it.
type subject struct {
	*city.City
	database string
	db       *postgres.DB
	tokens   *auth.Tokens
	app      *process
	watched  watched
	open     [][16]byte // ideas that take votes, the most popular first
}

// binary is the built program.
func binary() string {
	if path := os.Getenv("BENCH_BINARY"); path != "" {
		return path
	}
	return "bin/medskapa"
}

// serveCity starts the program over a city, and reads one page.
func serveCity(ctx context.Context, server string, ideas int, env ...string) (_ *subject, err error) {
	s := &subject{City: city.New(seed, ideas), database: databaseURL(server, cityName(ideas))}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	s.open = s.OpenIdeas(spreadOver)
	if s.db, err = postgres.Open(ctx, s.database); err != nil {
		return nil, err
	}
	if err := s.Tidy(ctx, s.db.Pool); err != nil {
		return nil, err
	}
	s.app, _, err = start(ctx, program{path: binary(), args: []string{"serve"}, env: append(env, "DATABASE_URL="+s.database), ready: api + "/ideas"})
	if err != nil {
		return nil, err
	}
	if s.tokens, err = auth.LoadTokens(ctx, s.db.Gorm, s.app.url); err != nil {
		return nil, err
	}
	s.watched, err = watch(ctx, s.database, s.app)
	return s, err
}

// close ends what was started of it.
func (s *subject) close() {
	if s.app != nil {
		s.app.stop()
	}
	if s.db != nil {
		s.db.Close()
	}
}

// newcomers are n people who have done nothing yet and who are of no other crowd.
func (s *subject) newcomers(from, n, connections int, ask func(*member) question) *crowd {
	return newCrowd(s.tokens, s.City, from, from+n, connections, ask)
}

// at is an address of the API.
func (s *subject) at(format string, values ...any) string {
	for n, value := range values {
		if id, ok := value.([16]byte); ok {
			values[n] = uuid.UUID(id)
		}
	}
	return s.app.url + api + fmt.Sprintf(format, values...)
}

func (s *subject) voteAt(idea [16]byte) string { return s.at("/ideas/%s/vote", idea) }

// tokensFor signs what another process of the program takes.
func (m *measuring) tokensFor(ctx context.Context, p *process) (*auth.Tokens, error) {
	return m.city.tokensOf(ctx, p)
}

func (s *subject) tokensOf(ctx context.Context, p *process) (*auth.Tokens, error) {
	return auth.LoadTokens(ctx, s.db.Gorm, p.url)
}
