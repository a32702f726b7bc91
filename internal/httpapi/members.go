package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
)

// ListOrganisationMembers implements GET /organisations/{organisationId}/members.
func (s *server) ListOrganisationMembers(ctx context.Context, r ListOrganisationMembersRequestObject) (ListOrganisationMembersResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Organisations.ListMembers(ctx, auth.From(ctx), r.OrganisationId, piece)
	if err != nil {
		return nil, err
	}
	return ListOrganisationMembers200JSONResponse{Body: MembershipList{Members: each(found.Items, membership),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// UpdateOrganisationMember implements PATCH /organisations/{organisationId}/members/{memberId}.
func (s *server) UpdateOrganisationMember(ctx context.Context, r UpdateOrganisationMemberRequestObject) (UpdateOrganisationMemberResponseObject, error) {
	edit := organisation.MemberEdit{Shown: r.Body.Shown}
	if r.Body.Mandate != nil {
		mandate := organisation.Mandate(*r.Body.Mandate)
		edit.Mandate = &mandate
	}
	who, err := giving(ctx, value(r.Body.Mandate))
	if err != nil {
		return nil, err
	}
	m, err := s.Organisations.EditMember(ctx, who, r.OrganisationId, r.MemberId, edit)
	if err != nil {
		return nil, err
	}
	return UpdateOrganisationMember200JSONResponse(membership(m)), nil
}

// DeleteOrganisationMember implements DELETE /organisations/{organisationId}/members/{memberId}.
func (s *server) DeleteOrganisationMember(ctx context.Context, r DeleteOrganisationMemberRequestObject) (DeleteOrganisationMemberResponseObject, error) {
	if err := s.Organisations.RemoveMember(ctx, auth.From(ctx), r.OrganisationId, r.MemberId); err != nil {
		return nil, err
	}
	return DeleteOrganisationMember204Response{}, nil
}

// ListOrganisationInvitations implements GET /organisations/{organisationId}/invitations.
func (s *server) ListOrganisationInvitations(ctx context.Context, r ListOrganisationInvitationsRequestObject) (ListOrganisationInvitationsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Organisations.ListInvitations(ctx, auth.From(ctx), r.OrganisationId, piece)
	if err != nil {
		return nil, err
	}
	return ListOrganisationInvitations200JSONResponse{Body: InvitationList{Invitations: each(found.Items, invitation),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateOrganisationInvitation implements POST /organisations/{organisationId}/invitations.
func (s *server) CreateOrganisationInvitation(ctx context.Context, r CreateOrganisationInvitationRequestObject) (CreateOrganisationInvitationResponseObject, error) {
	who, err := giving(ctx, r.Body.Mandate)
	if err != nil {
		return nil, err
	}
	i, err := s.Organisations.Invite(ctx, who, r.OrganisationId, string(r.Body.Email), organisation.Mandate(r.Body.Mandate))
	if err != nil {
		return nil, err
	}
	return CreateOrganisationInvitation201JSONResponse(invitation(i)), nil
}

// DeleteOrganisationInvitation implements DELETE /organisations/{organisationId}/invitations/{invitationId}.
func (s *server) DeleteOrganisationInvitation(ctx context.Context, r DeleteOrganisationInvitationRequestObject) (DeleteOrganisationInvitationResponseObject, error) {
	if err := s.Organisations.Revoke(ctx, auth.From(ctx), r.OrganisationId, r.InvitationId); err != nil {
		return nil, err
	}
	return DeleteOrganisationInvitation204Response{}, nil
}

// CreateInvitationPreview implements POST /organisation-invitation-previews.
func (s *server) CreateInvitationPreview(ctx context.Context, r CreateInvitationPreviewRequestObject) (CreateInvitationPreviewResponseObject, error) {
	offer, err := s.Organisations.Preview(ctx, r.Body.Token, clientAddress(ctx))
	if err != nil {
		return nil, err
	}
	return CreateInvitationPreview200JSONResponse{Organisation: organisationSummary(offer.Organisation.Summary), Mandate: Mandate(offer.Mandate),
		InvitedBy: participantRef(offer.InvitedBy.Ref), ExpiresAt: utc(offer.ExpiresAt)}, nil
}

// CreateOrganisationMembership implements POST /organisation-memberships.
func (s *server) CreateOrganisationMembership(ctx context.Context, r CreateOrganisationMembershipRequestObject) (CreateOrganisationMembershipResponseObject, error) {
	o, err := s.Organisations.Accept(ctx, auth.From(ctx), r.Body.Token)
	if err != nil {
		return nil, err
	}
	return CreateOrganisationMembership201JSONResponse{Body: organisationBody(o), Headers: CreateOrganisationMembership201ResponseHeaders{
		Location: s.address("organisations", o.ID)}}, nil
}

// giving is who gives a mandate: an owner's takes an organisation over, so it asks for a fresh sign-in.
func giving(ctx context.Context, m Mandate) (auth.Principal, error) {
	if organisation.Mandate(m) == organisation.Owner {
		return auth.RequireFresh(ctx)
	}
	return auth.From(ctx), nil
}

func membership(m organisation.Membership) Membership {
	return Membership{Participant: participantRef(m.Ref), Mandate: Mandate(m.Mandate), Shown: m.Shown, JoinedAt: utc(m.JoinedAt)}
}

func invitation(i organisation.Invitation) Invitation {
	return Invitation{Id: i.ID, Email: i.Email, Mandate: Mandate(i.Mandate), InvitedBy: participantRef(i.InvitedBy),
		CreatedAt: utc(i.CreatedAt), ExpiresAt: utc(i.ExpiresAt)}
}
