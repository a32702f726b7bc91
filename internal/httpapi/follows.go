package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/page"
)

// ListMyFollows implements GET /me/follows.
func (s *server) ListMyFollows(ctx context.Context, r ListMyFollowsRequestObject) (ListMyFollowsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Notifications.ListFollowed(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	followed := func(f notification.Followed) Followed {
		return Followed{TargetKind: TargetKind(f.TargetKind), TargetId: f.TargetID, Title: f.Title, Since: utc(f.Since)}
	}
	return ListMyFollows200JSONResponse{Body: FollowList{Follows: each(found.Items, followed),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetMyFollow implements GET /me/follows/{targetId}.
func (s *server) GetMyFollow(ctx context.Context, r GetMyFollowRequestObject) (GetMyFollowResponseObject, error) {
	following, err := s.Notifications.Following(ctx, auth.From(ctx), r.TargetId)
	if err != nil {
		return nil, err
	}
	return GetMyFollow200JSONResponse{Body: Follow{Following: following}}, nil
}

// SetMyFollow implements PUT /me/follows/{targetId}.
func (s *server) SetMyFollow(ctx context.Context, r SetMyFollowRequestObject) (SetMyFollowResponseObject, error) {
	if err := s.Notifications.Follow(ctx, auth.From(ctx), r.TargetId); err != nil {
		return nil, err
	}
	return SetMyFollow200JSONResponse{Body: Follow{Following: true}}, nil
}

// DeleteMyFollow implements DELETE /me/follows/{targetId}.
func (s *server) DeleteMyFollow(ctx context.Context, r DeleteMyFollowRequestObject) (DeleteMyFollowResponseObject, error) {
	if err := s.Notifications.Unfollow(ctx, auth.From(ctx), r.TargetId); err != nil {
		return nil, err
	}
	return DeleteMyFollow204Response{}, nil
}
