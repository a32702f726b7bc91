package httpapi

import (
	"context"
	"encoding/json"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
)

// signedIn is an answer to somebody who has signed in.
type signedIn struct {
	session  Session
	location *string
	cookie   *string
}

// begin signs somebody in on the device that asks. A strong sign-in has shown more than a password or a link.
func (s *server) begin(ctx context.Context, me account.Me, strong bool) (signedIn, error) {
	grant, err := s.Sessions.Start(ctx, auth.SignIn{Account: me.ID, Device: auth.Device(requestFrom(ctx).UserAgent()), Strong: strong, Provider: me.Provider, Matched: me.Matched})
	current := s.URL + Base + "/sessions/current"
	return signedIn{s.session(grant, me), &current, cookie(grant.RefreshToken, grant.Expires)}, err
}

// admit signs somebody in who has shown a password or a link, unless a second factor is still to come:
// then pending says which.
func (s *server) admit(ctx context.Context, me account.Me) (in signedIn, pending *PendingSignIn, err error) {
	next, err := s.Accounts.Next(ctx, me)
	if err != nil {
		return in, nil, err
	}
	if next.Token == "" {
		in, err = s.begin(ctx, me, false)
		return in, nil, err
	}
	pending = &PendingSignIn{Token: next.Token, ExpiresIn: int32(account.PendingLifetime.Seconds())}
	if next.Code {
		pending.Methods = append(pending.Methods, SecondFactorMethodCode)
	}
	if next.Passkey {
		pending.Methods = append(pending.Methods, SecondFactorMethodPasskey)
	}
	return in, pending, nil
}

// CreateSession implements POST /sessions.
func (s *server) CreateSession(ctx context.Context, r CreateSessionRequestObject) (CreateSessionResponseObject, error) {
	me, err := s.Accounts.Login(ctx, string(r.Body.Email), r.Body.Password, clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	in, pending, err := s.admit(ctx, me)
	if err != nil {
		return nil, err
	}
	if pending != nil {
		return CreateSession202JSONResponse{Body: *pending}, nil
	}
	return CreateSession201JSONResponse{Body: in.session, Headers: CreateSession201ResponseHeaders{Location: in.location, SetCookie: in.cookie}}, nil
}

// CreateLoginLinkRequest implements POST /login-link-requests.
func (s *server) CreateLoginLinkRequest(ctx context.Context, r CreateLoginLinkRequestRequestObject) (CreateLoginLinkRequestResponseObject, error) {
	if err := s.Accounts.RequestLoginLink(ctx, string(r.Body.Email)); err != nil {
		return nil, err
	}
	return CreateLoginLinkRequest202JSONResponse{Status: AcceptedStatusAccepted}, nil
}

// CreateLinkSession implements POST /link-sessions.
func (s *server) CreateLinkSession(ctx context.Context, r CreateLinkSessionRequestObject) (CreateLinkSessionResponseObject, error) {
	me, err := s.Accounts.LoginByLink(ctx, r.Body.Token)
	if err != nil {
		return nil, err
	}
	in, pending, err := s.admit(ctx, me)
	if err != nil {
		return nil, err
	}
	if pending != nil {
		return CreateLinkSession202JSONResponse{Body: *pending}, nil
	}
	return CreateLinkSession201JSONResponse{Body: in.session, Headers: CreateLinkSession201ResponseHeaders{Location: in.location, SetCookie: in.cookie}}, nil
}

// CreateSecondFactorSession implements POST /second-factor-sessions.
func (s *server) CreateSecondFactorSession(ctx context.Context, r CreateSecondFactorSessionRequestObject) (CreateSecondFactorSessionResponseObject, error) {
	me, err := s.Accounts.CompleteLogin(ctx, r.Body.Token, r.Body.Code, clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	in, err := s.begin(ctx, me, true)
	if err != nil {
		return nil, err
	}
	return CreateSecondFactorSession201JSONResponse{Body: in.session,
		Headers: CreateSecondFactorSession201ResponseHeaders{Location: in.location, SetCookie: in.cookie}}, nil
}

// GetSignInMethods implements GET /me/sign-in-methods.
func (s *server) GetSignInMethods(ctx context.Context, _ GetSignInMethodsRequestObject) (GetSignInMethodsResponseObject, error) {
	m, err := s.Accounts.Methods(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return GetSignInMethods200JSONResponse{Body: SignInMethods{Password: m.Password, Authenticator: m.Authenticator,
		RecoveryCodes: int32(m.RecoveryCodes), Passkeys: int32(m.Passkeys), SecondFactorDemanded: m.Demanded}}, nil
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
	switch {
	case proof.Password != nil:
		return false, s.Accounts.ProveByPassword(ctx, who, *proof.Password, clientAddress(ctx))
	case proof.Code != nil:
		return true, s.Accounts.ProveByCode(ctx, who.ID, *proof.Code, clientAddress(ctx))
	default: // the contract demands one of them
		return true, s.proveByPasskey(ctx, who, proof.Passkey)
	}
}

// credential is what a browser made, as the bytes that it sent.
func credential(c PasskeyCredential) ([]byte, error) { return json.Marshal(c) }
