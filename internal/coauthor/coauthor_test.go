package coauthor_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// town is an idea and whoever has to do with it.
type town struct {
	*testing.T
	db                    *postgres.DB
	store                 *coauthor.Store
	ideas                 *idea.Store
	idea                  uuid.UUID
	author, other, member auth.Principal
}

func newTown(t *testing.T) town {
	t.Helper()
	db := postgrestest.New(t)
	w := town{T: t, db: db, store: coauthor.NewStore(db.Gorm), ideas: idea.NewStore(db.Gorm, markdown.New()),
		author: fixture.Account(t, db, auth.Member), other: fixture.Account(t, db, auth.Member), member: fixture.Account(t, db, auth.Member)}
	w.idea = fixture.Idea(t, db, w.author)
	return w
}

func (w town) invite(who auth.Principal, whom uuid.UUID) error {
	return w.store.Invite(w.Context(), who, w.idea, whom)
}

func (w town) accept(who auth.Principal, whom uuid.UUID) error {
	return w.store.Accept(w.Context(), who, w.idea, whom)
}

func (w town) end(who auth.Principal, whom uuid.UUID) error {
	return w.store.End(w.Context(), who, w.idea, whom)
}

// want holds that an error has a code; the empty one is that of none.
func (w town) want(err error, code errs.Code, what string) {
	w.Helper()
	if err == nil && code == "" || err != nil && errs.CodeOf(err) == code {
		return
	}
	w.Errorf("%s: %v, want %q", what, err, code)
}

func (w town) exec(sql string, args ...any) {
	w.Helper()
	if _, err := w.db.Pool.Exec(w.Context(), sql, args...); err != nil {
		w.Fatal(err)
	}
}

func (w town) seen(who auth.Principal) []coauthor.CoAuthor {
	w.Helper()
	found, err := w.store.OfIdea(w.Context(), who, w.idea)
	if err != nil {
		w.Fatal(err)
	}
	return found
}

func (w town) told(who uuid.UUID) (n int) {
	w.Helper()
	err := w.db.Pool.QueryRow(w.Context(), `SELECT count(*) FROM notification_events WHERE kind = 'co-author-invited' AND subject_id = $1 AND $2 = ANY (named)`, w.idea, who).Scan(&n)
	if err != nil {
		w.Fatal(err)
	}
	return n
}

func (w town) edit(who auth.Principal, title string) error {
	w.Helper()
	i, err := w.ideas.Get(w.Context(), who, w.idea)
	if err != nil {
		w.Fatal(err)
	}
	_, err = w.ideas.Update(w.Context(), who, w.idea, i.Version, idea.Edit{Title: &title})
	return err
}

// Who is invited is told, and nobody else but the author learns of it; who accepts edits in their own name and is seen by everybody, until
// they leave.
func TestWritingTogether(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.want(w.edit(w.other, "Före"), errs.Forbidden, "an edit by who is nobody to it")
	for range 2 {
		w.want(w.invite(w.author, w.other.ID), "", "an invitation")
	}
	if w.told(w.other.ID) != 1 {
		t.Errorf("told %d times", w.told(w.other.ID))
	}
	if len(w.seen(w.member)) != 0 || len(w.seen(auth.Principal{})) != 0 || len(w.seen(w.other)) != 1 {
		t.Error("others learn of an invitation, or who is invited does not")
	}
	if c := w.seen(w.author)[0]; c.State != coauthor.Invited || !c.MayAccept(w.other) || !c.MayDecline(w.other) || c.MayAccept(w.author) || !c.MayRemove(w.author) || c.MayRemove(w.other) {
		t.Errorf("%+v", c)
	}
	w.want(w.edit(w.other, "Inbjuden"), errs.Forbidden, "an edit by who is only invited")
	w.want(w.accept(w.member, w.other.ID), errs.NotFound, "somebody else accepts")
	w.want(w.accept(w.author, w.other.ID), errs.Forbidden, "the author accepts")
	for range 2 {
		w.want(w.accept(w.other, w.other.ID), "", "accepting")
	}
	w.want(w.edit(w.other, "Tillsammans"), "", "an edit by a co-author")
	i, err := w.ideas.Get(t.Context(), auth.Principal{}, w.idea)
	if err != nil || len(i.CoAuthors) != 1 || i.CoAuthors[0].ID != w.other.ID || i.Author.ID != w.author.ID {
		t.Errorf("%+v %v", i.CoAuthors, err)
	}
	wordings, err := w.ideas.ListRevisions(t.Context(), auth.Principal{}, w.idea, page.First())
	if err != nil || wordings.Items[0].Editor.ID != w.other.ID || wordings.Items[0].Title != "Tillsammans" {
		t.Errorf("%+v %v", wordings.Items, err)
	}
	w.want(w.end(w.member, w.other.ID), errs.Forbidden, "somebody else removes")
	w.want(w.invite(w.other, w.member.ID), errs.Forbidden, "a co-author invites")
	if c := w.seen(auth.Principal{})[0]; !c.MayLeave(w.other) || c.MayLeave(w.author) {
		t.Errorf("%+v", c)
	}
	w.want(w.end(w.other, w.other.ID), "", "leaving")
	w.want(w.edit(w.other, "Efter"), errs.Forbidden, "an edit by who left")
	w.want(w.invite(w.author, w.other.ID), errs.AlreadyAsked, "asked again at once")
	w.exec(`UPDATE idea_coauthors SET invited_at = invited_at - interval '8 days'`)
	w.want(w.invite(w.author, w.other.ID), "", "asked again after a week")
	w.want(w.end(w.author, w.other.ID), "", "taken back")
	w.want(w.accept(w.other, w.other.ID), errs.NotFound, "what was taken back")
}

