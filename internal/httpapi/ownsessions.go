package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/page"
)

// ListMySessions implements GET /me/sessions.
func (s *server) ListMySessions(ctx context.Context, r ListMySessionsRequestObject) (ListMySessionsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who := auth.From(ctx)
	found, err := s.Sessions.List(ctx, who, piece)
	if err != nil {
		return nil, err
	}
	own := func(o auth.OwnSession) OwnSession {
		return OwnSession{Id: o.ID, Device: o.Device, Current: o.ID == who.SessionID, CreatedAt: utc(o.CreatedAt), LastUsedAt: utc(o.LastUsedAt)}
	}
	return ListMySessions200JSONResponse{Body: OwnSessionList{Sessions: each(found.Items, own),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// DeleteMySession implements DELETE /me/sessions/{sessionId}.
func (s *server) DeleteMySession(ctx context.Context, r DeleteMySessionRequestObject) (DeleteMySessionResponseObject, error) {
	if err := s.Sessions.EndOne(ctx, auth.From(ctx), r.SessionId); err != nil {
		return nil, err
	}
	return DeleteMySession204Response{}, nil
}

// DeleteMyOtherSessions implements DELETE /me/sessions.
func (s *server) DeleteMyOtherSessions(ctx context.Context, _ DeleteMyOtherSessionsRequestObject) (DeleteMyOtherSessionsResponseObject, error) {
	if err := s.Sessions.EndOthers(ctx, auth.From(ctx)); err != nil {
		return nil, err
	}
	return DeleteMyOtherSessions204Response{}, nil
}
