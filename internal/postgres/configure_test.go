package postgres

import (
	"net"
	"testing"
	"time"
)

func TestConfigure(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]struct {
		servers int
		timeout time.Duration
		conns   int32
	}{
		"postgres://a@one/x":                                    {servers: 1, timeout: connectPatience},
		"postgres://a@one/x?sslmode=prefer":                     {servers: 1, timeout: connectPatience},
		"postgres://a@one/x?connect_timeout=2&pool_max_conns=7": {servers: 1, timeout: 2 * time.Second, conns: 7},
		"postgres://a@one,two/x":                                {servers: 2, timeout: connectPatience},
		"postgres://a@one:1,one:2/x":                            {servers: 2, timeout: connectPatience},
		"postgres:///x?host=/a,/b":                              {servers: 2, timeout: connectPatience},
		"postgres://a@one,two/x?target_session_attrs=any":       {servers: 2, timeout: connectPatience},
	} {
		config, err := configure("DATABASE_URL", url)
		if err != nil {
			t.Fatal(err)
		}
		c := primaryOf(config).ConnConfig
		if len(each(config)) != want.servers || (c.ValidateConnect != nil) != (want.servers > 1) || c.ConnectTimeout != want.timeout || want.conns > 0 && config.MaxConns != want.conns {
			t.Errorf("%s: %d servers, checked %t, %s, %d", url, len(each(config)), c.ValidateConnect != nil, c.ConnectTimeout, config.MaxConns)
		}
		for _, one := range each(config) {
			if len(servers(one.ConnConfig.Config)) != 1 {
				t.Errorf("%s: one of them is several", url)
			}
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
