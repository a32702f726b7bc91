package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/postgres"
)

func keysCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "keys", Short: "Look after the keys that sign access tokens"}
	cmd.AddCommand(&cobra.Command{
		Use:   "rotate",
		Short: "Have a new key sign from ten minutes on; nobody is signed out",
		Long: "Makes a new key, which every node knows before it signs. The old one goes once its last token has expired.\n" +
			"The server does the same by itself when a key is older than MEDSKAPA_KEY_DAYS.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return rotateKeys(cmd.Context()) },
	})
	return cmd
}

func rotateKeys(ctx context.Context) (err error) {
	c, err := readConfig()
	if err != nil {
		return err
	}
	log, err := c.logger()
	if err != nil {
		return err
	}
	db, err := c.openDatabase(ctx, log, postgres.JoinCluster)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	if err := auth.RotateKeys(ctx, db.Gorm); err != nil {
		return err
	}
	fmt.Println("A new key signs from ten minutes on.")
	return nil
}
