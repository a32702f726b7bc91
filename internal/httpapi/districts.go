package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
)

// ListDistricts implements GET /districts.
func (s *server) ListDistricts(ctx context.Context, r ListDistrictsRequestObject) (ListDistrictsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Districts.List(ctx, piece)
	if err != nil {
		return nil, err
	}
	return ListDistricts200JSONResponse{Body: DistrictList{Districts: each(found.Items, districtRef),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}}, nil
}

// GetDistrictBoundaries implements GET /district-boundaries.
func (s *server) GetDistrictBoundaries(ctx context.Context, _ GetDistrictBoundariesRequestObject) (GetDistrictBoundariesResponseObject, error) {
	d, err := s.Districts.Drawing(ctx)
	if err != nil {
		return nil, err
	}
	return GetDistrictBoundaries200JSONResponse{Body: boundaries(d), Headers: GetDistrictBoundaries200ResponseHeaders{ETag: etagOf(d.Version)}}, nil
}

// SetDistrictBoundaries implements PUT /district-boundaries.
func (s *server) SetDistrictBoundaries(ctx context.Context, r SetDistrictBoundariesRequestObject) (SetDistrictBoundariesResponseObject, error) {
	drawn, err := readDrawing(ctx, *r.Body, r.Params.NameProperty)
	if err != nil {
		return nil, err
	}
	d, err := s.Districts.Draw(ctx, auth.From(ctx), versionOf(r.Params.IfMatch), drawn)
	if err != nil {
		return nil, err
	}
	return SetDistrictBoundaries200JSONResponse{Body: boundaries(d), Headers: SetDistrictBoundaries200ResponseHeaders{ETag: etagOf(d.Version)}}, nil
}

// CreateDistrictPreview implements POST /district-previews.
func (s *server) CreateDistrictPreview(ctx context.Context, r CreateDistrictPreviewRequestObject) (CreateDistrictPreviewResponseObject, error) {
	drawn, err := readDrawing(ctx, *r.Body, r.Params.NameProperty)
	if err != nil {
		return nil, err
	}
	c, err := s.Districts.Preview(ctx, auth.From(ctx), drawn)
	if err != nil {
		return nil, err
	}
	as := func(name string) string { return name }
	return CreateDistrictPreview200JSONResponse{Added: each(c.Added, as), Kept: each(c.Kept, as), Removed: each(c.Removed, as),
		PositionCount: int32(c.Positions)}, nil
}

// readDrawing reads boundaries for who may draw them: reading the largest takes seconds.
func readDrawing(ctx context.Context, b BoundariesEdit, property *string) ([]district.District, error) {
	if err := auth.From(ctx).Check(permission.ManageDistricts, 0); err != nil {
		return nil, err
	}
	return district.Read(features(b), nameProperty(property))
}

// nameProperty is where the names of districts stand.
func nameProperty(given *string) string {
	if given == nil {
		return "name"
	}
	return *given
}

func features(b BoundariesEdit) []district.Feature {
	all := make([]district.Feature, len(b.Features))
	for n, f := range b.Features {
		all[n] = district.Feature{Type: string(f.Geometry.Type), Coordinates: f.Geometry.Coordinates, Properties: f.Properties}
	}
	return all
}

func boundaries(d district.Drawing) Boundaries {
	return Boundaries{Type: "FeatureCollection", Features: each(d.Districts, boundary)}
}

func boundary(d district.District) Boundary {
	b := Boundary{Type: "Feature", Id: d.ID}
	b.Properties.Name = d.Name
	b.Geometry.Type = "MultiPolygon"
	b.Geometry.Coordinates = each(d.Boundary, func(polygon []district.Ring) [][][]float64 {
		return each(polygon, func(r district.Ring) [][]float64 { return r })
	})
	return b
}
