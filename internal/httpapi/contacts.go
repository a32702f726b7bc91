package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListMyContacts implements GET /me/contacts.
func (s *server) ListMyContacts(ctx context.Context, r ListMyContactsRequestObject) (ListMyContactsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who, err := auth.Require(ctx)
	if err != nil {
		return nil, err
	}
	found, err := s.Help.ListContacts(ctx, who, help.ContactFilter{Incoming: r.Params.Incoming, State: help.ContactState(value(r.Params.State)), IdeaID: r.Params.IdeaId}, piece)
	if err != nil {
		return nil, err
	}
	return ListMyContacts200JSONResponse{Body: ContactList{
		Contacts: each(found.Items, contactBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateContact implements POST /contacts.
func (s *server) CreateContact(ctx context.Context, r CreateContactRequestObject) (CreateContactResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createContact", r.Body)
	if err != nil {
		return nil, err
	}
	c, err := s.Help.Ask(ctx, who, key, help.ContactFields{NeedID: r.Body.NeedId, OfferID: r.Body.OfferId, Message: r.Body.Message, OrganisationID: r.Body.OrganisationId})
	if err != nil {
		return nil, err
	}
	return CreateContact201JSONResponse{Body: contactBody(c), Headers: CreateContact201ResponseHeaders{Location: s.address("contacts", c.ID)}}, nil
}

// GetContact implements GET /contacts/{contactId}.
func (s *server) GetContact(ctx context.Context, r GetContactRequestObject) (GetContactResponseObject, error) {
	c, err := s.Help.GetContact(ctx, auth.From(ctx), r.ContactId)
	if err != nil {
		return nil, err
	}
	return GetContact200JSONResponse{Body: contactBody(c)}, nil
}

// SetContactState implements PUT /contacts/{contactId}/state.
func (s *server) SetContactState(ctx context.Context, r SetContactStateRequestObject) (SetContactStateResponseObject, error) {
	c, err := s.Help.SetContactState(ctx, auth.From(ctx), r.ContactId, help.ContactState(r.Body.State))
	if err != nil {
		return nil, err
	}
	return SetContactState200JSONResponse(contactBody(c)), nil
}

func contactBody(c help.Contact) Contact {
	body := Contact{Id: c.ID, Need: needBody(c.Need), Idea: NeedIdea{Id: c.Need.IdeaID, Title: c.IdeaTitle}, Helper: participantRef(c.Helper), Seeker: participantRef(c.Seeker),
		AskedBy: Seeker, Message: c.Message, State: ContactState(c.State), AskedAt: utc(c.AskedAt), AnsweredAt: utcPtr(c.AnsweredAt),
		HelperEmail: c.HelperEmail, SeekerEmail: c.SeekerEmail, CommitmentId: c.CommitmentID, CommitmentWithheld: withheld(c.CommitmentWithheld), Outcome: (*Outcome)(c.Outcome)}
	if c.ByHelper {
		body.AskedBy = Helper
	}
	if c.OfferID != nil {
		body.Offer = &ContactOffer{Id: *c.OfferID, Title: value(c.OfferTitle)}
	}
	return body
}

// ListMyBlocks implements GET /me/blocks.
func (s *server) ListMyBlocks(ctx context.Context, r ListMyBlocksRequestObject) (ListMyBlocksResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	who, err := auth.Require(ctx)
	if err != nil {
		return nil, err
	}
	found, err := s.Help.ListBlocks(ctx, who, piece)
	if err != nil {
		return nil, err
	}
	return ListMyBlocks200JSONResponse{Body: BlockList{
		Participants: each(found.Items, participantRef), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// SetBlock implements PUT /me/blocks/{participantId}.
func (s *server) SetBlock(ctx context.Context, r SetBlockRequestObject) (SetBlockResponseObject, error) {
	if err := s.Help.Block(ctx, auth.From(ctx), r.ParticipantId); err != nil {
		return nil, err
	}
	return SetBlock204Response{}, nil
}

// DeleteBlock implements DELETE /me/blocks/{participantId}.
func (s *server) DeleteBlock(ctx context.Context, r DeleteBlockRequestObject) (DeleteBlockResponseObject, error) {
	if err := s.Help.Unblock(ctx, auth.From(ctx), r.ParticipantId); err != nil {
		return nil, err
	}
	return DeleteBlock204Response{}, nil
}
