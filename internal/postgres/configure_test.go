package postgres

import (
	"net"
	"testing"
	"time"
)

func TestConfigure(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]struct {
		several bool
		timeout time.Duration
		conns   int32
	}{
		"postgres://a@one/x":                                    {timeout: connectPatience},
		"postgres://a@one/x?sslmode=prefer":                     {timeout: connectPatience},
		"postgres://a@one/x?connect_timeout=2&pool_max_conns=7": {timeout: 2 * time.Second, conns: 7},
		"postgres://a@one,two/x":                                {several: true, timeout: connectPatience},
		"postgres://a@one:1,one:2/x":                            {several: true, timeout: connectPatience},
		"postgres:///x?host=/a,/b":                              {several: true, timeout: connectPatience},
		"postgres://a@one,two/x?target_session_attrs=any":       {several: true, timeout: connectPatience},
	} {
		config, err := configure("DATABASE_URL", url)
		if err != nil {
			t.Fatal(err)
		}
		c := config.ConnConfig
		if several(c.Config) != want.several || (c.ValidateConnect != nil) != want.several || c.ConnectTimeout != want.timeout || want.conns > 0 && config.MaxConns != want.conns {
			t.Errorf("%s: several %t, checked %t, %s, %d", url, several(c.Config), c.ValidateConnect != nil, c.ConnectTimeout, config.MaxConns)
		}
	}
}

// Over TCP a connection opens with the limits that silence has.
func TestDialer(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // nothing was done with it
	conn, err := dialer().DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
}
