package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
)

// begin signs somebody in on the device that asks.
func (s *server) begin(ctx context.Context, me account.Me, strong bool) (auth.Grant, error) {
	return s.Sessions.Start(ctx, auth.SignIn{Account: me.ID, Role: me.Role, Device: auth.Device(requestFrom(ctx).UserAgent()), Strong: strong})
}

// GetSignInMethods implements GET /me/sign-in-methods.
func (s *server) GetSignInMethods(ctx context.Context, _ GetSignInMethodsRequestObject) (GetSignInMethodsResponseObject, error) {
	methods, err := s.Accounts.Methods(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return GetSignInMethods200JSONResponse{Body: SignInMethods{Password: methods.Password}}, nil
}

// SetAuthentication implements PUT /me/authentication.
func (s *server) SetAuthentication(ctx context.Context, r SetAuthenticationRequestObject) (SetAuthenticationResponseObject, error) {
	who := auth.From(ctx)
	strong, err := s.prove(ctx, who, r.Body)
	if err != nil {
		return nil, err
	}
	if err := s.Sessions.Proved(ctx, who, strong); err != nil {
		return nil, err
	}
	return SetAuthentication204Response{}, nil
}

// prove checks the one proof that is given, and reports whether it is a strong one.
func (s *server) prove(ctx context.Context, who auth.Principal, proof *Authentication) (strong bool, err error) {
	return false, s.Accounts.ProveByPassword(ctx, who, *proof.Password, clientAddress(ctx))
}
