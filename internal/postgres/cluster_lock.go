package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	lockName = "medskapa.lock"
	// lockPatience bounds how long one waits for a command that holds the
	// folder, or for a server that is still starting.
	lockPatience = time.Minute
	lockPause    = 50 * time.Millisecond
)

// clusterLock is held by the process that runs the cluster of a data folder.
// The kernel drops it when the process ends, however it ends.
type clusterLock struct{ file *os.File }

// lockHolder is what the holder writes into its lock file for the others.
type lockHolder struct {
	Process int  `json:"process"`
	Server  bool `json:"server"`
	// Socket and Password (the file) are set once Postgres answers.
	Socket   string `json:"socket,omitempty"`
	Password string `json:"password,omitempty"`
}

// lockOrJoin takes the lock of the data folder or, for a command beside a
// running server, answers the URL of that server's database.
func lockOrJoin(ctx context.Context, o Options, server bool) (*clusterLock, string, error) {
	lock, err := openLock(o.Data)
	if err != nil {
		return nil, "", err
	}
	address, err := lock.contend(ctx, o, server)
	if err != nil || address != "" {
		return nil, address, oneLine(err, lock.file.Close())
	}
	return lock, "", nil
}

func openLock(data string) (*clusterLock, error) {
	file, err := os.OpenFile(filepath.Join(data, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot write in the data folder: %w", err)
	}
	return &clusterLock{file}, nil
}

// contend returns once the lock is taken or, with a URL, once a server's
// Postgres has answered.
func (l *clusterLock) contend(ctx context.Context, o Options, server bool) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	var before lockHolder
	for said := false; ; {
		if free, err := l.try(server); free || err != nil {
			return "", err
		}
		now, err := l.holder()
		if err != nil {
			return "", err
		}
		// What a dead process left is overwritten by the next holder at once,
		// so only what is seen twice is true.
		settled := now == before && now.Process != 0
		address, err := l.meet(ctx, o, now, settled, server)
		if address != "" || err != nil {
			return address, err
		}
		if settled && !said {
			o.Log.Info("waiting for the process that uses the private Postgres", "process", now.Process)
			said = true
		}
		before = now
		if pause(ctx, lockPause) != nil {
			return "", waitError(ctx, o, now)
		}
	}
}

// meet is what to do about a server: nothing, for another server; to join it,
// for a command, once its Postgres answers.
func (l *clusterLock) meet(ctx context.Context, o Options, h lockHolder, settled, server bool) (string, error) {
	if !settled || !h.Server {
		return "", nil
	}
	if server {
		return "", fmt.Errorf("%w %s (process %d)", ErrInUse, o.Data, h.Process)
	}
	if h.Socket == "" {
		return "", nil
	}
	address, err := h.address()
	if err != nil {
		return "", fmt.Errorf("cannot join the private Postgres of process %d: %w", h.Process, err)
	}
	if reach(ctx, address) != nil {
		return "", nil //nolint:nilerr // it is stopping, or restarting
	}
	return address, nil
}

func waitError(ctx context.Context, o Options, h lockHolder) error {
	if errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
		return fmt.Errorf("process %d still holds the private Postgres of %s", h.Process, o.Data)
	}
	return context.Cause(ctx)
}

// try takes the lock if it is free, and then says who holds it.
func (l *clusterLock) try(server bool) (bool, error) {
	free, err := tryLock(l.file)
	if err != nil {
		return false, fmt.Errorf("cannot lock %s: %w", l.file.Name(), err)
	}
	if !free {
		return false, nil
	}
	return true, l.write(lockHolder{Process: os.Getpid(), Server: server})
}

// publish tells those who wait that Postgres answers, and where.
func (l *clusterLock) publish(socket, password string) error {
	h, err := l.holder()
	if err != nil {
		return err
	}
	h.Socket, h.Password = socket, password
	return l.write(h)
}

// release clears the record and gives the lock up. The file stays: removing
// it would let two processes lock two files of one name.
func (l *clusterLock) release() error {
	return oneLine(l.file.Truncate(0), l.file.Close())
}

func (l *clusterLock) write(h lockHolder) error {
	text, err := json.Marshal(h)
	if err == nil {
		err = l.file.Truncate(0)
	}
	if err == nil {
		_, err = l.file.WriteAt(append(text, '\n'), 0)
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", l.file.Name(), err)
	}
	return nil
}

// holder reads the record; an empty or half-written one is the zero holder.
func (l *clusterLock) holder() (lockHolder, error) {
	text, err := io.ReadAll(io.NewSectionReader(l.file, 0, 1<<16))
	if err != nil {
		return lockHolder{}, fmt.Errorf("cannot read %s: %w", l.file.Name(), err)
	}
	var h lockHolder
	if json.Unmarshal(text, &h) != nil {
		return lockHolder{}, nil //nolint:nilerr // empty or half written
	}
	return h, nil
}

func (h lockHolder) address() (string, error) {
	password, err := os.ReadFile(h.Password)
	if err != nil {
		return "", err
	}
	return socketURL(appRole, strings.TrimSpace(string(password)), h.Socket, databaseName), nil
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}
