package postgrestest

import (
	"context"
	"errors"
	"os"
	"os/exec"
)

// sharedTemplate names the migrated database of the server that DATABASE_URL names.
const sharedTemplate = "MEDSKAPA_TEST_TEMPLATE"

// Share runs a command, such as go test, whose test binaries all use one private cluster, migrated once.
// The command has this process's input, output and environment. Its own failure is an [exec.ExitError].
func Share(ctx context.Context, command string, args ...string) (err error) {
	var s server
	if err := s.startCluster(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop(context.WithoutCancel(ctx))) }()
	s.template = "medskapa_test"
	if err := s.makeTemplate(ctx); err != nil {
		return err
	}
	c := exec.CommandContext(ctx, command, args...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	c.Env = append(os.Environ(), "DATABASE_URL="+s.url, sharedTemplate+"="+s.template)
	return c.Run()
}
