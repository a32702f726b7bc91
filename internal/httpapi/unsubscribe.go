package httpapi

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/errs"
)

// maxOneClick bounds what a mail program sends to unsubscribe, in bytes.
const maxOneClick = 4 << 10

// CreateUnsubscription implements POST /unsubscriptions.
func (s *server) CreateUnsubscription(ctx context.Context, r CreateUnsubscriptionRequestObject) (CreateUnsubscriptionResponseObject, error) {
	if err := s.Notifications.Unsubscribe(ctx, r.Body.Token); err != nil {
		return nil, err
	}
	return CreateUnsubscription204Response{}, nil
}

// registerUnsubscribe adds what mail programs do with the address in a mail's List-Unsubscribe header. Who
// follows it as a link is led to the page that asks first: a mail scanner's GET changes nothing. The
// secret stands in the path, since RFC 8058 leaves no other place; it stops mail and opens nothing.
func (s *server) registerUnsubscribe(e *echo.Echo) {
	e.GET("/unsubscribe/:secret", func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
		c.Response().Header().Set("Referrer-Policy", "no-referrer")
		return c.Redirect(http.StatusSeeOther, "/unsubscribe#"+c.Param("secret"))
	})
	e.POST("/unsubscribe/:secret", func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, maxOneClick)
		if c.FormValue("List-Unsubscribe") != "One-Click" {
			return errs.New(errs.BadRequest)
		}
		if err := s.Notifications.Unsubscribe(c.Request().Context(), c.Param("secret")); err != nil {
			return err
		}
		return c.NoContent(http.StatusNoContent)
	})
}
