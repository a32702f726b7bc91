package httpapi

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/medskapa/medskapa/internal/text"
)

// schemaOptions teach the validator the contract's string formats.
var schemaOptions = []openapi3.SchemaValidationOption{
	openapi3.EnableFormatValidation(),
	openapi3.WithStringFormatValidators(map[string]openapi3.StringFormatValidator{
		"line":      openapi3.NewCallbackValidator(text.Line),
		"text":      openapi3.NewCallbackValidator(text.Text),
		"password":  openapi3.NewCallbackValidator(text.Storable),
		"email":     openapi3.NewCallbackValidator(text.Email),
		"https-url": openapi3.NewCallbackValidator(text.HTTPSURL),
		"uuid":      openapi3.NewCallbackValidator(text.UUID),
		"date-time": openapi3.NewCallbackValidator(text.DateTime),
	}),
}
