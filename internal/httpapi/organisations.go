package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// ListOrganisations implements GET /organisations.
func (s *server) ListOrganisations(ctx context.Context, r ListOrganisationsRequestObject) (ListOrganisationsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Organisations.List(ctx, organisation.Filter{Query: value(r.Params.Q), Kind: participant.Kind(value(r.Params.Kind)),
		Verified: r.Params.Verified, Dormant: r.Params.Dormant, Newest: value(r.Params.Sort) == "newest"}, piece)
	if err != nil {
		return nil, err
	}
	return ListOrganisations200JSONResponse{Body: OrganisationList{Organisations: each(found.Items, organisationSummary),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// ListMyOrganisations implements GET /me/organisations.
func (s *server) ListMyOrganisations(ctx context.Context, r ListMyOrganisationsRequestObject) (ListMyOrganisationsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Organisations.ListMine(ctx, auth.From(ctx), piece)
	if err != nil {
		return nil, err
	}
	own := func(o organisation.Own) OwnOrganisation {
		return OwnOrganisation{Organisation: organisationSummary(o.Summary), Mandate: Mandate(o.Mandate), Shown: o.Shown}
	}
	return ListMyOrganisations200JSONResponse{Body: OwnOrganisationList{Organisations: each(found.Items, own),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// CreateOrganisation implements POST /organisations.
func (s *server) CreateOrganisation(ctx context.Context, r CreateOrganisationRequestObject) (CreateOrganisationResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createOrganisation", r.Body)
	if err != nil {
		return nil, err
	}
	fields := organisation.Fields{Name: r.Body.Name, Kind: participant.Kind(r.Body.Kind), Number: r.Body.OrganisationNumber, Website: r.Body.Website,
		Description: value(r.Body.Description), ContactShown: value(r.Body.ContactShown)}
	if r.Body.ContactEmail != nil {
		email := string(*r.Body.ContactEmail)
		fields.ContactEmail = &email
	}
	o, err := s.Organisations.Create(ctx, who, key, fields)
	if err != nil {
		return nil, err
	}
	return CreateOrganisation201JSONResponse{Body: organisationBody(o), Headers: CreateOrganisation201ResponseHeaders{
		ETag: etagOf(o.Version), Location: s.address("organisations", o.ID)}}, nil
}

// GetOrganisation implements GET /organisations/{organisationId}.
func (s *server) GetOrganisation(ctx context.Context, r GetOrganisationRequestObject) (GetOrganisationResponseObject, error) {
	o, err := s.Organisations.Get(ctx, auth.From(ctx), r.OrganisationId)
	if err != nil {
		return nil, err
	}
	return GetOrganisation200JSONResponse{Body: organisationBody(o), Headers: GetOrganisation200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// UpdateOrganisation implements PATCH /organisations/{organisationId}.
func (s *server) UpdateOrganisation(ctx context.Context, r UpdateOrganisationRequestObject) (UpdateOrganisationResponseObject, error) {
	o, err := s.Organisations.Update(ctx, auth.From(ctx), r.OrganisationId, versionOf(r.Params.IfMatch), func(f *organisation.Fields) {
		set(&f.Name, r.Body.Name)
		setAs(&f.Kind, r.Body.Kind)
		setNullable(&f.Number, r.Body.OrganisationNumber)
		setNullable(&f.Website, r.Body.Website)
		set(&f.Description, r.Body.Description)
		setNullableAs(&f.ContactEmail, r.Body.ContactEmail)
		set(&f.ContactShown, r.Body.ContactShown)
	})
	if err != nil {
		return nil, err
	}
	return UpdateOrganisation200JSONResponse{Body: organisationBody(o), Headers: UpdateOrganisation200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// SetOrganisationVerification implements PUT /organisations/{organisationId}/verification.
func (s *server) SetOrganisationVerification(ctx context.Context, r SetOrganisationVerificationRequestObject) (SetOrganisationVerificationResponseObject, error) {
	o, err := s.Organisations.SetVerified(ctx, auth.From(ctx), r.OrganisationId, versionOf(r.Params.IfMatch), r.Body.Verified)
	if err != nil {
		return nil, err
	}
	return SetOrganisationVerification200JSONResponse{Body: organisationBody(o),
		Headers: SetOrganisationVerification200ResponseHeaders{ETag: etagOf(o.Version)}}, nil
}

// ListOrganisationActs implements GET /organisations/{organisationId}/acts.
func (s *server) ListOrganisationActs(ctx context.Context, r ListOrganisationActsRequestObject) (ListOrganisationActsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Organisations.ListActs(ctx, auth.From(ctx), r.OrganisationId, piece)
	if err != nil {
		return nil, err
	}
	return ListOrganisationActs200JSONResponse{Body: ActList{Acts: each(found.Items, act),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

func act(a organisation.Act) Act {
	body := Act{Action: ActAction(a.Action), By: participantRef(a.By), IdeaId: a.IdeaID, CommentId: a.CommentID, At: utc(a.At)}
	if a.Member != nil {
		member := participantRef(*a.Member)
		body.Member = &member
	}
	return body
}

func organisationSummary(o organisation.Summary) OrganisationSummary {
	return OrganisationSummary{Id: o.ID, Name: o.Name, Kind: OrganisationKind(o.Kind), Verified: o.Verified, Dormant: o.Dormant, CreatedAt: utc(o.CreatedAt)}
}

// organisationBody is an organisation as everyone may see it.
func organisationBody(o organisation.Organisation) Organisation {
	body := Organisation{
		Id: o.ID, Name: o.Name, Kind: OrganisationKind(o.Kind), Verified: o.Verified, Dormant: o.Dormant, VerifiedAt: utcPtr(o.VerifiedAt),
		Website: o.Website, Description: o.Description, DescriptionHtml: o.DescriptionHTML, ContactShown: o.ContactShown,
		People: each(o.People, organisationPerson), Version: count(o.Version), CreatedAt: utc(o.CreatedAt), UpdatedAt: utc(o.UpdatedAt),
	}
	if o.Number != nil {
		number := (*o.Number)[:6] + "-" + (*o.Number)[6:]
		body.OrganisationNumber = &number
	}
	if o.ContactShown {
		body.ContactEmail = o.ContactEmail
	}
	return body
}

func organisationPerson(p organisation.Person) OrganisationPerson {
	return OrganisationPerson{Participant: participantRef(p.Ref), Mandate: Mandate(p.Mandate)}
}

func organisationRelation(r organisation.Relation) OrganisationRelation {
	body := OrganisationRelation{OrganisationId: r.OrganisationID, ContactEmail: r.ContactEmail, Permissions: permissions(r.Permissions)}
	if r.Mandate != organisation.Nobody {
		mandate := Mandate(r.Mandate)
		body.Mandate, body.Shown = &mandate, &r.Shown
	}
	return body
}
