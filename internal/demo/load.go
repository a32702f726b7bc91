package demo

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/municipality"
	"github.com/medskapa/medskapa/internal/postgres"
)

// excerptLength is that of an idea's excerpt, in characters.
const excerptLength = 300

// Load puts the demo municipality into the database, in one transaction, unless there is anybody
// in it already. The same votes fall every time.
func Load(ctx context.Context, db *postgres.DB, passwords *auth.Passwords) error {
	c, err := read()
	if err != nil {
		return err
	}
	hash, err := passwords.Hash(ctx, Password)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, db.Gorm, func(tx *gorm.DB) error {
		if err := loadAlone(tx); err != nil {
			return err
		}
		var taken bool
		if err := tx.Raw(`SELECT EXISTS (SELECT FROM participants)`).Scan(&taken).Error; err != nil || taken {
			return err
		}
		l := &loader{tx: tx, now: time.Now(), ids: map[string]uuid.UUID{}, markdown: markdown.New(),
			random: rand.New(rand.NewPCG(1, 2))}
		postgres.Changed(tx, change.All)
		if err := l.load(c, hash); err != nil {
			return err
		}
		// Ideas are compared by how rare their words are, which Postgres would find out by itself only minutes later.
		return tx.Exec(`ANALYZE search_entries`).Error
	})
}

// turn is an advisory lock that who loads the demo has alone.
const turn = 7_650_724

// loadAlone makes other nodes that start at the same moment wait until the demo is there.
func loadAlone(tx *gorm.DB) error {
	if err := tx.Exec(`SET LOCAL lock_timeout = '1min'`).Error; err != nil {
		return err
	}
	return tx.Exec(`SELECT pg_advisory_xact_lock(?)`, turn).Error
}

// loader turns keys into rows.
type loader struct {
	tx       *gorm.DB
	now      time.Time
	ids      map[string]uuid.UUID // by kind and key, such as "idea/tunneln"
	markdown *markdown.Renderer
	random   *rand.Rand
	people   []person
	voting   map[string]string // of challenges, by key
	// population is that of the municipality.
	population int
}

