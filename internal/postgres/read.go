package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"reflect"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// Read is db.Raw(query, args...).Scan(&rows) for pages that are read often: outside a transaction the
// rows go from pgx straight into the fields that GORM names, without a value of database/sql in
// between, which halves the time that a page takes here. Columns without a field are passed over, and
// null leaves a field as it is.
func Read[T any](db *gorm.DB, query string, args ...any) (rows []T, err error) {
	pool, ok := db.Statement.ConnPool.(connector)
	if !ok { // a transaction, or a statement that is planned anew
		return rows, db.Raw(query, args...).Scan(&rows).Error
	}
	ctx := db.Statement.Context
	if rows, err = readFrom[T](ctx, db, pool, query, args); elsewhere(ctx, err) && MayBeStale(ctx) {
		return readFrom[T](Current(ctx), db, pool, query, args)
	}
	return rows, err
}

// connector lends connections: the primary's pool, or routed.
type connector interface {
	Conn(ctx context.Context) (*sql.Conn, error)
}

// Conn lends a connection to a replica if the context says that it may.
func (r *routed) Conn(ctx context.Context) (*sql.Conn, error) {
	if one := r.pick(ctx); one != nil {
		return one.sql.Conn(ctx)
	}
	return r.DB.Conn(ctx)
}

func readFrom[T any](ctx context.Context, db *gorm.DB, pool connector, query string, args []any) (found []T, err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }() // gives it back
	var failed error
	err = conn.Raw(func(lent any) error {
		own := lent.(*stdlib.Conn).Conn() //nolint:forcetypeassert // the pools are pgx's
		if found, failed = readRows[T](ctx, db, own, query, args); failed != nil && own.IsClosed() {
			return driver.ErrBadConn
		}
		return nil
	})
	if failed != nil {
		err = failed
	}
	return found, err
}

func readRows[T any](ctx context.Context, db *gorm.DB, conn *pgx.Conn, query string, args []any) ([]T, error) {
	rows, err := conn.Query(ctx, numbered(query), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := columnsOf[T](db, rows.FieldDescriptions())
	if err != nil {
		return nil, err
	}
	var found []T
	for rows.Next() {
		var one T
		into := reflect.ValueOf(&one).Elem()
		for n, raw := range rows.RawValues() {
			if err := columns[n].read(ctx, conn, raw, into); err != nil {
				return nil, err
			}
		}
		found = append(found, one)
	}
	return found, rows.Err()
}

// numbered turns GORM's placeholders into Postgres'.
func numbered(query string) string {
	var text strings.Builder
	n := 0
	for before, rest, found := strings.Cut(query, "?"); ; before, rest, found = strings.Cut(rest, "?") {
		text.WriteString(before)
		if !found {
			return text.String()
		}
		n++
		text.WriteString("$" + strconv.Itoa(n))
	}
}

// column is a column of an answer with the field that it goes to, if there is one.
type column struct {
	pgconn.FieldDescription
	field *schema.Field
}

func columnsOf[T any](db *gorm.DB, described []pgconn.FieldDescription) ([]column, error) {
	fields := &gorm.Statement{DB: db}
	if err := fields.Parse(new(T)); err != nil { // GORM remembers what it finds
		return nil, err
	}
	columns := make([]column, len(described))
	for n, d := range described {
		columns[n] = column{d, fields.Schema.LookUpField(d.Name)}
	}
	return columns, nil
}

func (c column) read(ctx context.Context, conn *pgx.Conn, raw []byte, into reflect.Value) error {
	if raw == nil || c.field == nil {
		return nil
	}
	target := c.field.ReflectValueOf(ctx, into).Addr().Interface()
	if id, ok := target.(*uuid.UUID); ok && len(raw) == len(id) && c.Format == pgx.BinaryFormatCode {
		copy(id[:], raw) // pgx would write it as text and have it read again
		return nil
	}
	return conn.TypeMap().Scan(c.DataTypeOID, c.Format, raw, target)
}
