package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/page"
)

// ListMailboxMessages implements GET /mailbox-messages.
func (s *server) ListMailboxMessages(ctx context.Context, r ListMailboxMessagesRequestObject) (ListMailboxMessagesResponseObject, error) {
	if !s.Mailbox {
		return nil, errs.New(errs.NotFound)
	}
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Mails.List(ctx, string(value(r.Params.To)), piece)
	if err != nil {
		return nil, err
	}
	return ListMailboxMessages200JSONResponse{Body: MailboxMessageList{
		Messages: each(found.Items, mailboxMessage), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetMailboxMessage implements GET /mailbox-messages/{messageId}.
func (s *server) GetMailboxMessage(ctx context.Context, r GetMailboxMessageRequestObject) (GetMailboxMessageResponseObject, error) {
	if !s.Mailbox {
		return nil, errs.New(errs.NotFound)
	}
	m, err := s.Mails.Get(ctx, r.MessageId)
	if err != nil {
		return nil, err
	}
	return GetMailboxMessage200JSONResponse{Body: mailboxMessage(m)}, nil
}

func mailboxMessage(m mail.Kept) MailboxMessage {
	return MailboxMessage{Id: m.ID, To: m.Recipient, Subject: m.Subject, Text: m.Body, SentAt: utc(m.SentAt)}
}
