package postgrestest

import "testing"

func TestMain(m *testing.M) { Main(m) }
func TestNew(t *testing.T) {
	db := New(t)
	var n int
	if err := db.Pool.QueryRow(t.Context(), "select count(*) from participants").Scan(&n); err != nil || n != 0 {
		t.Fatal(n, err)
	}
}
