package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/google/pprof/profile"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/bench/flame"
	"github.com/medskapa/medskapa/internal/bench/load"
)

const (
	profiledIdeas  = 10_000
	profiledFor    = 10 * time.Second
	profiledMisses = 50 // pages a second that memory does not answer
)

// profileLoad leaves in out profiles of the program under reads and votes, and pictures of them.
func profileLoad(ctx context.Context, out string) (err error) {
	if err := errors.Join(makeCities(ctx, folder(), []int{profiledIdeas}), os.MkdirAll(out, 0o755)); err != nil {
		return err
	}
	cluster, err := openCluster(ctx, folder(), false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Close(context.WithoutCancel(ctx))) }()
	at, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	s, err := serveCity(ctx, cluster.URL(), profiledIdeas, "MEDSKAPA_PROFILE_ADDR="+at)
	if err != nil {
		return err
	}
	defer s.close()
	group, under := errgroup.WithContext(ctx)
	group.Go(func() error { return s.mixedLoad(under) })
	group.Go(func() error {
		return takeProfile(under, fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%.0f", at, profiledFor.Seconds()), filepath.Join(out, "cpu"), -1)
	})
	if err := group.Wait(); err != nil {
		return err
	}
	const inUse = 3 // of a heap profile's four values: bytes that are in use
	return errors.Join(takeProfile(ctx, "http://"+at+"/debug/pprof/heap", filepath.Join(out, "heap"), inUse), s.Tidy(ctx, s.db.Pool))
}

// mixedLoad is reads from memory, reads past it, and votes, all at once.
func (s *subject) mixedLoad(ctx context.Context) error {
	length := profiledFor + time.Second
	group, ctx := errgroup.WithContext(ctx)
	put := func(l load.Load) {
		group.Go(func() error {
			_, err := load.Run(ctx, l)
			return err
		})
	}
	put(load.Load{Clients: 8, For: length, Next: s.publicPages()})
	put(load.Load{Clients: 4, Rate: profiledMisses, For: length, Next: load.Get(s.at("/ideas"), "Cache-Control", "no-cache")})
	crowd := s.newcomers(0, voters, voters, voteIn(s.voteAt, s.open[:newsIdeas]))
	put(load.Load{Clients: voters, Rate: newsVotes, For: length, Next: crowd.next, Via: crowd})
	return group.Wait()
}

// takeProfile stores a profile as NAME.pprof, and the flame graph of one of its values as NAME.svg.
func takeProfile(ctx context.Context, url, name string, value int) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }() // read to its end below
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	taken, err := profile.ParseData(raw)
	if err != nil {
		return err
	}
	picture, err := os.Create(name + ".svg")
	if err != nil {
		return err
	}
	err = errors.Join(os.WriteFile(name+".pprof", raw, 0o600), flame.Write(picture, taken, value), picture.Close())
	fmt.Fprintf(os.Stderr, "%s.pprof, %s.svg\n", name, name)
	return err
}
