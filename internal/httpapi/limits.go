package httpapi

import (
	"context"
	"net"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/maypok86/otter/v2"
	"golang.org/x/time/rate"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Limits bound how often one account writes, and how often one address does that nobody has signed in
// from, in a minute. Each node counts for itself. What a minute allows may come all at once.
type Limits struct {
	AccountWrites int
	AddressWrites int
}

// maxBuckets is how many accounts, and addresses, are counted at once: 200 bytes each. Those that are seen
// least go first, so that a crowd of new addresses does not make one forgotten that knocks all the time.
const maxBuckets = 100_000

// limiter keeps a bucket of tokens for everybody.
type limiter struct {
	every   rate.Limit
	burst   int
	buckets *otter.Cache[string, *rate.Limiter]
}

func newLimiter(perMinute int) *limiter {
	return &limiter{every: rate.Limit(float64(perMinute) / 60), burst: perMinute,
		buckets: otter.Must(&otter.Options[string, *rate.Limiter]{MaximumSize: maxBuckets})}
}

// take takes a token of whom key names, or says how long it takes until there is one.
func (l *limiter) take(key string) (wait time.Duration) {
	bucket, _ := l.buckets.ComputeIfAbsent(key, func() (*rate.Limiter, bool) { return rate.NewLimiter(l.every, l.burst), false })
	now := time.Now()
	r := bucket.ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// limit refuses a write of somebody who writes too often: by account, or by address where nobody is signed
// in. Renewing and ending a session is free: whole schools share an address. It comes before validation,
// so that what is refused counts too.
func (s *server) limit(c echo.Context, op *operation) error {
	if !op.writes() || op.route.Operation.OperationID == "createAccessToken" || op.route.Operation.OperationID == "deleteCurrentSession" {
		return nil
	}
	var wait time.Duration
	if who := auth.From(c.Request().Context()); who.SignedIn() {
		wait = s.byAccount.take(who.ID.String())
	} else {
		wait = s.byAddress.take(network(c.RealIP()))
	}
	if wait == 0 {
		return nil
	}
	problem := errs.New(errs.TooManyRequests)
	problem.RetryAfter = wait
	return problem
}

// network is an address as it is counted: an IPv6 client is its /64, which one person has for themselves.
func network(address string) string {
	ip := net.ParseIP(address)
	if ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return address
}

// searchPatience is how long a search waits for its turn, and then how long one statement of it may take; all of them may take twice as long.
const searchPatience = 2 * time.Second

// searching lets as many searches run at once as there are processors, for which there are twice as many connections to the database:
// anybody may search, and each costs many times what a vote does, which must not wait for them. Of one account, or of one address from which nobody
// is signed in, one runs at a time. The problem is Unavailable for who waits too long; leave ends the search.
func (s *server) searching(op *operation, c echo.Context) (leave func(), err error) {
	r := c.Request()
	if c.QueryParam("q") == "" && op.route.Operation.OperationID != "createIdeaComparison" {
		return func() {}, nil
	}
	if leave, err = s.turn(c); err == nil {
		c.SetRequest(r.WithContext(postgres.Altogether(r.Context(), searchPatience, 2*searchPatience)))
	}
	return leave, err
}

// turn waits until what costs much may be done for who asks.
func (s *server) turn(c echo.Context) (leave func(), err error) {
	r := c.Request()
	who := network(c.RealIP())
	if p := auth.From(r.Context()); p.SignedIn() {
		who = p.ID.String()
	}
	ctx, cancel := context.WithTimeout(r.Context(), searchPatience)
	defer cancel()
	if leave, err = s.searches.enter(ctx, who); err != nil {
		problem := errs.Wrap(errs.Unavailable, err)
		problem.RetryAfter = searchPatience
		err = problem
	}
	return leave, err
}
