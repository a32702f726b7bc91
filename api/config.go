package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"github.com/medskapa/medskapa/frontend"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/disposable"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/identity"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/proofofwork"
)

// config is what the environment says. The README's table describes every variable.
type config struct {
	Addr     string   `env:"MEDSKAPA_ADDR" envDefault:"127.0.0.1:8080"`
	Data     string   `env:"MEDSKAPA_DATA" envDefault:"./data"`
	URL      string   `env:"MEDSKAPA_URL"`
	Proxies  []string `env:"MEDSKAPA_TRUSTED_PROXIES"`
	Log      string   `env:"MEDSKAPA_LOG" envDefault:"info"`
	Binaries string   `env:"MEDSKAPA_POSTGRES_BIN"`
	Database string   `env:"DATABASE_URL"`
	Replica  string   `env:"DATABASE_READ_URL"`
	Files    string   `env:"MEDSKAPA_FILES"`
	SMTP     string   `env:"SMTP_URL"`
	Profile  string   `env:"MEDSKAPA_PROFILE_ADDR"`
	KeyDays  int      `env:"MEDSKAPA_KEY_DAYS" envDefault:"30"`
	OIDC     string   `env:"MEDSKAPA_OIDC_FILE"`
	Strict   bool     `env:"MEDSKAPA_STAFF_SECOND_FACTOR"`
	Writes   int      `env:"MEDSKAPA_ACCOUNT_WRITES" envDefault:"1200"`
	Knocks   int      `env:"MEDSKAPA_ADDRESS_WRITES" envDefault:"300"`
	Work     int      `env:"MEDSKAPA_PROOF_OF_WORK_BITS" envDefault:"18"`
	Throw    string   `env:"MEDSKAPA_DISPOSABLE_DOMAINS_FILE"`
	Idle     int      `env:"MEDSKAPA_IDLE_MONTHS" envDefault:"24"`
	People   int      `env:"MEDSKAPA_POPULATION"`
	MapStyle string   `env:"MEDSKAPA_MAP_STYLE"`
	MapFrom  []string `env:"MEDSKAPA_MAP_ORIGINS"`
	Embed    []string `env:"MEDSKAPA_EMBED_ORIGINS"`
	MailFrom string   `env:"MAIL_FROM" envDefault:"medskapa@localhost.localdomain"`
}

