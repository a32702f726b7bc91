package help

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

// NeedFilter narrows the list of open needs; the zero value is all of them.
type NeedFilter struct {
	Kind       Kind
	TopicID    *uuid.UUID // of the idea
	DistrictID *uuid.UUID // where the idea is
}

// keys are the SQL of the keys under which the needs of the filter lie (see keys.go), with its values.
func (f NeedFilter) keys() (sql string, args []any) {
	kinds := postgres.Texts{string(f.Kind)}
	if f.Kind == "" {
		kinds = postgres.Texts{string(Knowledge), string(People), string(Tools), string(Venue), string(Funding), string(Permission)}
	}
	topic, place := "", "*"
	if f.TopicID != nil {
		topic = f.TopicID.String()
	}
	if f.DistrictID != nil {
		place = "d" + f.DistrictID.String()
	}
	return `(SELECT hashtextextended(kind || CAST(? AS text), 0) AS key FROM unnest(CAST(? AS text[])) kind) w`, []any{topic + place, kinds}
}

// OpenNeed is a need with what one goes by about its idea.
type OpenNeed struct {
	Need     `gorm:"embedded"`
	Title    string          // the idea's
	Author   participant.Ref `gorm:"embedded;embeddedPrefix:author_"`
	District district.Ref    `gorm:"embedded;embeddedPrefix:district_"` // zero where it does not say
}

// openNeeds is the SQL of the open needs under key w.key, of ideas that are listed and take help.
const openNeeds = `FROM need_keys x JOIN needs n ON n.id = x.need_id JOIN ideas i ON i.id = n.idea_id JOIN idea_stats s ON s.idea_id = i.id
	WHERE x.key = w.key AND n.state = 'open' AND n.withheld IS NULL AND n.ends_at > now() AND ` + idea.TakesHelp

// ListOpenNeeds returns what ideas lack that everybody sees, the latest first: a walk in the index of keys for each kind.
func (s *Store) ListOpenNeeds(ctx context.Context, f NeedFilter, r page.Request) (page.Result[OpenNeed], error) {
	db := s.db.WithContext(ctx)
	keys, args := f.keys()
	place := func(n OpenNeed) uuid.UUID { return n.ID }
	result, err := page.Read(r, "open-needs", uuid.Max, place, func(after uuid.UUID, offset, limit int) (items []OpenNeed, err error) {
		return items, readOpenNeeds(db, keys, args, after, offset, limit).Scan(&items).Error
	})
	if err != nil {
		return result, err
	}
	err = result.CountTo(page.MaxCostly, db, `FROM `+keys+` CROSS JOIN LATERAL (SELECT `+openNeeds+`) m`, args...)
	return result, err
}

func readOpenNeeds(db *gorm.DB, keys string, args []any, after uuid.UUID, offset, limit int) *gorm.DB {
	return db.Raw(`SELECT `+needColumns+`, i.title, d.id AS district_id, d.name AS district_name, `+participant.Columns("p", "author")+` FROM (SELECT c.need_id FROM `+keys+`
			CROSS JOIN LATERAL (SELECT x.need_id `+openNeeds+` AND x.need_id < ? ORDER BY x.need_id DESC LIMIT ?) c ORDER BY c.need_id DESC OFFSET ? LIMIT ?) m
		JOIN needs n ON n.id = m.need_id JOIN ideas i ON i.id = n.idea_id JOIN participants p ON p.id = i.author_id LEFT JOIN districts d ON d.id = i.district_id
		ORDER BY n.id DESC`,
		append(append([]any{}, args...), after, offset+limit, offset, limit)...)
}
