package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/proofofwork"
)

// cookieName keeps the refresh token. The prefix makes browsers insist on Secure, on the whole
// path and on this very host.
const cookieName = "__Host-medskapa"

// CreatePuzzle implements POST /proof-of-work-puzzles.
func (s *server) CreatePuzzle(ctx context.Context, r CreatePuzzleRequestObject) (CreatePuzzleResponseObject, error) {
	p, err := s.Proofs.New(proofofwork.Purpose(r.Body.Purpose), clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	return CreatePuzzle201JSONResponse{Body: Puzzle{Salt: p.Salt, Hash: p.Hash, MaxNumber: int32(p.MaxNumber), Signature: p.Signature,
		ExpiresIn: int32(proofofwork.Lifetime.Seconds())}}, nil
}

// CreateAccount implements POST /accounts. The proof comes first: without it nothing dear is done, such as
// hashing a password.
func (s *server) CreateAccount(ctx context.Context, r CreateAccountRequestObject) (CreateAccountResponseObject, error) {
	proof := r.Body.ProofOfWork
	err := s.Proofs.Use(ctx, proofofwork.Register, proofofwork.Proof{Salt: proof.Salt, Hash: proof.Hash, Signature: proof.Signature, Number: int(proof.Number)})
	if err != nil {
		return nil, err
	}
	err = s.Accounts.Register(ctx, account.Registration{Email: string(r.Body.Email), Password: r.Body.Password,
		DisplayName: r.Body.DisplayName, Kind: participant.Kind(r.Body.Kind), Language: string(r.Body.Language)})
	if err != nil {
		return nil, err
	}
	return CreateAccount202JSONResponse{Status: AcceptedStatusAccepted}, nil
}

// CreateEmailConfirmationRequest implements POST /email-confirmation-requests.
func (s *server) CreateEmailConfirmationRequest(ctx context.Context, r CreateEmailConfirmationRequestRequestObject) (CreateEmailConfirmationRequestResponseObject, error) {
	if err := s.Accounts.ResendConfirmation(ctx, string(r.Body.Email)); err != nil {
		return nil, err
	}
	return CreateEmailConfirmationRequest202JSONResponse{Status: AcceptedStatusAccepted}, nil
}

// CreateEmailConfirmation implements POST /email-confirmations.
func (s *server) CreateEmailConfirmation(ctx context.Context, r CreateEmailConfirmationRequestObject) (CreateEmailConfirmationResponseObject, error) {
	c := account.Confirmation{Token: r.Body.Token, Browser: browserOf(ctx), Place: clientAddress(ctx)}
	set(&c.Password, r.Body.Password)
	if err := s.Accounts.Confirm(ctx, c); err != nil {
		return nil, err
	}
	return CreateEmailConfirmation204Response{}, nil
}

// CreatePasswordResetRequest implements POST /password-reset-requests.
func (s *server) CreatePasswordResetRequest(ctx context.Context, r CreatePasswordResetRequestRequestObject) (CreatePasswordResetRequestResponseObject, error) {
	if err := s.Accounts.RequestReset(ctx, string(r.Body.Email)); err != nil {
		return nil, err
	}
	return CreatePasswordResetRequest202JSONResponse{Status: AcceptedStatusAccepted}, nil
}

// CreatePasswordReset implements POST /password-resets.
func (s *server) CreatePasswordReset(ctx context.Context, r CreatePasswordResetRequestObject) (CreatePasswordResetResponseObject, error) {
	me, err := s.Accounts.ResetPassword(ctx, r.Body.Token, r.Body.NewPassword)
	if err != nil {
		return nil, err
	}
	in, pending, err := s.admit(ctx, me)
	if err != nil {
		return nil, err
	}
	if pending != nil {
		return CreatePasswordReset202JSONResponse{Body: *pending}, nil
	}
	return CreatePasswordReset201JSONResponse{Body: in.session, Headers: CreatePasswordReset201ResponseHeaders{Location: in.location, SetCookie: in.cookie}}, nil
}

// CreateAccessToken implements POST /access-tokens.
func (s *server) CreateAccessToken(ctx context.Context, _ CreateAccessTokenRequestObject) (CreateAccessTokenResponseObject, error) {
	refreshToken := refreshCookie(ctx)
	if refreshToken == "" {
		return nil, errs.New(errs.Unauthorized)
	}
	grant, err := s.Sessions.Refresh(ctx, refreshToken)
	if err != nil {
		return nil, err
	}
	me, err := s.Accounts.Get(ctx, grant.AccountID)
	if err != nil {
		return nil, err
	}
	return CreateAccessToken200JSONResponse{Body: s.session(grant, me), Headers: CreateAccessToken200ResponseHeaders{
		SetCookie: cookie(grant.RefreshToken, grant.Expires)}}, nil
}

// DeleteCurrentSession implements DELETE /sessions/current.
func (s *server) DeleteCurrentSession(ctx context.Context, _ DeleteCurrentSessionRequestObject) (DeleteCurrentSessionResponseObject, error) {
	if refreshToken := refreshCookie(ctx); refreshToken != "" {
		if err := s.Sessions.End(ctx, refreshToken); err != nil {
			return nil, err
		}
	}
	return DeleteCurrentSession204Response{Headers: DeleteCurrentSession204ResponseHeaders{SetCookie: cookie("", time.Unix(0, 0))}}, nil
}

// GetMe implements GET /me.
func (s *server) GetMe(ctx context.Context, _ GetMeRequestObject) (GetMeResponseObject, error) {
	me, err := s.Accounts.Get(ctx, auth.From(ctx).ID)
	if err != nil {
		return nil, err
	}
	return GetMe200JSONResponse{Body: s.meNow(ctx, me), Headers: GetMe200ResponseHeaders{ETag: etagOf(me.Version)}}, nil
}

// UpdateMe implements PATCH /me.
func (s *server) UpdateMe(ctx context.Context, r UpdateMeRequestObject) (UpdateMeResponseObject, error) {
	me, err := s.Accounts.Update(ctx, auth.From(ctx), versionOf(r.Params.IfMatch), func(f *account.Fields) {
		set(&f.DisplayName, r.Body.DisplayName)
		setAs(&f.Kind, r.Body.Kind)
		setAs(&f.Language, r.Body.Language)
	})
	if err != nil {
		return nil, err
	}
	return UpdateMe200JSONResponse{Body: s.meNow(ctx, me), Headers: UpdateMe200ResponseHeaders{ETag: etagOf(me.Version)}}, nil
}

// SetPassword implements PUT /me/password.
func (s *server) SetPassword(ctx context.Context, r SetPasswordRequestObject) (SetPasswordResponseObject, error) {
	c := account.PasswordChange{Next: r.Body.NewPassword}
	set(&c.Current, r.Body.CurrentPassword)
	if err := s.Accounts.SetPassword(ctx, c, clientAddress(ctx)); err != nil {
		return nil, err
	}
	return SetPassword204Response{}, nil
}

// ListProjectLeaders implements GET /project-leaders.
func (s *server) ListProjectLeaders(ctx context.Context, r ListProjectLeadersRequestObject) (ListProjectLeadersResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Accounts.ListLeaders(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	return ListProjectLeaders200JSONResponse{Body: ParticipantList{Participants: each(found.Items, participantRef),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func (s *server) session(g auth.Grant, me account.Me) Session {
	return Session{AccessToken: g.AccessToken, TokenType: Bearer, ExpiresIn: int32(auth.AccessLifetime.Seconds()), Me: s.meOf(me.Through(g.Provider), g.Strong)}
}

// meNow is the caller's own account, as seen in the session that they call in.
func (s *server) meNow(ctx context.Context, me account.Me) Me {
	who := auth.From(ctx)
	me.Role = who.Role
	return s.meOf(me, who.Strong)
}

// meOf is somebody's own account, as seen in a session that is strong or not.
func (s *server) meOf(me account.Me, strong bool) Me {
	required := s.Accounts.Demands(me.Principal()) && !strong
	body := Me{Id: me.ID, Email: me.Email, DisplayName: me.DisplayName, Kind: PersonKind(me.Kind), Role: Role(me.Role),
		Duties: duties(me.Principal()), Language: Language(me.Language), Version: int32(me.Version), CreatedAt: utc(me.CreatedAt), ClosesAt: utcPtr(me.ClosesAt),
		SecondFactorRequired: &required}
	if x := me.Suspension; x.Reason != "" {
		body.Suspension = &OwnSuspension{DecisionId: x.DecisionID, Reason: x.Reason, StartsAt: utc(x.StartsAt), EndsAt: utcPtr(x.EndsAt)}
	}
	return body
}

// duties are what the app shows a place for; the table of permissions decides.
func duties(who auth.Principal) []Duty {
	all := []Duty{}
	for _, d := range []struct {
		duty   Duty
		action permission.Action
	}{{StartChallenges, permission.CreateChallenge}, {Lead, permission.SeeLed}, {Moderate, permission.SeePeople}, {Administer, permission.SetRole}} {
		if who.May(d.action, 0) {
			all = append(all, d.duty)
		}
	}
	return all
}

// cookie is the Set-Cookie header for a refresh token; an empty one removes it.
func cookie(refreshToken string, expires time.Time) *string {
	c := http.Cookie{Name: cookieName, Value: refreshToken, Path: "/", Expires: expires, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if refreshToken == "" {
		c.MaxAge = -1
	}
	header := c.String()
	return &header
}

func refreshCookie(ctx context.Context) string {
	c, err := requestFrom(ctx).Cookie(cookieName)
	if err != nil { // there is none
		return ""
	}
	return c.Value
}

type addressKey struct{}

// clientAddress is where the request comes from, as far as configured proxies can be believed, as it is
// counted; see [network].
func clientAddress(ctx context.Context) string {
	address, _ := ctx.Value(addressKey{}).(string) // the middleware has set it
	return network(address)
}
