package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/medskapa/medskapa/internal/polis"
	"github.com/medskapa/medskapa/internal/polisimport"
	"github.com/medskapa/medskapa/internal/postgres"
)

func importCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "import", Short: "Bring in what was gathered elsewhere"}
	cmd.AddCommand(importPolisCommand())
	return cmd
}

func importPolisCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "polis DIR",
		Short: "Import a Polis conversation; works while the server runs and while it does not",
		Long: "Imports a folder with the summary.csv, comments.csv and votes.csv of a Polis export as a closed challenge\n" +
			"with opinion voting. All of it or nothing is imported; the same export again changes nothing, and a\n" +
			"later one of the same conversation adds what is new.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			figures, err := importPolis(cmd.Context(), args[0], cmd.ErrOrStderr())
			switch {
			case errors.Is(err, context.Canceled):
				return err
			case err != nil:
				return fmt.Errorf("%w; nothing was imported", err)
			case asJSON:
				return showJSON(cmd.OutOrStdout(), figures)
			}
			return showTable(cmd.OutOrStdout(), figures)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "end with one line of JSON instead of a table")
	return cmd
}

// importPolis tells its progress to the writer.
func importPolis(ctx context.Context, dir string, progress io.Writer) (figures polisimport.Figures, err error) {
	c, err := readConfig()
	if err != nil {
		return figures, err
	}
	log, err := c.logger()
	if err != nil {
		return figures, err
	}
	export, err := polis.Open(dir)
	if err != nil {
		return figures, err
	}
	db, err := c.openDatabase(ctx, log, postgres.JoinCluster)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	p := startProgress(progress, export.Progress)
	defer p.stop()
	return polisimport.Import(ctx, db.Pool, export, p.enter)
}

func showJSON(out io.Writer, f polisimport.Figures) error {
	line, err := json.Marshal(f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", line)
	return err
}

func showTable(out io.Writer, f polisimport.Figures) error {
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', tabwriter.AlignRight)
	for _, row := range []struct {
		name  string
		value int64
	}{
		{"statements", f.Statements}, {"visible", f.Visible}, {"voters", f.Voters}, {"opinions", f.Opinions},
		{"agree", f.Agree}, {"disagree", f.Disagree}, {"pass", f.Pass}, {"changed", f.Changed},
	} {
		if _, err := fmt.Fprintf(w, "%s\t%d\t\n", row.name, row.value); err != nil {
			return err
		}
	}
	return w.Flush()
}
