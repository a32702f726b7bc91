package postgres

import (
	"errors"
	"fmt"
	"net"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// connectPatience bounds one attempt to reach one server; connect_timeout in the URL overrides it.
	connectPatience = 5 * time.Second
	// silence is about how long a server whose machine is gone may say nothing before its connections
	// are given up.
	silence = 10 * time.Second
)

// configure reads the URL that the variable name holds, and sets what every connection needs.
func configure(name, url string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = int32(max(4, 2*runtime.NumCPU()))
	}
	c := config.ConnConfig
	// Waiting longer than this for a lock means something is stuck; better a clear 503.
	c.RuntimeParams["lock_timeout"] = "5s"
	c.RuntimeParams["idle_in_transaction_session_timeout"] = "60s"
	c.RuntimeParams["application_name"] = "medskapa"
	c.RuntimeParams["timezone"] = "UTC"
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = connectPatience
	}
	c.DialFunc = dialer().DialContext
	if several(c.Config) && c.ValidateConnect == nil {
		c.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	c.OnPgError = dropUnwritable(c.OnPgError)
	return config, nil
}

// dialer notices a server that is gone without a word within [silence]; the system's own patience is
// a quarter of an hour.
func dialer() *net.Dialer {
	return &net.Dialer{
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: silence / 2, Interval: silence / 5, Count: 3},
		Control:         limitSilence,
	}
}

// several reports whether more than one server is named. Of one server pgx may list two ways.
func several(c pgconn.Config) bool {
	for _, other := range c.Fallbacks {
		if other.Host != c.Host || other.Port != c.Port {
			return true
		}
	}
	return false
}

// dropUnwritable closes connections to a server that has come to refuse writes: another one takes
// them now, and a new connection finds it.
func dropUnwritable(next pgconn.PgErrorHandler) pgconn.PgErrorHandler {
	return func(c *pgconn.PgConn, err *pgconn.PgError) bool { return err.Code != readOnly && next(c, err) }
}

var errSeveral = errors.New("DATABASE_READ_URL names several servers, but how far behind one is says nothing of another: name one, and another for the next node")
