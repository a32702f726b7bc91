package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/identity"
	"github.com/medskapa/medskapa/internal/participant"
)

// browserCookie binds a way to a provider to the browser that set out on it. The page that a provider
// sends people back to hands in what it was given by a request of its own, so the cookie is Strict too.
const browserCookie = "__Host-medskapa-browser"

// browserLasts covers the way to a provider and back, and the form of who is new.
const browserLasts = time.Hour

// ListIdentityProviders implements GET /identity-providers.
func (s *server) ListIdentityProviders(context.Context, ListIdentityProvidersRequestObject) (ListIdentityProvidersResponseObject, error) {
	return ListIdentityProviders200JSONResponse{Body: IdentityProviderList{IdentityProviders: each(s.Identities.List(), identityProvider)}}, nil
}

func identityProvider(p identity.Listed) IdentityProvider {
	return IdentityProvider{Id: p.ID, NameSv: p.SV, NameEn: p.EN, Purpose: IdentityProviderPurpose(p.Purpose),
		ProvesPerson: p.ProvesPerson, ProvesResidence: p.ProvesResident}
}

// CreateIdentityRequest implements POST /identity-requests.
func (s *server) CreateIdentityRequest(ctx context.Context, r CreateIdentityRequestRequestObject) (CreateIdentityRequestResponseObject, error) {
	d, err := s.Identities.Depart(ctx, r.Body.ProviderId, browserOf(ctx), identity.Enter, uuid.Nil)
	if err != nil {
		return nil, err
	}
	return CreateIdentityRequest200JSONResponse{Body: IdentityDeparture{AuthorizationUrl: d.URL},
		Headers: CreateIdentityRequest200ResponseHeaders{SetCookie: rememberBrowser(d)}}, nil
}

// CreateOwnIdentityRequest implements POST /me/identity-requests.
func (s *server) CreateOwnIdentityRequest(ctx context.Context, r CreateOwnIdentityRequestRequestObject) (CreateOwnIdentityRequestResponseObject, error) {
	intent := identity.Intent(r.Body.Intent)
	who, err := auth.Require(ctx)
	if err == nil && intent == identity.Link {
		who, err = auth.RequireFresh(ctx)
	}
	if err != nil {
		return nil, err
	}
	d, err := s.Identities.Depart(ctx, r.Body.ProviderId, browserOf(ctx), intent, who.ID)
	if err != nil {
		return nil, err
	}
	return CreateOwnIdentityRequest200JSONResponse{Body: IdentityDeparture{AuthorizationUrl: d.URL},
		Headers: CreateOwnIdentityRequest200ResponseHeaders{SetCookie: rememberBrowser(d)}}, nil
}

// CreateIdentityReturn implements POST /identity-returns.
func (s *server) CreateIdentityReturn(ctx context.Context, r CreateIdentityReturnRequestObject) (CreateIdentityReturnResponseObject, error) {
	b := r.Body
	if (b.Code == nil) == (b.Error == nil) {
		return nil, errs.Invalid("code", errs.Required)
	}
	who := auth.From(ctx)
	arrived, err := s.Identities.Arrive(ctx, who, browserOf(ctx), identity.Return{Provider: b.ProviderId, State: b.State,
		Code: value(b.Code), Issuer: value(b.Issuer), Error: value(b.Error)})
	if err != nil {
		return nil, err
	}
	switch {
	case arrived.Intent == identity.Link:
		return arrival(IdentityArrival{Outcome: IdentityArrivalOutcomeLinked}), s.Sessions.CameThrough(ctx, who, b.ProviderId)
	case arrived.Intent == identity.Prove:
		if err := s.Sessions.CameThrough(ctx, who, b.ProviderId); err != nil {
			return nil, err
		}
		return arrival(IdentityArrival{Outcome: IdentityArrivalOutcomeProved}), s.Sessions.Proved(ctx, who, arrived.Strong)
	case arrived.Me == nil:
		body := IdentityArrival{Outcome: IdentityArrivalOutcomeSignUp, EmailKnown: &arrived.HasEmail}
		if arrived.Name != "" {
			body.SuggestedName = &arrived.Name
		}
		return arrival(body), nil
	}
	in, pending, err := s.admitBy(ctx, *arrived.Me, arrived.Strong)
	if err != nil {
		return nil, err
	}
	if pending != nil {
		return arrival(IdentityArrival{Outcome: IdentityArrivalOutcomeSecondFactor, Pending: pending}), nil
	}
	return CreateIdentityReturn200JSONResponse{Body: IdentityArrival{Outcome: IdentityArrivalOutcomeSignedIn, Session: &in.session},
		Headers: CreateIdentityReturn200ResponseHeaders{SetCookie: in.cookie}}, nil
}

