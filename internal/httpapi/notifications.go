package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
)

// ListMyNotifications implements GET /me/notifications.
func (s *server) ListMyNotifications(ctx context.Context, r ListMyNotificationsRequestObject) (ListMyNotificationsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who, unread := auth.From(ctx), false
	set(&unread, r.Params.Unread)
	found, err := s.Notifications.List(ctx, who, unread, piece)
	if err != nil {
		return nil, err
	}
	n, err := s.Notifications.Unread(ctx, who.ID)
	if err != nil {
		return nil, err
	}
	return ListMyNotifications200JSONResponse{Body: NotificationList{Notifications: each(found.Items, notificationBody), Unread: int32(n),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func notificationBody(n notification.Notification) Notification {
	body := Notification{
		Id: n.ID, Kind: NotificationKind(n.Kind), SubjectKind: SubjectKind(n.SubjectKind), SubjectId: n.SubjectID, Title: n.Title,
		ObjectId: n.ObjectID, ObjectTitle: n.ObjectTitle, Count: int32(n.Count), HappenedAt: n.HappenedAt.UTC(), Read: n.ReadAt != nil,
	}
	if n.AboutKind != "" {
		about := ThingKind(n.AboutKind)
		body.AboutKind = &about
	}
	if n.By != nil {
		by := participantRef(*n.By)
		body.By = &by
	}
	return body
}

// ReadMyNotifications implements PUT /me/notifications.
func (s *server) ReadMyNotifications(ctx context.Context, r ReadMyNotificationsRequestObject) (ReadMyNotificationsResponseObject, error) {
	if err := s.Notifications.ReadUntil(ctx, auth.From(ctx), r.Body.Until); err != nil {
		return nil, err
	}
	return ReadMyNotifications204Response{}, nil
}

// ReadMyNotification implements PUT /me/notifications/{notificationId}.
func (s *server) ReadMyNotification(ctx context.Context, r ReadMyNotificationRequestObject) (ReadMyNotificationResponseObject, error) {
	if err := s.Notifications.Read(ctx, auth.From(ctx), r.NotificationId, r.Body.Read); err != nil {
		return nil, err
	}
	return ReadMyNotification204Response{}, nil
}

// GetNotificationSettings implements GET /me/notification-settings.
func (s *server) GetNotificationSettings(ctx context.Context, _ GetNotificationSettingsRequestObject) (GetNotificationSettingsResponseObject, error) {
	found, err := s.Notifications.Settings(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return GetNotificationSettings200JSONResponse{Body: settingsBody(found), Headers: GetNotificationSettings200ResponseHeaders{ETag: etagOf(found.Version)}}, nil
}

// SetNotificationSettings implements PUT /me/notification-settings.
func (s *server) SetNotificationSettings(ctx context.Context, r SetNotificationSettingsRequestObject) (SetNotificationSettingsResponseObject, error) {
	who := auth.From(ctx)
	if err := who.Check(permission.BeTold, 0); err != nil {
		return nil, err
	}
	to := notification.Settings{Mail: r.Body.Mail, FollowCommented: r.Body.FollowCommented, FollowSupported: r.Body.FollowSupported,
		Choices: each(r.Body.Choices, func(c NotificationChoice) notification.Choice {
			return notification.Choice{Kind: notification.Kind(c.Kind), Mail: notification.Cadence(c.Mail)}
		})}
	found, err := s.Notifications.SetSettings(ctx, who, versionOf(r.Params.IfMatch), to)
	if err != nil {
		return nil, err
	}
	return SetNotificationSettings200JSONResponse{Body: settingsBody(found), Headers: SetNotificationSettings200ResponseHeaders{ETag: etagOf(found.Version)}}, nil
}

func settingsBody(s notification.Settings) NotificationSettings {
	return NotificationSettings{Mail: s.Mail, FollowCommented: s.FollowCommented, FollowSupported: s.FollowSupported, Version: int32(s.Version),
		Choices: each(s.Choices, func(c notification.Choice) NotificationChoice {
			return NotificationChoice{Kind: ChosenKind(c.Kind), Mail: Cadence(c.Mail)}
		})}
}
