package postgres

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// systemFolder is where root keeps what Postgres' account cannot reach in
	// the data folder.
	systemFolder = "/var/lib/medskapa"
	// elsewhereName is the file in the data folder that names the home of its
	// cluster when that is not in the data folder.
	elsewhereName = "postgres-is-in"
)

// clusterHome is the folder of one cluster. It belongs to whoever runs the
// program; within it cluster/ and run/ belong to Postgres' account, so that a
// file which root writes can never be replaced by that account.
type clusterHome struct {
	folder  string
	account *account
}

func (h clusterHome) cluster() string      { return filepath.Join(h.folder, "cluster") }
func (h clusterHome) run() string          { return filepath.Join(h.folder, "run") }
func (h clusterHome) logFile() string      { return filepath.Join(h.folder, "postgres.log") }
func (h clusterHome) passwordFile() string { return filepath.Join(h.folder, "password") }

// settle decides where the cluster lives, who runs it and with which
// binaries. What an earlier start decided holds.
func settle(ctx context.Context, o Options) (clusterHome, binaries, error) {
	home := clusterHome{}
	folder, err := knownHome(o)
	if err != nil {
		return home, binaries{}, err
	}
	if home.account, err = chooseAccount(filepath.Join(folder, "cluster")); err != nil {
		return home, binaries{}, err
	}
	bin, err := usableBinaries(ctx, o, home.account)
	if err != nil {
		return home, bin, err
	}
	if folder != "" {
		home.folder = folder
	} else if home, err = newHome(ctx, o, bin, home.account); err != nil {
		return home, bin, err
	}
	if home.folder == systemHome(o) {
		o.Log.Info("the private Postgres keeps its data outside the data folder, which its account cannot enter",
			"folder", home.folder, "account", home.account.name)
	}
	return home, bin, nil
}

// knownHome answers the home that an earlier start made, or "".
func knownHome(o Options) (string, error) {
	own := filepath.Join(o.Data, "postgres")
	if _, err := os.Stat(filepath.Join(own, "cluster")); err == nil {
		return own, nil
	}
	text, err := os.ReadFile(filepath.Join(o.Data, elsewhereName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("cannot read the data folder: %w", err)
	}
	if folder := strings.TrimSpace(string(text)); folder != systemHome(o) {
		return "", fmt.Errorf("the data folder %s was moved or copied and its database stayed in %s: "+
			"stop what uses it and move it to %s, then write that into %s",
			o.Data, folder, systemHome(o), filepath.Join(o.Data, elsewhereName))
	}
	return systemHome(o), nil
}

// systemHome is the home for a data folder that Postgres' account cannot
// enter; its name follows from the data folder's path.
func systemHome(o Options) string {
	sum := sha256.Sum256([]byte(o.Data))
	return filepath.Join(o.system, hex.EncodeToString(sum[:8]))
}

// newHome makes the home of a new cluster: in the data folder where Postgres'
// account can use it, else in the system's folder for such data.
func newHome(ctx context.Context, o Options, bin binaries, a *account) (clusterHome, error) {
	own := clusterHome{filepath.Join(o.Data, "postgres"), a}
	err := own.make()
	if a == nil && err != nil {
		return own, fmt.Errorf("cannot write in the data folder: %w", err)
	}
	if a == nil || err == nil && bin.enters(ctx, a, own.run()) {
		return own, nil
	}
	if err := os.RemoveAll(own.folder); err != nil {
		return own, fmt.Errorf("cannot write in the data folder: %w", err)
	}
	return newSystemHome(o, a)
}

func newSystemHome(o Options, a *account) (clusterHome, error) {
	home := clusterHome{systemHome(o), a}
	err := setAside(o, home.folder)
	if err == nil {
		err = home.make()
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(o.Data, elsewhereName), []byte(home.folder+"\n"), 0o600)
	}
	if err != nil {
		return home, fmt.Errorf("the account %s cannot use %s, and no other place can be made for the database: %w",
			a.name, o.Data, err)
	}
	return home, nil
}

// setAside keeps the database of an earlier data folder of the same path out
// of the way: a new data folder starts afresh, and nothing is deleted.
func setAside(o Options, folder string) error {
	kept := fmt.Sprintf("%s-%d", folder, time.Now().Unix())
	err := os.Rename(folder, kept)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		o.Log.Warn("the database of an earlier data folder of this name is kept", "folder", kept)
	}
	return err
}

// make makes the folders of the home with their owners.
func (h clusterHome) make() error {
	if err := os.MkdirAll(filepath.Dir(h.folder), dataMode()); err != nil {
		return err
	}
	// The account must be able to pass through, and no more than that.
	if err := os.Mkdir(h.folder, dataMode()); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return h.makePrivate(h.run())
}

// makePrivate makes a folder that only Postgres' account can enter.
func (h clusterHome) makePrivate(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return h.account.own(folder)
}

// password answers the cluster's password, 256 random bits in hexadecimal,
// and makes it for a new cluster.
func (h clusterHome) password() (string, error) {
	text, err := os.ReadFile(h.passwordFile())
	if errors.Is(err, fs.ErrNotExist) {
		return h.makePassword()
	}
	if err != nil {
		return "", fmt.Errorf("cannot read the password of the private Postgres: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

func (h clusterHome) makePassword() (string, error) {
	var secret [32]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return "", err
	}
	password := hex.EncodeToString(secret[:])
	err := h.replaceFile(h.passwordFile(), password+"\n") // initdb reads it as the account
	if err != nil {
		return "", fmt.Errorf("cannot keep the password of the private Postgres: %w", err)
	}
	return password, nil
}

// replaceFile writes a private file of Postgres' account, whole or not at
// all, and never through a link.
func (h clusterHome) replaceFile(path, text string) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+"-new-")
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	err = oneLine(err, file.Close())
	if err == nil {
		err = h.account.own(file.Name())
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return oneLine(err, os.Remove(file.Name()))
	}
	return nil
}
