package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/bench/wire"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/postgres"
)

// limitsPlan tells the server of limits what it is to do. It comes on its standard input.
type limitsPlan struct {
	Database string
	Issuer   string // of the tokens
	Plain    []byte // a list of ideas, as the program answers
	Gzip     []byte // the same, compressed
	List     []wire.Statement
}

// limits is a server without anything that is not needed: what the machine can do at best.
type limits struct {
	limitsPlan
	db       *postgres.DB
	sessions *auth.Sessions
	list     httpapi.IdeaList
}

// serveLimits runs until ctx ends.
func serveLimits(ctx context.Context) error {
	l := &limits{}
	if err := json.NewDecoder(os.Stdin).Decode(&l.limitsPlan); err != nil {
		return err
	}
	if err := json.Unmarshal(l.Plain, &l.list); err != nil {
		return err
	}
	db, err := postgres.Open(ctx, l.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	db.Changes.Follow()
	tokens, err := auth.LoadTokens(ctx, db.Gorm, l.Issuer)
	if err != nil {
		return err
	}
	l.db, l.sessions = db, auth.NewSessions(db.Gorm, tokens)
	e := l.routes()
	stop := context.AfterFunc(ctx, func() { _ = e.Close() }) // the program ends
	defer stop()
	if err := e.Start(os.Getenv("MEDSKAPA_ADDR")); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (l *limits) routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.GET("/ready", func(c echo.Context) error { return c.NoContent(http.StatusOK) })
	e.GET("/bytes", func(c echo.Context) error {
		if strings.Contains(c.Request().Header.Get(echo.HeaderAcceptEncoding), "gzip") {
			c.Response().Header().Set(echo.HeaderContentEncoding, "gzip")
			return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, l.Gzip)
		}
		return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, l.Plain)
	})
	e.GET("/sql", l.sameSQL)
	e.POST("/checked", l.checked)
	e.PUT("/ideas/:id/vote", l.countedVote)
	e.DELETE("/ideas/:id/vote", l.countedVote)
	return e
}

// sameSQL runs the program's statements through bare pgx, reads all rows, and encodes a list.
func (l *limits) sameSQL(c echo.Context) error {
	ctx := c.Request().Context()
	conn, err := l.db.Pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	for _, statement := range l.List {
		if _, err := wire.Run(ctx, conn.Conn(), statement); err != nil {
			return err
		}
	}
	return c.JSON(http.StatusOK, l.list)
}

// ballot is what a voter sends.
type ballot struct {
	Choice string `json:"choice"`
}

// checked reads a vote and knows who sent it, and does nothing with it.
func (l *limits) checked(c echo.Context) error {
	if _, err := l.voter(c); err != nil {
		return err
	}
	var b ballot
	if err := c.Bind(&b); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, b)
}

func (l *limits) voter(c echo.Context) (auth.Principal, error) {
	token := strings.TrimPrefix(c.Request().Header.Get(echo.HeaderAuthorization), "Bearer ")
	return l.sessions.Authenticate(c.Request().Context(), token)
}

// countedVote stores or withdraws one vote by support and changes its counter, in a transaction of its
// own, as is usual.
func (l *limits) countedVote(c echo.Context) error {
	who, err := l.voter(c)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return err
	}
	statement, change := `INSERT INTO votes (idea_id, participant_id, voting, choice) VALUES (?, ?, 'support', 'support') ON CONFLICT DO NOTHING`, 1
	if c.Request().Method == http.MethodDelete {
		statement, change = `DELETE FROM votes WHERE idea_id = ? AND participant_id = ?`, -1
	}
	err = l.db.Gorm.WithContext(c.Request().Context()).Transaction(func(tx *gorm.DB) error {
		done := tx.Exec(statement, id, who.ID)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return tx.Exec(`UPDATE idea_stats SET support_count = support_count + ? WHERE idea_id = ?`, change, id).Error
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, ballot{"support"})
}
