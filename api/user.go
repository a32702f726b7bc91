package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

func userCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "user", Short: "Look after accounts"}
	cmd.AddCommand(userCreateCommand())
	return cmd
}

// newUser is what the flags say.
type newUser struct{ email, name, role, kind, language string }

func userCreateCommand() *cobra.Command {
	var u newUser
	cmd := &cobra.Command{
		Use:   "create",
		Short: "Make a confirmed account; works while the server runs and while it does not",
		Long:  "Makes a confirmed account. The password is asked for on a terminal, and else read from the first line of standard input.",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return createUser(cmd.Context(), u) },
	}
	cmd.Flags().StringVar(&u.email, "email", "", "e-mail address to sign in with")
	cmd.Flags().StringVar(&u.name, "name", "", "name shown in public")
	cmd.Flags().StringVar(&u.role, "role", string(auth.Member), "member, project-leader, moderator or administrator")
	cmd.Flags().StringVar(&u.kind, "kind", string(participant.PublicBody), "resident, company, association, researcher or public-body")
	cmd.Flags().StringVar(&u.language, "language", "sv", "sv or en")
	for _, required := range []string{"email", "name"} {
		if err := cmd.MarkFlagRequired(required); err != nil {
			panic(err) // the flag is defined above
		}
	}
	return cmd
}

func createUser(ctx context.Context, u newUser) (err error) {
	if err := u.check(); err != nil {
		return err
	}
	c, err := readConfig()
	if err != nil {
		return err
	}
	log, err := c.logger()
	if err != nil {
		return err
	}
	password, err := readPassword()
	if err != nil {
		return err
	}
	db, err := c.openDatabase(ctx, log, postgres.JoinCluster)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	queue, err := jobs.NewQueue(log)
	if err != nil {
		return err
	}
	store := account.NewStore(db.Gorm, mail.NewOutbox(queue), auth.NewPasswords(1, auth.PasswordCost{}), c.URL)
	err = store.Create(ctx, account.NewAccount{Email: u.email, DisplayName: u.name, Role: auth.Role(u.role),
		Kind: participant.Kind(u.kind), Language: u.language}, password)
	if err != nil {
		return inWords(err)
	}
	fmt.Printf("Made %s with the role %s.\n", u.email, u.role)
	return nil
}

// check tells which flag is wrong.
func (u newUser) check() error {
	switch {
	case text.Email(u.email) != nil || utf8.RuneCountInString(u.email) > 254:
		return errors.New("--email must be an e-mail address of at most 254 characters")
	case text.Line(u.name) != nil || utf8.RuneCountInString(u.name) < 2 || utf8.RuneCountInString(u.name) > 80:
		return errors.New("--name must be one line of 2 to 80 characters")
	case !slices.Contains(auth.Roles(), auth.Role(u.role)):
		return errors.New("--role must be member, project-leader, moderator or administrator")
	case !slices.Contains(participant.Kinds(), participant.Kind(u.kind)):
		return errors.New("--kind must be resident, company, association, researcher or public-body")
	case u.language != "sv" && u.language != "en":
		return errors.New("--language must be sv or en")
	}
	return nil
}

// readPassword asks for the password twice without showing it, or reads a line where nobody can be asked.
func readPassword() (string, error) {
	fd := int(os.Stdin.Fd())
	if !term.IsTerminal(fd) {
		line, err := bufio.NewReader(os.Stdin).ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", errors.Join(errors.New("no password on standard input"), err)
		}
		return line, nil
	}
	first, err := ask(fd, "Password (12 to 128 characters): ")
	if err != nil {
		return "", err
	}
	second, err := ask(fd, "The same again: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", errors.New("the passwords differ")
	}
	return first, nil
}

func ask(fd int, prompt string) (string, error) {
	fmt.Fprint(os.Stderr, prompt)
	password, err := term.ReadPassword(fd)
	fmt.Fprintln(os.Stderr)
	return string(password), err
}

// inWords says what a problem's fields say, for a person at a terminal.
func inWords(err error) error {
	var problem *errs.Error
	if !errors.As(err, &problem) || len(problem.Fields) == 0 {
		return err
	}
	parts := make([]string, len(problem.Fields))
	for i, f := range problem.Fields {
		parts[i] = f.Name + ": " + f.Detail("en")
	}
	return errors.New(strings.Join(parts, " "))
}
