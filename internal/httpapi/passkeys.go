package httpapi

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/passkey"
)

// CreatePasskeyRequest implements POST /passkey-requests.
func (s *server) CreatePasskeyRequest(ctx context.Context, _ CreatePasskeyRequestRequestObject) (CreatePasskeyRequestResponseObject, error) {
	c, err := s.Passkeys.BeginLogin(ctx, clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	request, err := passkeyRequest(c)
	return CreatePasskeyRequest201JSONResponse{Body: request}, err
}

// CreateOwnPasskeyRequest implements POST /me/passkey-requests.
func (s *server) CreateOwnPasskeyRequest(ctx context.Context, _ CreateOwnPasskeyRequestRequestObject) (CreateOwnPasskeyRequestResponseObject, error) {
	c, err := s.Passkeys.BeginRegistration(ctx, clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	request, err := passkeyRequest(c)
	return CreateOwnPasskeyRequest201JSONResponse{Body: request}, err
}

// passkeyRequest writes what the library made as the contract has it: any object.
func passkeyRequest(c passkey.Ceremony) (PasskeyRequest, error) {
	request := PasskeyRequest{Token: c.Token}
	encoded, err := json.Marshal(c.Options)
	if err != nil {
		return request, err
	}
	return request, json.Unmarshal(encoded, &request.Options)
}

// CreatePasskeySession implements POST /passkey-sessions.
func (s *server) CreatePasskeySession(ctx context.Context, r CreatePasskeySessionRequestObject) (CreatePasskeySessionResponseObject, error) {
	id, err := s.passkeyOwner(ctx, r.Body)
	if err != nil {
		return nil, err
	}
	me, err := s.Accounts.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	in, err := s.begin(ctx, me, true)
	if err != nil {
		return nil, err
	}
	return CreatePasskeySession201JSONResponse{Body: in.session,
		Headers: CreatePasskeySession201ResponseHeaders{Location: in.location, SetCookie: in.cookie}}, nil
}

func (s *server) passkeyOwner(ctx context.Context, a *PasskeyAnswer) (uuid.UUID, error) {
	raw, err := credential(a.Credential)
	if err != nil {
		return uuid.Nil, err
	}
	return s.Passkeys.Login(ctx, a.Token, raw)
}

// proveByPasskey checks that the passkey that answers is who's own.
func (s *server) proveByPasskey(ctx context.Context, who auth.Principal, a *PasskeyAnswer) error {
	id, err := s.passkeyOwner(ctx, a)
	if err == nil && id != who.ID {
		return errs.New(errs.InvalidCredentials)
	}
	return err
}

// ListPasskeys implements GET /me/passkeys.
func (s *server) ListPasskeys(ctx context.Context, _ ListPasskeysRequestObject) (ListPasskeysResponseObject, error) {
	found, err := s.Passkeys.List(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return ListPasskeys200JSONResponse{Body: PasskeyList{Passkeys: each(found, passkeyOf)}}, nil
}

// CreatePasskey implements POST /me/passkeys.
func (s *server) CreatePasskey(ctx context.Context, r CreatePasskeyRequestObject) (CreatePasskeyResponseObject, error) {
	raw, err := credential(r.Body.Credential)
	if err != nil {
		return nil, err
	}
	made, err := s.Passkeys.Register(ctx, r.Body.Token, r.Body.Name, raw)
	if err != nil {
		return nil, err
	}
	if err := s.Sessions.Proved(ctx, auth.From(ctx), true); err != nil {
		return nil, err
	}
	location := s.URL + Base + "/me/passkeys/" + made.ID.String()
	return CreatePasskey201JSONResponse{Body: passkeyOf(made), Headers: CreatePasskey201ResponseHeaders{Location: &location}}, nil
}

// UpdatePasskey implements PATCH /me/passkeys/{passkeyId}.
func (s *server) UpdatePasskey(ctx context.Context, r UpdatePasskeyRequestObject) (UpdatePasskeyResponseObject, error) {
	named, err := s.Passkeys.Rename(ctx, auth.From(ctx), r.PasskeyId, r.Body.Name)
	if err != nil {
		return nil, err
	}
	return UpdatePasskey200JSONResponse{Body: passkeyOf(named)}, nil
}

// DeletePasskey implements DELETE /me/passkeys/{passkeyId}.
func (s *server) DeletePasskey(ctx context.Context, r DeletePasskeyRequestObject) (DeletePasskeyResponseObject, error) {
	if err := s.Passkeys.Remove(ctx, r.PasskeyId); err != nil {
		return nil, err
	}
	return DeletePasskey204Response{}, nil
}

func passkeyOf(p passkey.Passkey) Passkey {
	return Passkey{Id: p.ID, Name: p.Name, CreatedAt: utc(p.CreatedAt), LastUsedAt: utcPtr(p.LastUsedAt)}
}