// An organisation's people write in its name.
func TestOrganisations(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	club := fixture.Organisation(t, w.db, w.other)
	w.other.SpeaksFor = []uuid.UUID{club}
	w.want(w.invite(w.author, club), "", "an invitation")
	w.want(w.accept(w.member, club), errs.NotFound, "who does not speak for it")
	w.want(w.accept(w.other, club), "", "who speaks for it")
	w.want(w.edit(w.other, "Med oss"), "", "an edit in its name")
	wordings, err := w.ideas.ListRevisions(t.Context(), auth.Principal{}, w.idea, page.First())
	if err != nil || wordings.Items[0].Editor.ID != club {
		t.Errorf("%+v %v", wordings.Items, err)
	}
	w.want(w.end(w.other, club), "", "leaving")
	w.want(w.edit(w.other, "Utan oss"), errs.Forbidden, "an edit after that")
}

// Whom authors may invite, and how many.
func TestWhomAuthorsInvite(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	gone := fixture.Account(t, w.db, auth.Member)
	w.exec(`UPDATE participants SET former_at = now() WHERE id = $1`, gone.ID)
	w.want(w.invite(auth.Principal{}, w.other.ID), errs.Unauthorized, "nobody")
	w.want(w.invite(w.member, w.other.ID), errs.Forbidden, "somebody else")
	w.want(w.invite(w.author, w.author.ID), errs.Conflict, "oneself")
	w.want(w.invite(w.author, uuid.New()), errs.NotFound, "nobody there is")
	w.want(w.invite(w.author, gone.ID), errs.NotFound, "who has left")
	w.exec(`UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, w.idea)
	w.want(w.invite(w.author, w.other.ID), errs.IdeaNotPublished, "to what is withdrawn")
	w.exec(`UPDATE ideas SET state = 'published' WHERE id = $1`, w.idea)
	people := fixture.Members(t, w.db, 10)
	for _, p := range people {
		w.want(w.invite(w.author, p.ID), "", "one of ten")
	}
	w.want(w.invite(w.author, w.other.ID), errs.TooManyCoAuthors, "the eleventh")
	w.want(w.end(people[0], people[0].ID), "", "declining")
	w.want(w.invite(w.author, w.other.ID), "", "in the place of who declined")
	w.exec(`INSERT INTO idea_coauthors (idea_id, participant_id, invited_by) SELECT $1, p.id, $2 FROM participants p WHERE p.id = ANY ($3)`,
		fixture.Idea(t, w.db, w.author), w.author.ID, idsOf(fixture.Members(t, w.db, 9)))
	w.want(w.end(w.author, w.other.ID), "", "taken back")
	w.want(w.invite(w.author, w.member.ID), errs.TooManyRequests, "the twenty-first in a day")
}

func idsOf(people []auth.Principal) (ids []uuid.UUID) {
	for _, p := range people {
		ids = append(ids, p.ID)
	}
	return ids
}

// A co-author reads what others no longer do, and is none beside themselves once the idea is theirs.
func TestStanding(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.want(w.invite(w.author, w.other.ID), "", "an invitation")
	w.want(w.accept(w.other, w.other.ID), "", "accepting")
	for _, state := range []idea.State{idea.Hidden, idea.Withdrawn} {
		w.exec(`UPDATE ideas SET state = $2 WHERE id = $1`, w.idea, state)
		if i, err := w.ideas.Get(t.Context(), w.other, w.idea); err != nil || i.Body == "" {
			t.Errorf("%s: %v", state, err)
		}
		if i, err := w.ideas.Get(t.Context(), w.member, w.idea); err == nil && (i.Body != "" || i.CoAuthors != nil) {
			t.Errorf("%s, and others read it: %+v", state, i)
		}
	}
	w.exec(`UPDATE ideas SET state = 'published' WHERE id = $1`, w.idea)
	handovers := handover.NewStore(w.db.Gorm)
	o, err := handovers.Make(t.Context(), w.author, idempotency.Key{}, w.idea, &w.other.ID, "Jag flyttar.")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handovers.Accept(t.Context(), w.other, o.ID, o.Version, nil); err != nil {
		t.Fatal(err)
	}
	if i, err := w.ideas.Get(t.Context(), w.other, w.idea); err != nil || i.Author.ID != w.other.ID || len(i.CoAuthors) != 0 {
		t.Errorf("%+v %v", i, err)
	}
}

// A block is between who writes ideas, too: nobody invites whoever blocked them, nor is joined by whom they have blocked since.
func TestBlocksKeepApart(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.want(w.invite(w.author, w.member.ID), "", "inviting")
	w.exec(`INSERT INTO blocks (participant_id, blocked_id) VALUES ($1, $2), ($2, $3)`, w.other.ID, w.author.ID, w.member.ID)
	w.want(w.invite(w.author, w.other.ID), errs.NotFound, "inviting who has blocked one")
	w.want(w.accept(w.member, w.member.ID), errs.Forbidden, "accepting from who has blocked one")
	w.exec(`DELETE FROM blocks`)
	w.want(w.accept(w.member, w.member.ID), "", "accepting")
}
