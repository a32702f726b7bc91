package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/medskapa/medskapa/internal/identity"
	"github.com/medskapa/medskapa/internal/polisimport"
	"github.com/medskapa/medskapa/internal/postgres"
)

func residentsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "residents", Short: "Look after who is proven to live in the municipality"}
	cmd.AddCommand(&cobra.Command{
		Use:   "import FILE.csv",
		Short: "Replace the register of residents; works while the server runs and while it does not",
		Long: "Reads personal number, municipality code and, if anything, the last day on which that holds, with commas or\n" +
			"semicolons between. Only keyed hashes and codes are stored. The whole register is replaced at once; where a\n" +
			"line is faulty, nothing is, and the line is told by its number.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return importResidents(cmd.Context(), args[0], cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	})
	return cmd
}

// importResidents tells how far it has come on progress.
func importResidents(ctx context.Context, path string, out, progress io.Writer) (err error) {
	c, err := readConfig()
	if err != nil {
		return err
	}
	log, err := c.logger()
	if err != nil {
		return err
	}
	providers, err := identity.Load(c.OIDC)
	if err != nil {
		return err
	}
	file, err := openCounted(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	p := startProgress(progress, file.progress)
	defer p.stop()
	p.enter(polisimport.Reading)
	register, err := identity.ReadRegister(file, providers)
	if faults, ok := errors.AsType[identity.FileErrors](err); ok {
		return append(faults, "nothing was imported")
	}
	if err != nil {
		return fmt.Errorf("%w; nothing was imported", err)
	}
	db, err := c.openDatabase(ctx, log, postgres.JoinCluster)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	p.enter(polisimport.Storing)
	store := identity.NewStore(db.Gorm, nil, providers, c.URL, log)
	if err := store.CheckKey(ctx); err != nil {
		return err
	}
	proven, err := store.Replace(ctx, register)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d residents in the register, %d of whom have an account that it proves\n", register.Len(), proven)
	return err
}

// counted is a file that knows how much of it has been read.
type counted struct {
	*os.File
	read atomic.Int64
	size int64
}

func openCounted(path string) (*counted, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &counted{File: file, size: info.Size()}, nil
}

// Read counts.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.File.Read(p)
	c.read.Add(int64(n))
	return n, err
}

func (c *counted) progress() (read, total int64) { return c.read.Load(), c.size }
