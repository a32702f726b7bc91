package account

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
)

// residenceTurn is an advisory lock that who signs in shares, and that who replaces the register has
// alone: nobody is judged by a register that has just been replaced.
const residenceTurn = 7_650_723

// proofLasts is how long a residence is taken for proven at most. Signing in by the provider, or a new
// register, proves it again.
const proofLasts = `interval '1 year'`

// holdRegister keeps the register as it is until the end of the transaction. It comes before any lock on
// an account, as it does for who replaces the register.
func holdRegister(tx *gorm.DB) error {
	return tx.Exec(`SELECT pg_advisory_xact_lock_shared(?)`, residenceTurn).Error
}

// proveResidence notes what an identity says of where the holder of an account lives: by its claim or,
// where it makes none, by the register. A claim outlives a sign-in by a provider that says nothing.
func proveResidence(tx *gorm.DB, account uuid.UUID, i Identity) error {
	if i.Home == "" {
		return nil
	}
	if err := holdRegister(tx); err != nil {
		return err
	}
	switch i.Municipality {
	case "":
		return tx.Exec(byRegister+` AND a.id = ?`, i.Home, account).Error
	case i.Home:
		return tx.Exec(`UPDATE accounts SET residence_verified_at = now(), residence_verified_until = now() + `+proofLasts+`,
			residence_source = 'claim' WHERE id = ? AND person_hash IS NOT NULL`, account).Error
	}
	return tx.Exec(`UPDATE accounts SET residence_verified_at = NULL, residence_verified_until = NULL, residence_source = NULL WHERE id = ?`, account).Error
}

// byRegister gives accounts a the residence that the register proves, and takes away what it proved
// before and no longer does: until the municipality's midnight. A claim in force is left as it is.
const byRegister = `UPDATE accounts a SET
		residence_verified_at = CASE WHEN p.until IS NOT NULL THEN now() END,
		residence_verified_until = p.until,
		residence_source = CASE WHEN p.until IS NOT NULL THEN 'register' END
	FROM accounts b LEFT JOIN LATERAL (SELECT LEAST(((r.valid_until + 1)::timestamp AT TIME ZONE 'Europe/Stockholm'), now() + ` + proofLasts + `) AS until
		FROM residents r WHERE r.person_hash = b.person_hash AND r.municipality_code = ? AND (r.valid_until >= (now() AT TIME ZONE 'Europe/Stockholm')::date) IS NOT FALSE) p ON true
	WHERE a.id = b.id AND (a.residence_source = 'register' OR p.until IS NOT NULL AND (a.residence_verified_until > now()) IS NOT TRUE)`

// ApplyRegister judges every account anew, in the transaction that has replaced the register. home is
// the code of the installation's municipality. It returns how many residents have an account that is
// proven by the register.
func ApplyRegister(tx *gorm.DB, home string) (proven int64, err error) {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, residenceTurn).Error; err != nil {
		return 0, err
	}
	// In one order, so that nobody who holds one of them and waits for another waits in a circle.
	if err := tx.Exec(`SELECT FROM accounts WHERE person_hash IS NOT NULL ORDER BY id FOR NO KEY UPDATE`).Error; err != nil {
		return 0, err
	}
	if err := tx.Exec(byRegister+` AND a.person_hash IS NOT NULL`, home).Error; err != nil {
		return 0, err
	}
	postgres.Changed(tx, change.All)
	err = tx.Raw(`SELECT count(*) FROM accounts WHERE residence_source = 'register'`).Scan(&proven).Error
	return proven, err
}
