package city

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

// step puts one index or constraint back.
type step struct{ Table, Drop, Make string }

// schema is what was taken from tables while they are loaded.
type schema struct {
	tables  []string
	indexes []step // primary keys and other unique constraints among them
	foreign []step
}

// Indexes and foreign keys as the catalogue has them. Those of a foreign key's other side go with it.
const (
	foreignKeys = `SELECT conrelid::regclass::text, format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
			format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
		FROM pg_constraint WHERE contype = 'f' AND (conrelid::regclass::text = ANY ($1) OR confrelid::regclass::text = ANY ($1)) ORDER BY conname`
	keys = `SELECT conrelid::regclass::text, format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
			format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
		FROM pg_constraint WHERE contype IN ('p', 'u', 'x') AND conrelid::regclass::text = ANY ($1) ORDER BY contype, conname`
	plainIndexes = `SELECT indrelid::regclass::text, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
		FROM pg_index WHERE indrelid::regclass::text = ANY ($1)
			AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = indexrelid AND c.contype IN ('p', 'u', 'x')) ORDER BY indexrelid`
)

// strip takes indexes, keys and triggers from tables: loading without them and making them afterwards
// is several times as fast.
func strip(ctx context.Context, db *pgxpool.Pool, tables []string) (*schema, error) {
	s := &schema{tables: tables}
	var err error
	if s.foreign, err = steps(ctx, db, foreignKeys, tables); err != nil {
		return nil, err
	}
	for _, query := range []string{keys, plainIndexes} {
		found, err := steps(ctx, db, query, tables)
		if err != nil {
			return nil, err
		}
		s.indexes = append(s.indexes, found...)
	}
	for _, step := range append(s.foreign[:len(s.foreign):len(s.foreign)], s.indexes...) {
		if _, err := db.Exec(ctx, step.Drop); err != nil {
			return nil, fmt.Errorf("%s: %w", step.Drop, err)
		}
	}
	return s, s.triggers(ctx, db, "DISABLE")
}

func steps(ctx context.Context, db *pgxpool.Pool, query string, tables []string) ([]step, error) {
	rows, err := db.Query(ctx, query, tables)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[step])
}

func (s *schema) triggers(ctx context.Context, db *pgxpool.Pool, turn string) error {
	for _, name := range s.tables {
		if _, err := db.Exec(ctx, "ALTER TABLE "+name+" "+turn+" TRIGGER USER"); err != nil {
			return err
		}
	}
	return nil
}

// restore makes everything again, which also proves that the rows keep to it: indexes first, those of
// different tables side by side, then foreign keys.
func (s *schema) restore(ctx context.Context, db *pgxpool.Pool, m *meter) error {
	m.enter("indexes", len(s.indexes))
	group, indexing := errgroup.WithContext(ctx)
	group.SetLimit(writers)
	for _, one := range byTable(s.indexes) {
		group.Go(func() error { return run(indexing, db, one, m) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	m.enter("foreign keys", len(s.foreign))
	if err := run(ctx, db, s.foreign, m); err != nil {
		return err
	}
	return s.triggers(ctx, db, "ENABLE")
}

// byTable groups steps, since those of one table wait for each other.
func byTable(all []step) map[string][]step {
	groups := make(map[string][]step)
	for _, one := range all {
		groups[one.Table] = append(groups[one.Table], one)
	}
	return groups
}

// run runs steps on one connection that may use more memory than others.
func run(ctx context.Context, db *pgxpool.Pool, steps []step, m *meter) error {
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '256MB'; SET LOCAL lock_timeout = 0`); err != nil {
			return err
		}
		for _, one := range steps {
			if _, err := tx.Exec(ctx, one.Make); err != nil {
				return fmt.Errorf("%s: %w", one.Make, err)
			}
			m.add(1)
		}
		return nil
	})
}
