package httpapi

import (
	"context"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"github.com/medskapa/medskapa/internal/municipality"
)

// Version of the interface, and the day it was released.
const Version = "0.1.0"

var released = time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)

// GetApiInfo implements GET /api-info.
func (s *server) GetApiInfo(context.Context, GetApiInfoRequestObject) (GetApiInfoResponseObject, error) {
	return GetApiInfo200JSONResponse{Body: ApiInfo{ApiName: "Medskapa", ApiVersion: Version,
		ApiReleased: openapi_types.Date{Time: released}, ApiDocumentation: s.URL + Base + "/docs", ApiStatus: ApiInfoApiStatusBeta}}, nil
}

// GetMunicipality implements GET /municipality.
func (s *server) GetMunicipality(ctx context.Context, _ GetMunicipalityRequestObject) (GetMunicipalityResponseObject, error) {
	m, err := s.Municipality.Get(ctx)
	if err != nil {
		return nil, err
	}
	body := Municipality{Name: m.Name, Greeting: m.Greeting, About: m.About, Demo: s.Demo, Mailbox: s.Mailbox,
		Languages: []Language{LanguageSv, LanguageEn}, DemoAccounts: []DemoAccount{}}
	body.Population = countOrNil(m.Population)
	if s.Map.Style != "" {
		body.MapStyle = &s.Map.Style
	}
	if s.Demo {
		body.DemoAccounts = each(s.DemoAccounts, demoAccount)
	}
	return GetMunicipality200JSONResponse{Body: body}, nil
}

func demoAccount(a municipality.DemoAccount) DemoAccount {
	return DemoAccount{Email: a.Email, Password: a.Password, DisplayName: a.DisplayName, Role: Role(a.Role)}
}
