package identity

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/medskapa/medskapa/internal/errs"
)

// clockSkew is how far a provider's clock may differ from ours.
const clockSkew = time.Minute

// refusal says why an answer of a provider is not taken, for the operator's log. It holds nothing that
// came from outside: libraries' errors quote what they do not understand, which may be somebody's number.
type refusal string

// Error is the reason.
func (r refusal) Error() string { return string(r) }

func refuse(reason string) error { return errs.Wrap(errs.IdentityRefused, refusal(reason)) }

// said is what a provider says of somebody, verified.
type said struct {
	subject string
	claims  map[string]any
}

// exchange trades a code for what the provider says of who brought it. Every check of OpenID Connect
// Core 3.1.3.7 is made, whether or not the library makes it.
func (r *remote) exchange(ctx context.Context, m *metadata, w way, code string) (said, error) {
	ctx = oidc.ClientContext(ctx, r.client)
	token, err := r.oauth(m).Exchange(ctx, code, oauth2.VerifierOption(w.verifier()))
	if err != nil {
		return said{}, r.notGranted(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return said{}, refuse("there is no ID token")
	}
	verified, err := r.verify(ctx, m, w, raw, token.AccessToken)
	if err != nil || m.UserInfoURL == "" {
		return verified, err
	}
	return r.complete(ctx, m, verified, token)
}

// notGranted tells a refused code from a provider that does not answer. What it answered is not kept.
func (r *remote) notGranted(err error) error {
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) && answer.Response.StatusCode < http.StatusInternalServerError {
		return refuse("the code was not taken")
	}
	if errors.As(err, &answer) {
		return r.unavailable(errors.New("the token endpoint failed"))
	}
	return r.unavailable(errors.New("the token endpoint did not answer as it should"))
}

// verify checks an ID token and returns what it says.
func (r *remote) verify(ctx context.Context, m *metadata, w way, raw, access string) (said, error) {
	allowed := slices.DeleteFunc(slices.Clone(algorithms), func(a string) bool { return !slices.Contains(m.Algorithms, a) })
	if len(allowed) == 0 {
		return said{}, refuse("the provider signs with no algorithm that is taken")
	}
	token, err := m.VerifierContext(oidc.ClientContext(context.WithoutCancel(ctx), r.client),
		&oidc.Config{ClientID: r.Client, SupportedSigningAlgs: allowed}).Verify(ctx, raw)
	var expired *oidc.TokenExpiredError
	switch {
	case errors.As(err, &expired):
		return said{}, refuse("the ID token has expired")
	case err != nil:
		return said{}, refuse("the ID token's signature, issuer, audience or form is wrong")
	case token.Nonce != w.nonce():
		return said{}, refuse("the ID token's nonce is another")
	case token.IssuedAt.After(time.Now().Add(clockSkew)):
		return said{}, refuse("the ID token is from the future")
	case token.AccessTokenHash != "" && token.VerifyAccessToken(access) != nil:
		return said{}, refuse("the ID token belongs to another access token")
	case token.Subject == "" || len(token.Subject) > 255:
		return said{}, refuse("the ID token has no subject")
	}
	s := said{subject: token.Subject}
	if err := token.Claims(&s.claims); err != nil {
		return said{}, refuse("the ID token's claims cannot be read")
	}
	return s, r.checkClaims(s.claims, token.Audience)
}

// checkClaims checks whom the token was made for, how and when its subject was identified.
func (r *remote) checkClaims(claims map[string]any, audience []string) error {
	azp, given := claims["azp"]
	if len(audience) > 1 && !given || given && azp != r.Client {
		return refuse("the ID token was made for another client")
	}
	if acr, _ := claims["acr"].(string); len(r.ACR) > 0 && !slices.Contains(r.ACR, acr) {
		return refuse("the person was not identified as surely as is asked for")
	}
	if r.MaxAge > 0 && !identifiedWithin(claims, r.MaxAge) {
		return refuse("the person was identified too long ago")
	}
	return nil
}

// identifiedWithin reports whether the person was identified that lately.
func identifiedWithin(claims map[string]any, age time.Duration) bool {
	at, ok := claims["auth_time"].(float64)
	return ok && time.Since(time.Unix(int64(at), 0)) <= age+clockSkew
}

// anew reports whether the person was identified on this very way.
func anew(claims map[string]any) bool { return identifiedWithin(claims, wayLasts) }

// complete adds what the UserInfo endpoint says, which must be of the same person. The ID token's word,
// which is signed, goes first.
func (r *remote) complete(ctx context.Context, m *metadata, s said, token *oauth2.Token) (said, error) {
	info, err := m.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return said{}, r.unavailable(errors.New("the UserInfo endpoint did not answer as it should"))
	}
	if info.Subject != s.subject {
		return said{}, refuse("UserInfo is about somebody else")
	}
	var more map[string]any
	if err := info.Claims(&more); err != nil {
		return said{}, refuse("UserInfo's claims cannot be read")
	}
	maps.Copy(more, s.claims)
	s.claims = more
	return s, nil
}
