package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// ErrInUse says that another server already runs on the data folder.
var ErrInUse = errors.New("another medskapa already uses the folder")

// Options says where the private cluster lives and how it runs.
type Options struct {
	// Data is the program's data folder; it is made when missing. Postgres
	// refuses to run as root, so root's cluster runs as another account; when
	// that one cannot enter the folder, the cluster lives in systemFolder.
	Data string
	// Binaries is the folder that holds postgres and initdb. Empty means the
	// ones that deploy/local-postgres installs.
	Binaries string
	// Fast gives up durability for speed: for tests only.
	Fast bool
	// Settings of Postgres, as name=value, in place of the program's own: for
	// tests only.
	Settings []string
	// Log receives what the operator should know; nil discards it.
	Log *slog.Logger

	system string // in place of systemFolder, in tests
}

// Cluster is a private Postgres: one that this process runs, or a running
// server's that it has joined.
type Cluster struct {
	url        string
	lock       *clusterLock // nil when joined
	postmaster *postmaster  // nil when joined
}

// OpenCluster starts the private Postgres of the data folder for a server and
// makes the cluster and its database when they are missing. The folder stays
// locked until Close or the end of the process. It fails with ErrInUse while
// another server holds the folder, and waits for a command that does. Every
// error is one line that says what is wrong.
func OpenCluster(ctx context.Context, o Options) (*Cluster, error) {
	return openCluster(ctx, o, true)
}

// JoinCluster is for commands beside the server: it uses the Postgres of a
// server that runs on the data folder, and starts its own when none does. Of
// several commands without a server, one runs at a time and the others wait.
// A joined cluster ends when its server stops.
func JoinCluster(ctx context.Context, o Options) (*Cluster, error) {
	return openCluster(ctx, o, false)
}

// URL is the address of the database for pgx. It holds the password: never
// log it.
func (c *Cluster) URL() string { return c.url }

// Done is closed when the Postgres that this process runs has ended, asked or
// not. For a joined cluster it is nil and never ready.
func (c *Cluster) Done() <-chan struct{} {
	if c.postmaster == nil {
		return nil
	}
	return c.postmaster.done
}

// Close stops what OpenCluster or JoinCluster started, ending open
// connections, and nothing else. When ctx ends it stops Postgres the hard
// way; no committed data is lost by that.
func (c *Cluster) Close(ctx context.Context) error {
	if c.postmaster == nil {
		return nil
	}
	return oneLine(c.postmaster.stop(ctx), c.lock.release())
}

func openCluster(ctx context.Context, o Options, server bool) (*Cluster, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	data, err := prepareData(o.Data)
	if err != nil {
		return nil, err
	}
	o.Data = data
	if o.system == "" {
		o.system = systemFolder
	}
	lock, url, err := lockOrJoin(ctx, o, server)
	if err != nil {
		return nil, err
	}
	if lock == nil {
		return &Cluster{url: url}, nil
	}
	c, err := startCluster(ctx, o, lock)
	if err != nil {
		return nil, oneLine(err, lock.release())
	}
	return c, nil
}

// prepareData makes the data folder and answers its one true path, which all
// who share the cluster agree on.
func prepareData(folder string) (string, error) {
	if folder == "" {
		return "", errors.New("the data folder has no name: set MEDSKAPA_DATA")
	}
	path, err := filepath.Abs(folder)
	if err == nil {
		err = os.MkdirAll(path, dataMode())
	}
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return "", fmt.Errorf("cannot use the data folder: %w", err)
	}
	return path, nil
}

func startCluster(ctx context.Context, o Options, lock *clusterLock) (*Cluster, error) {
	began := time.Now()
	home, bin, err := settle(ctx, o)
	if err != nil {
		return nil, err
	}
	password, err := home.password()
	if err != nil {
		return nil, err
	}
	if err := home.ensureCluster(ctx, bin, o.Fast); err != nil {
		return nil, err
	}
	p, url, err := runPostmaster(ctx, home, bin, password, settings(bin, o))
	if err != nil {
		return nil, err
	}
	if err := lock.publish(p.socket, home.passwordFile()); err != nil {
		return nil, oneLine(err, p.stop(context.WithoutCancel(ctx)))
	}
	o.Log.Info("private Postgres started", "folder", home.folder, "version", bin.version,
		"process", p.cmd.Process.Pid, "took", time.Since(began).Round(time.Millisecond))
	return &Cluster{url: url, lock: lock, postmaster: p}, nil
}

// oneLine joins errors as errors.Join does, but in one line.
func oneLine(problems ...error) error {
	var all error
	for _, problem := range problems {
		switch {
		case problem == nil:
		case all == nil:
			all = problem
		default:
			all = fmt.Errorf("%w; %w", all, problem)
		}
	}
	return all
}