func (l *loader) load(c content, hash string) error {
	m := municipality.Municipality{Name: c.Municipality.Name, Greeting: c.Municipality.Greeting, About: c.Municipality.About, Population: &c.Municipality.Population}
	l.population = c.Municipality.Population
	for _, step := range []func() error{
		func() error { return municipality.Set(l.tx, m) },
		func() error { return l.addPeople(c, hash) },
		func() error { return each(c.Organisations, l.addOrganisation) },
		func() error { return each(c.Challenges, l.addChallenge) },
		func() error { return each(c.Ideas, l.addIdea) },
		func() error { return each(c.Steps, l.addStep) },
		func() error { return each(c.Answers, l.addAnswer) },
		func() error { return each(c.Merges, l.addMerge) },
		func() error { return each(c.Handovers, l.addHandover) },
		func() error { return each(c.CoAuthors, l.addCoAuthor) },
		l.addPlaces,
		func() error { return each(c.Comments, l.addComment) },
		func() error { return each(c.Workshops, l.addWorkshop) },
		func() error { return each(c.Promises, l.addPromise) },
		func() error { return each(c.Needs, l.addNeed) },
		func() error { return each(c.Offers, l.addOffer) },
		func() error { return each(c.Contacts, l.addContact) },
		func() error { return each(c.Reports, l.addReport) },
		l.recordActs,
		l.count,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func each[T any](items []T, add func(T) error) error {
	for _, item := range items {
		if err := add(item); err != nil {
			return err
		}
	}
	return nil
}

// id is the identifier of what a key names; unknown keys are faults of content.yaml.
func (l *loader) id(kind, key string) (uuid.UUID, error) {
	id, ok := l.ids[kind+"/"+key]
	if !ok {
		return id, fmt.Errorf("demo content: no %s %q", kind, key)
	}
	return id, nil
}

func (l *loader) newID(kind, key string) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	l.ids[kind+"/"+key] = id
	return id, err
}

// at is a time that many days from now; negative is the past.
func (l *loader) at(days float64) time.Time {
	return l.now.Add(time.Duration(math.Round(days * 24 * float64(time.Hour)))).Truncate(time.Second)
}

func (l *loader) addPeople(c content, hash string) error {
	for _, p := range c.Participants {
		id, err := l.newID("participant", p.Key)
		if err != nil {
			return err
		}
		organised := c.organised(p.Key)
		err = l.tx.Exec(`INSERT INTO participants (id, kind, display_name, organisation, created_at) VALUES (?, ?, ?, ?, ?)`,
			id, p.Kind, p.DisplayName, organised, l.at(-200)).Error
		if err != nil {
			return err
		}
		if organised { // it tells about itself on its own page, and does not vote
			continue
		}
		l.people = append(l.people, p)
	}
	for _, a := range c.Accounts {
		id, err := l.id("participant", a.Participant)
		if err != nil {
			return err
		}
		err = l.tx.Exec(`INSERT INTO accounts (id, email, email_key, password_hash, role, language) VALUES (?, ?, ?, ?, ?, ?)`,
			id, a.Email, a.Email, hash, a.Role, a.Language).Error
		if err != nil {
			return err
		}
	}
	return l.addProfiles()
}

// addProfiles lets people tell about themselves; they are found by it once they have an account.
func (l *loader) addProfiles() error {
	for _, p := range l.people {
		err := l.tx.Exec(`INSERT INTO profile_fields (participant_id, name, value, visibility) SELECT ?, 'about', about, 'public'
			FROM (VALUES (?)) AS told (about) WHERE about <> ''`, l.ids["participant/"+p.Key], p.About).Error
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) addChallenge(c challenge) error {
	id, err := l.newID("challenge", c.Key)
	if err != nil {
		return err
	}
	image, err := l.addImage(c)
	if err != nil {
		return err
	}
	if l.voting == nil {
		l.voting = map[string]string{}
	}
	l.voting[c.Key] = c.Voting
	err = l.tx.Exec(`INSERT INTO challenges (id, title, question, description, voting, state, opens_at, closes_at, image_id, image_alt, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, c.Title, c.Question, c.Description, c.Voting, c.State, l.at(c.OpensInDays), l.at(c.ClosesInDays),
		image, c.ImageAlt, l.at(c.OpensInDays-10), l.at(c.OpensInDays)).Error
	if err != nil {
		return err
	}
	if err := l.tx.Exec(`INSERT INTO challenge_stats (challenge_id) VALUES (?)`, id).Error; err != nil {
		return err
	}
	if err := l.addPhases(id, c); err != nil {
		return err
	}
	return l.addLeaders("challenge", id, c.Leaders)
}

// addImage stores the challenge's picture, owned by its first leader.
func (l *loader) addImage(c challenge) (uuid.UUID, error) {
	raw, err := files.ReadFile("images/" + c.Image)
	if err != nil {
		return uuid.Nil, err
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return uuid.Nil, fmt.Errorf("demo picture %s: %w", c.Image, err)
	}
	owner, err := l.id("participant", c.Leaders[0])
	if err != nil {
		return uuid.Nil, err
	}
	id, err := l.newID("image", c.Image)
	if err != nil {
		return uuid.Nil, err
	}
	return id, l.tx.Exec(`INSERT INTO images (id, owner_id, width, height, jpeg) VALUES (?, ?, ?, ?, ?)`, id, owner, size.Width, size.Height, raw).Error
}

// addLeaders makes people lead a challenge or a workshop.
func (l *loader) addLeaders(kind string, id uuid.UUID, keys []string) error {
	for _, key := range keys {
		leader, err := l.id("participant", key)
		if err != nil {
			return err
		}
		err = l.tx.Exec(fmt.Sprintf(`INSERT INTO lead_assignments (%[1]s_id, account_id) VALUES (?, ?)`, kind), id, leader).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// count brings every counter that votes and comments do not keep themselves up to date.
func (l *loader) count() error {
	return l.tx.Exec(`UPDATE challenge_stats c SET idea_count = n FROM (SELECT challenge_id, count(*) AS n
		FROM challenge_ideas ci JOIN idea_stats s ON s.idea_id = ci.idea_id AND s.listed GROUP BY challenge_id) counted
		WHERE counted.challenge_id = c.challenge_id`).Error
}