// admitBy signs somebody in whom a provider identified. By one factor it is no more than a password.
func (s *server) admitBy(ctx context.Context, me account.Me, strong bool) (in signedIn, pending *PendingSignIn, err error) {
	if !strong {
		return s.admit(ctx, me)
	}
	in, err = s.begin(ctx, me, true)
	return in, nil, err
}

func arrival(body IdentityArrival) CreateIdentityReturn200JSONResponse {
	return CreateIdentityReturn200JSONResponse{Body: body}
}

// CreateIdentitySignUp implements POST /identity-sign-ups.
func (s *server) CreateIdentitySignUp(ctx context.Context, r CreateIdentitySignUpRequestObject) (CreateIdentitySignUpResponseObject, error) {
	made, err := s.Identities.SignUp(ctx, browserOf(ctx), account.Registration{Email: string(value(r.Body.Email)), DisplayName: r.Body.DisplayName,
		Kind: participant.Kind(r.Body.Kind), Language: string(r.Body.Language)})
	if err != nil {
		return nil, err
	}
	if made == uuid.Nil {
		return CreateIdentitySignUp202JSONResponse{Body: Accepted{Status: AcceptedStatusAccepted}}, nil
	}
	me, err := s.Accounts.Get(ctx, made)
	if err != nil {
		return nil, err
	}
	me.Provider = me.RoleProvider // made by it just now
	in, err := s.begin(ctx, me, false)
	if err != nil {
		return nil, err
	}
	return CreateIdentitySignUp201JSONResponse{Body: in.session, Headers: CreateIdentitySignUp201ResponseHeaders{
		Location: in.location, SetCookie: in.cookie}}, nil
}

// GetOwnIdentities implements GET /me/identities.
func (s *server) GetOwnIdentities(ctx context.Context, _ GetOwnIdentitiesRequestObject) (GetOwnIdentitiesResponseObject, error) {
	linked, proof, err := s.Accounts.Identities(ctx, auth.From(ctx))
	if err != nil {
		return nil, err
	}
	return GetOwnIdentities200JSONResponse{Body: OwnIdentities{Identities: each(linked, ownIdentity), PersonProven: proof.Person,
		ResidenceVerifiedAt: utcPtr(proof.ResidenceVerifiedAt), ResidenceVerifiedUntil: utcPtr(proof.ResidenceVerifiedUntil)}}, nil
}

func ownIdentity(i account.LinkedIdentity) Identity {
	return Identity{Id: i.ID, ProviderId: i.Provider, LinkedAt: utc(i.CreatedAt), LastUsedAt: utc(i.LastUsedAt)}
}

// DeleteIdentity implements DELETE /me/identities/{identityId}.
func (s *server) DeleteIdentity(ctx context.Context, r DeleteIdentityRequestObject) (DeleteIdentityResponseObject, error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.Accounts.Unlink(ctx, who, r.IdentityId); err != nil {
		return nil, err
	}
	return DeleteIdentity204Response{}, nil
}

func browserOf(ctx context.Context) string {
	c, err := requestFrom(ctx).Cookie(browserCookie)
	if err != nil { // there is none
		return ""
	}
	return c.Value
}

func rememberBrowser(d identity.Departure) *string {
	c := http.Cookie{Name: browserCookie, Value: d.Browser, Path: "/", MaxAge: int(browserLasts.Seconds()), Secure: true, HttpOnly: true,
		SameSite: http.SameSiteStrictMode}
	header := c.String()
	return &header
}
