package httpapi

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/text"
)

const (
	jsonType = "application/json"
	// maxBody and maxImage bound a request's body, in bytes; an operation of the contract may say x-max-bytes instead.
	maxBody  = 1 << 20
	maxImage = 10 << 20
	bodyKey  = "body" // where the validated JSON waits for the binder
)

// validate refuses what the contract does not allow: every fault of parameters and body in one
// answer. Nothing behind it has to check shapes again.
func validate(op *operation, c echo.Context) error {
	if !acceptable(c.Request().Header.Get(echo.HeaderAccept), op.produces) {
		return errs.New(errs.NotAcceptable)
	}
	if op.ifMatch && c.Request().Header.Get("If-Match") == "" {
		return errs.New(errs.PreconditionRequired)
	}
	var faults faults
	if _, err := url.ParseQuery(c.Request().URL.RawQuery); err != nil {
		faults.add("query", errs.WrongFormat) // parts of it would be passed over
	}
	faults.query(op, c.QueryParams())
	faults.parameters(op, c)
	if faults.none() && len(op.consumes) > 0 {
		if err := faults.body(op, c); err != nil {
			return err
		}
	}
	return faults.err()
}

// query checks names and text of the query: unknown ones and repetitions are faults.
func (f *faults) query(op *operation, query url.Values) {
	for name, values := range query {
		if _, known := op.query[name]; !known {
			f.add(name, errs.UnknownField)
			continue
		}
		if len(values) > 1 {
			f.add(name, errs.RepeatedParameter)
		}
		for _, value := range values {
			if text.Storable(value) != nil {
				f.add(name, errs.ForbiddenText)
			}
		}
	}
}

// parameters checks the values of path, query and header parameters against their schemas.
func (f *faults) parameters(op *operation, c echo.Context) {
	input := &openapi3filter.RequestValidationInput{
		Request: c.Request(), QueryParams: c.QueryParams(), PathParams: map[string]string{}, Route: op.route,
		Options: &openapi3filter.Options{SchemaValidationOptions: schemaOptions, SkipSettingDefaults: true},
	}
	for i, name := range c.ParamNames() {
		value, err := url.PathUnescape(c.ParamValues()[i])
		if err != nil {
			value = c.ParamValues()[i]
		}
		input.PathParams[name] = value
	}
	for _, parameter := range op.route.Operation.Parameters {
		if f.has(parameter.Value.Name) {
			continue
		}
		err := openapi3filter.ValidateParameter(c.Request().Context(), input, parameter.Value)
		f.schema(parameter.Value.Name, err)
	}
}

// body reads, bounds and checks the body. It returns the faults that end the request at once.
func (f *faults) body(op *operation, c echo.Context) error {
	mediaType, params, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil || !consumable(mediaType, op.consumes) || !utf8Charset(params["charset"]) || c.Request().Header.Get("Content-Encoding") != "" {
		return errs.New(errs.UnsupportedMediaType)
	}
	if op.schema == nil {
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, maxImage)
		return nil
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, op.maxBody))
	if err != nil {
		return bodyError(err)
	}
	// Stricter than encoding/json: duplicate names, invalid UTF-8, lone surrogates and trailing
	// text are refused.
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		f.add(pointerOf(err), errs.Malformed)
		return nil
	}
	if f.excess("", op.schema, value); !f.none() {
		return nil
	}
	f.schema("", op.schema.VisitJSON(value, append(schemaOptions, openapi3.VisitAsRequest(), openapi3.MultiErrors())...))
	c.Set(bodyKey, raw)
	return nil
}

func bodyError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errs.Wrap(errs.ContentTooLarge, err)
	}
	return errs.Wrap(errs.BadRequest, err)
}

// binder hands the validated body to the generated code.
type binder struct{}

// Bind decodes the body strictly into target.
func (binder) Bind(target any, c echo.Context) error {
	raw, _ := c.Get(bodyKey).([]byte) // validate has set it, or the operation takes none
	if err := json.Unmarshal(raw, target, json.RejectUnknownMembers(true)); err != nil {
		var f faults
		f.add(pointerOf(err), errs.WrongFormat)
		return f.err()
	}
	return nil
}

// pointerOf names the field that a JSON error is about; empty for the whole body.
func pointerOf(err error) string {
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		return strings.TrimPrefix(string(semantic.JSONPointer), "/")
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		return strings.TrimPrefix(string(syntactic.JSONPointer), "/")
	}
	return ""
}

// anything reports an Accept header that needs no reading.
func anything(accept string) bool { return accept == "" || accept == "*/*" }

func consumable(mediaType string, consumes []string) bool {
	for _, c := range consumes {
		if family, all := strings.CutSuffix(c, "*"); c == mediaType || all && strings.HasPrefix(mediaType, family) {
			return true
		}
	}
	return false
}

func utf8Charset(charset string) bool { return charset == "" || strings.EqualFold(charset, "utf-8") }

// acceptable reports whether an Accept header lets one of the media types through. Quality values
// other than 0 do not matter: there is only one representation.
func acceptable(accept string, produces []string) bool {
	if anything(accept) || len(produces) == 0 {
		return true
	}
	for part := range strings.SplitSeq(accept, ",") {
		mediaRange, params, err := mime.ParseMediaType(part)
		if err != nil || strings.Trim(params["q"], "0.") == "" && params["q"] != "" {
			continue
		}
		family, all := strings.CutSuffix(mediaRange, "/*")
		for _, mediaType := range produces {
			if mediaRange == "*/*" || mediaRange == mediaType || all && strings.HasPrefix(mediaType, family+"/") {
				return true
			}
		}
	}
	return false
}
