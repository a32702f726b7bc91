package httpapi

import (
	"errors"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/text"
)

// maxFaults is how many faulty fields one answer names; the contract bounds errors to it.
const maxFaults = 100

// faults collects what is wrong with a request's shape, for one 400 answer.
type faults struct{ fields []errs.Field }

func (f *faults) none() bool { return len(f.fields) == 0 }

func (f *faults) has(name string) bool {
	return slices.ContainsFunc(f.fields, func(field errs.Field) bool { return field.Name == name })
}

func (f *faults) add(name string, code errs.Code, arg ...any) {
	field := errs.Field{Name: name, Code: code}
	if len(arg) > 0 {
		field.Arg = arg[0]
	}
	// One fault a field: that it is missing, say, and not also that nothing has the wrong format.
	if len(f.fields) < maxFaults && !f.has(name) {
		f.fields = append(f.fields, field)
	}
}

func (f *faults) err() error {
	if f.none() {
		return nil
	}
	return &errs.Error{Code: errs.BadRequest, Fields: f.fields}
}

// schema adds what kin-openapi found; prefix is the parameter's name, or "" for the body.
func (f *faults) schema(prefix string, err error) {
	var many openapi3.MultiError
	var one *openapi3.SchemaError
	var request *openapi3filter.RequestError
	switch {
	case err == nil:
	case errors.As(err, &request) && request.Err == nil:
		f.add(prefix, errs.Required)
	case errors.As(err, &request) && errors.Is(request.Err, openapi3filter.ErrInvalidRequired):
		f.add(prefix, errs.Required)
	case errors.As(err, &many):
		for _, each := range many {
			f.schema(prefix, each)
		}
	case errors.As(err, &one):
		f.schemaError(prefix, one)
	default:
		f.add(prefix, errs.WrongType)
	}
}

func (f *faults) schemaError(prefix string, err *openapi3.SchemaError) {
	name := strings.Join(err.JSONPointer(), "/")
	if prefix != "" {
		name = strings.TrimSuffix(prefix+"/"+name, "/")
	}
	var many openapi3.MultiError
	if errors.As(err.Origin, &many) { // of an allOf: the parts tell more than the whole
		f.schema(prefix, many)
		return
	}
	code, arg := faultOf(err)
	if code == errs.UnknownField {
		name = strings.TrimPrefix(name+"/"+unknownName(err), "/")
	}
	if arg == nil {
		f.add(name, code)
		return
	}
	f.add(name, code, arg)
}

// plainFaults are the schema keywords that need no figure.
var plainFaults = map[string]errs.Code{
	"required": errs.Required, "uniqueItems": errs.Duplicate, "enum": errs.NotAllowedValue, "properties": errs.UnknownField, "pattern": errs.WrongFormat,
}

// faultOf translates the schema keyword that failed.
func faultOf(err *openapi3.SchemaError) (errs.Code, any) {
	if code, ok := plainFaults[err.SchemaField]; ok {
		return code, nil
	}
	s := err.Schema
	switch err.SchemaField {
	case "minLength":
		if err.Value == "" {
			return errs.Required, nil
		}
		return errs.TooShort, s.MinLength
	case "maxLength":
		return errs.TooLong, *s.MaxLength
	case "minItems":
		return errs.TooFew, s.MinItems
	case "maxItems":
		return errs.TooMany, *s.MaxItems
	case "minimum":
		return errs.TooSmall, *s.Min
	case "maximum":
		return errs.TooLarge, *s.Max
	case "minProperties":
		return errs.TooFew, s.MinProps
	case "format":
		return formatFault(err), nil
	}
	return errs.WrongType, nil
}

func formatFault(err *openapi3.SchemaError) errs.Code {
	switch {
	case errors.Is(err.Origin, text.ErrBlank):
		return errs.Blank
	case errors.Is(err.Origin, text.ErrForbidden):
		return errs.ForbiddenText
	}
	return errs.WrongFormat
}

// unknownName reads the name out of kin-openapi's text `property "x" is unsupported`.
func unknownName(err *openapi3.SchemaError) string {
	if parts := strings.Split(err.Reason, `"`); len(parts) > 2 {
		return parts[1]
	}
	return ""
}
