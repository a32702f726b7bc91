package postgres

import (
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
	// Requests share the processors; one that takes several for itself makes the others wait.
	c.RuntimeParams["max_parallel_workers_per_gather"] = "0"
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = connectPatience
	}
	c.DialFunc = dialer().DialContext
	config.PrepareConn = hurry
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

// primaryOf leaves the choice among several servers to which of them takes writes.
func primaryOf(config *pgxpool.Config) *pgxpool.Config {
	c := config.ConnConfig
	if len(servers(c.Config)) > 1 && c.ValidateConnect == nil {
		c.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	return config
}

// servers lists the ways to each server that is named, server by server: of one there may be two,
// with TLS and without.
func servers(c pgconn.Config) (all [][]*pgconn.FallbackConfig) {
	ways := append([]*pgconn.FallbackConfig{{Host: c.Host, Port: c.Port, TLSConfig: c.TLSConfig}}, c.Fallbacks...)
	for n, way := range ways {
		if n > 0 && way.Host == ways[n-1].Host && way.Port == ways[n-1].Port {
			all[len(all)-1] = append(all[len(all)-1], way)
			continue
		}
		all = append(all, []*pgconn.FallbackConfig{way})
	}
	return all
}

// each splits what names several servers into one configuration for each, whatever that server does.
func each(config *pgxpool.Config) (single []*pgxpool.Config) {
	for _, ways := range servers(config.ConnConfig.Config) {
		one := config.Copy()
		c := one.ConnConfig
		c.Host, c.Port, c.TLSConfig, c.Fallbacks = ways[0].Host, ways[0].Port, ways[0].TLSConfig, ways[1:]
		c.ValidateConnect = nil
		single = append(single, one)
	}
	return single
}

// dropUnwritable closes connections to a server that has come to refuse writes: another one takes
// them now, and a new connection finds it.
func dropUnwritable(next pgconn.PgErrorHandler) pgconn.PgErrorHandler {
	return func(c *pgconn.PgConn, err *pgconn.PgError) bool { return err.Code != readOnly && next(c, err) }
}
