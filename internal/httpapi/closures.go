package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/privacy"
)

// GetClosure implements GET /me/closure.
func (s *server) GetClosure(ctx context.Context, _ GetClosureRequestObject) (GetClosureResponseObject, error) {
	c, err := s.Privacy.Closure(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return GetClosure200JSONResponse{Body: closureBody(c)}, nil
}

// SetClosure implements PUT /me/closure.
func (s *server) SetClosure(ctx context.Context, r SetClosureRequestObject) (SetClosureResponseObject, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.Privacy.AskToClose(ctx, who, privacy.Contributions(r.Body.Contributions))
	if err != nil {
		return nil, err
	}
	return SetClosure200JSONResponse{Body: closureBody(c)}, nil
}

// DeleteClosure implements DELETE /me/closure.
func (s *server) DeleteClosure(ctx context.Context, _ DeleteClosureRequestObject) (DeleteClosureResponseObject, error) {
	if err := s.Privacy.KeepAccount(ctx, auth.From(ctx)); err != nil {
		return nil, err
	}
	return DeleteClosure204Response{}, nil
}

func closureBody(c privacy.Closure) Closure {
	return Closure{Contributions: Contributions(c.Contributions), AskedAt: utc(c.AskedAt), ClosesAt: utc(c.ClosesAt)}
}
