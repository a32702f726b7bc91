package postgres

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// Replanned returns db for queries whose best plan depends on the values given, such as a search
// for a rare or a common word. Postgres plans them afresh each time (some tenths of a millisecond)
// instead of keeping, after five executions, one plan that suits the average value.
func Replanned(db *gorm.DB) *gorm.DB {
	db = db.Session(&gorm.Session{Context: db.Statement.Context}) // a statement of its own
	db.Statement.ConnPool = replanned{db.Statement.ConnPool}
	return db
}

type replanned struct{ gorm.ConnPool }

// QueryContext remembers the types of the parameters, not the statement.
func (r replanned) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return r.ConnPool.QueryContext(ctx, query, append([]any{pgx.QueryExecModeCacheDescribe}, args...)...)
}
