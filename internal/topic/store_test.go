package topic_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/topic"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func TestSlugs(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, admin := topic.NewStore(db.Gorm), fixture.Account(t, db, auth.Administrator)
	for name, slug := range map[string]string{
		"Klimat & natur": "klimat-natur", "Åldrande, värdigt": "aldrande-vardigt", "  Öppna  ytor!": "oppna-ytor", "Café (nytt)": "cafe-nytt", "المناخ": "climate",
	} {
		made, err := s.Create(t.Context(), admin, idempotency.Key{}, topic.Name{SV: name, EN: "Climate"})
		if err != nil || made.Slug != slug {
			t.Errorf("%s: %+v %v, want %s", name, made, err, slug)
		}
	}
	_, err := s.Create(t.Context(), admin, idempotency.Key{}, topic.Name{SV: "Klimat, natur", EN: "x y"})
	var problem *errs.Error
	if !errors.As(err, &problem) || problem.Fields[0].Code != errs.Duplicate {
		t.Errorf("the same slug twice: %v", err)
	}
}

func TestBoundedAndArchived(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, admin := topic.NewStore(db.Gorm), fixture.Account(t, db, auth.Administrator)
	first, err := s.Create(t.Context(), admin, idempotency.Key{}, topic.Name{SV: "Först", EN: "First"})
	if err != nil {
		t.Fatal(err)
	}
	for n := range topic.MaxActive - 1 {
		if _, err := s.Create(t.Context(), admin, idempotency.Key{}, topic.Name{SV: fmt.Sprintf("Ämne %d", n), EN: "x y"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Create(t.Context(), admin, idempotency.Key{}, topic.Name{SV: "Ett för mycket", EN: "x y"}); errs.CodeOf(err) != errs.Unprocessable {
		t.Fatalf("one too many: %v", err)
	}
	archived, err := s.Update(t.Context(), admin, first.ID, 1, func(t *topic.Topic) { t.State = topic.Archived })
	if err != nil || archived.Version != 2 {
		t.Fatalf("%+v %v", archived, err)
	}
	if _, err := s.Update(t.Context(), admin, first.ID, 1, func(*topic.Topic) {}); errs.CodeOf(err) != errs.PreconditionFailed {
		t.Errorf("an old version: %v", err)
	}
	list, err := s.List(t.Context(), topic.Archived, page.First())
	if err != nil || len(list.Items) != 1 {
		t.Errorf("%+v %v", list, err)
	}
}

func TestGive(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	s, admin := topic.NewStore(db.Gorm), fixture.Account(t, db, auth.Administrator)
	idea := fixture.Idea(t, db, admin)
	var ids []uuid.UUID
	for _, name := range []string{"Ett", "Två", "Tre"} {
		made, err := s.Create(t.Context(), admin, idempotency.Key{}, topic.Name{SV: name, EN: name})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, made.ID)
	}
	give := func(ids ...uuid.UUID) error {
		return topic.Give(db.Gorm.WithContext(t.Context()), topic.Idea, idea, ids)
	}
	if err := give(ids[2], ids[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Update(t.Context(), admin, ids[0], 1, func(t *topic.Topic) { t.State = topic.Archived }); err != nil {
		t.Fatal(err)
	}
	if err := give(ids[0], ids[1]); err != nil {
		t.Errorf("an archived one stays where it was: %v", err)
	}
	if err := give(ids[1]); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []uuid.UUID{ids[0], uuid.New()} {
		if err := give(bad); errs.CodeOf(err) != errs.Unprocessable {
			t.Errorf("archived or unknown: %v", err)
		}
	}
}