// readConfig reads and checks the environment.
func readConfig() (config, error) {
	c, err := env.ParseAs[config]()
	if err != nil {
		return c, err
	}
	if err := checkAddress(c.Addr); err != nil {
		return c, fmt.Errorf("MEDSKAPA_ADDR must be host:port such as 127.0.0.1:8080: %w", err)
	}
	if c.URL == "" {
		c.URL = localURL(c.Addr)
	}
	u, err := url.Parse(strings.TrimSuffix(c.URL, "/"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.String() != u.Scheme+"://"+u.Host {
		return c, errors.New("MEDSKAPA_URL must be the public address such as https://medskapa.example, without a path")
	}
	c.URL = u.String()
	if c.Replica != "" && c.Database == "" {
		return c, errors.New("DATABASE_READ_URL is for a replica of the database at DATABASE_URL, which is not set")
	}
	return c, c.checkNumbers()
}

// checkNumbers refuses figures that nothing could be done with.
func (c config) checkNumbers() error {
	for _, number := range []struct {
		name                   string
		value, lowest, highest int
	}{
		{"MEDSKAPA_ACCOUNT_WRITES", c.Writes, 1, 1_000_000},
		{"MEDSKAPA_ADDRESS_WRITES", c.Knocks, 1, 1_000_000},
		{"MEDSKAPA_PROOF_OF_WORK_BITS", c.Work, 0, proofofwork.MaxBits},
		{"MEDSKAPA_IDLE_MONTHS", c.Idle, 1, 1200},
		{"MEDSKAPA_POPULATION", c.People, 0, 100_000_000},
		{"MEDSKAPA_KEY_DAYS", c.KeyDays, 1, 3650},
	} {
		if number.value < number.lowest || number.value > number.highest {
			return fmt.Errorf("%s must be a number from %d to %d", number.name, number.lowest, number.highest)
		}
	}
	return nil
}

func checkAddress(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("%q is no port", port)
	}
	return nil
}

// localURL is the address of a program that listens on addr, as seen from this machine.
func localURL(addr string) string {
	host, port, _ := net.SplitHostPort(addr) // checked by the caller
	if ip := net.ParseIP(host); host == "" || ip != nil && (ip.IsUnspecified() || ip.IsLoopback()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

func (c config) proxies() ([]*net.IPNet, error) {
	networks := make([]*net.IPNet, 0, len(c.Proxies))
	for _, proxy := range c.Proxies {
		_, network, err := net.ParseCIDR(proxy)
		if err != nil {
			return nil, fmt.Errorf("MEDSKAPA_TRUSTED_PROXIES must be networks such as 10.0.0.0/8, separated by commas: %w", err)
		}
		networks = append(networks, network)
	}
	return networks, nil
}

// options are what the environment says of the program itself.
func (c config) options(log *slog.Logger, withDemo bool) (app.Options, error) {
	proxies, err := c.proxies()
	if err != nil {
		return app.Options{}, err
	}
	providers, err := identity.Load(c.OIDC)
	if err != nil {
		return app.Options{}, err
	}
	throwaway, err := disposable.Load(c.Throw)
	if err != nil {
		return app.Options{}, fmt.Errorf("MEDSKAPA_DISPOSABLE_DOMAINS_FILE: %w", err)
	}
	ownMap, err := httpapi.NewMap(c.MapStyle, c.MapFrom)
	if err != nil {
		return app.Options{}, fmt.Errorf("MEDSKAPA_MAP_STYLE and MEDSKAPA_MAP_ORIGINS: %w", err)
	}
	embedders, err := httpapi.NewEmbedders(c.Embed)
	if err != nil {
		return app.Options{}, fmt.Errorf("MEDSKAPA_EMBED_ORIGINS: %w", err)
	}
	o := app.Options{
		Map: ownMap, Embedders: embedders,
		URL: c.URL, Proxies: proxies, Frontend: frontend.Dist(), Log: log, Demo: withDemo, MailToMailbox: withDemo,
		Identity: providers, StaffSecondFactor: c.Strict, ParallelLogins: max(2, runtime.NumCPU()), KeyLife: time.Duration(c.KeyDays) * 24 * time.Hour,
		ProofOfWorkBits: c.Work, Disposable: throwaway, AccountWrites: c.Writes, AddressWrites: c.Knocks, IdleMonths: c.Idle, Population: c.People,
	}
	if c.SMTP != "" {
		if o.Carrier, err = mail.NewSMTP(c.SMTP, c.MailFrom); err != nil {
			return o, err
		}
	}
	return o, nil
}

func (c config) logger() (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log)); err != nil {
		return nil, errors.New("MEDSKAPA_LOG must be debug, info, warn or error")
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level})), nil
}

// database is an open, migrated database and the private cluster behind it, if there is one.
type database struct {
	*postgres.DB
	cluster *postgres.Cluster
}

// reachPatience bounds how long a database may take to answer at start: one that is not there, behind
// a firewall that says nothing, shall not keep the operator waiting.
const reachPatience = 10 * time.Second

// openDatabase connects to DATABASE_URL or else to the private cluster, through open: the server
// demands a cluster of its own, other commands join a running one.
func (c config) openDatabase(ctx context.Context, log *slog.Logger,
	open func(context.Context, postgres.Options) (*postgres.Cluster, error)) (_ *database, err error) {
	d := &database{}
	address := c.Database
	if address == "" {
		d.cluster, err = open(ctx, postgres.Options{Data: c.Data, Binaries: c.Binaries, Log: log})
		if err != nil {
			return nil, err
		}
		address = d.cluster.URL()
	}
	reaching, cancel := context.WithTimeout(ctx, reachPatience)
	defer cancel()
	if d.DB, err = postgres.Open(reaching, address); err != nil {
		return nil, errors.Join(err, d.close())
	}
	if err := d.Migrate(ctx); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// openServing opens the database for a server, which reads what may be stale from DATABASE_READ_URL.
func (c config) openServing(ctx context.Context, log *slog.Logger) (*database, error) {
	d, err := c.openDatabase(ctx, log, postgres.OpenCluster)
	if err != nil || c.Replica == "" {
		return d, err
	}
	if err := d.ReadFrom(ctx, c.Replica, log); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// close gives the connections back and stops the cluster that this process started.
func (d *database) close() error {
	if d.DB != nil {
		d.Close()
	}
	if d.cluster == nil {
		return nil
	}
	return d.cluster.Close(context.Background()) // also when the program was told to stop
}
