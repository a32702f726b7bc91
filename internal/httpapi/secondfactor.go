package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
)

// issuer is what authenticator apps show beside the account.
const issuer = "Medskapa"

// CreateAuthenticator implements POST /me/authenticator.
func (s *server) CreateAuthenticator(ctx context.Context, _ CreateAuthenticatorRequestObject) (CreateAuthenticatorResponseObject, error) {
	e, err := s.Accounts.Enrol(ctx, issuer)
	if err != nil {
		return nil, err
	}
	return CreateAuthenticator201JSONResponse{Body: AuthenticatorEnrolment{Secret: e.Secret, Uri: e.URI, Qr: e.QR}}, nil
}

// SetAuthenticator implements PUT /me/authenticator.
func (s *server) SetAuthenticator(ctx context.Context, r SetAuthenticatorRequestObject) (SetAuthenticatorResponseObject, error) {
	codes, err := s.Accounts.Activate(ctx, r.Body.Code, clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Sessions.Proved(ctx, auth.From(ctx), true); err != nil {
		return nil, err
	}
	return SetAuthenticator200JSONResponse{Body: RecoveryCodes{RecoveryCodes: codes}}, nil
}

// DeleteAuthenticator implements DELETE /me/authenticator.
func (s *server) DeleteAuthenticator(ctx context.Context, _ DeleteAuthenticatorRequestObject) (DeleteAuthenticatorResponseObject, error) {
	if err := s.Accounts.Deactivate(ctx); err != nil {
		return nil, err
	}
	return DeleteAuthenticator204Response{}, nil
}

// CreateRecoveryCodes implements POST /me/recovery-codes.
func (s *server) CreateRecoveryCodes(ctx context.Context, _ CreateRecoveryCodesRequestObject) (CreateRecoveryCodesResponseObject, error) {
	codes, err := s.Accounts.RenewRecoveryCodes(ctx)
	if err != nil {
		return nil, err
	}
	return CreateRecoveryCodes201JSONResponse{Body: RecoveryCodes{RecoveryCodes: codes}}, nil
}
