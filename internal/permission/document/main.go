// Command document writes docs/permissions.md: the table of permissions as people read it.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/medskapa/medskapa/internal/permission"
)

func main() {
	if err := write(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func write(w io.Writer) error {
	operations := map[permission.Action][]string{}
	for _, id := range permission.Operations() {
		for _, a := range permission.Of(id) {
			operations[a] = append(operations[a], "`"+id+"`")
		}
	}
	var b strings.Builder
	b.WriteString(head)
	for _, a := range permission.Actions() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", a, a.Who(), yes(a.WhileSuspended()), a.Note(), strings.Join(slices.Compact(operations[a]), " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func yes(so bool) string {
	if so {
		return "yes"
	}
	return ""
}

const head = `<!-- Written by make generate from internal/permission/table.go: change it there. -->

# Who may do what

One table in the code, ` + "`internal/permission/table.go`" + `, decides every check, is walked through by a test over HTTP with
every kind of person, and is printed here. A line says: whoever has one of these standings may do this. What the state of
a thing or the time rules out (voting on a closed challenge, editing a comment after 15 minutes) comes on top and is
told as another problem than ` + "`forbidden`" + `.

| standing | is |
| --- | --- |
| everyone | anybody, signed in or not |
| signed in | has an account and is signed in |
| project leader | has that role in the installation: may start challenges and workshops |
| moderator | has that role in the installation: looks after what others write |
| administrator | has that role in the installation |
| leads something | leads or co-leads at least one challenge, workshop or focus area at present |
| author | wrote the thing |
| representative | speaks for the organisation that wrote the thing |
| co-author | was invited by its author to write it with them, and accepted |
| leader | leads the thing, or the focus area that it belongs to, until the day the assignment ends |
| co-leader | helps to lead it, until the day the assignment ends |

Who is suspended reads what everybody reads, signs in to learn why, and does only what says *yes* below.

| action | who may | suspended too | note | operations |
| --- | --- | --- | --- | --- |
`
