package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	contract "github.com/medskapa/medskapa"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
)

// Base is the path under which the interface is served.
const Base = "/api/v1"

// operation is one operation of the contract, with what the middleware asks of it.
type operation struct {
	route    *routers.Route
	query    map[string]*openapi3.Parameter // by name
	public   bool                           // needs no token
	produces []string                       // media types of its answers
	consumes []string                       // media types of its body; empty when it takes none
	schema   *openapi3.Schema               // of a JSON body, or nil
	ifMatch  bool
	maxBody  int64 // bytes of a JSON body
	closed   bool  // to who is suspended
}

// contractOperations maps "METHOD /api/v1/path/:param", as Echo names routes, to operations.
type contractOperations map[string]*operation

var pathParameter = regexp.MustCompile(`\{([^}]+)\}`)

// loadContract reads the embedded contract, once for all servers of the process: it never changes, and
// reading it takes most of a start.
var loadContract = sync.OnceValues(readContract)

func readContract() (contractOperations, error) {
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(contract.YAML)
	if err != nil {
		return nil, fmt.Errorf("openapi.yaml: %w", err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("openapi.yaml: %w", err)
	}
	operations := contractOperations{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			key := method + " " + Base + pathParameter.ReplaceAllString(path, ":$1")
			operations[key] = newOperation(doc, path, item, method, op)
		}
	}
	return operations, nil
}

func newOperation(doc *openapi3.T, path string, item *openapi3.PathItem, method string, op *openapi3.Operation) *operation {
	o := &operation{
		route:   &routers.Route{Spec: doc, Path: path, PathItem: item, Method: method, Operation: op},
		query:   map[string]*openapi3.Parameter{},
		maxBody: maxBody, public: op.Security != nil && len(*op.Security) == 0,
	}
	if more, ok := op.Extensions["x-max-bytes"].(float64); ok {
		o.maxBody = int64(more)
	}
	o.closed = len(permission.Of(op.OperationID)) > 0 && !permission.WhileSuspended(op.OperationID)
	o.readParameters(op)
	o.readBodies(op)
	return o
}

func (o *operation) readParameters(op *openapi3.Operation) {
	for _, p := range op.Parameters {
		switch {
		case p.Value.In == openapi3.ParameterInQuery:
			o.query[p.Value.Name] = p.Value
		case p.Value.Name == "If-Match":
			o.ifMatch = true
		}
	}
}

func (o *operation) readBodies(op *openapi3.Operation) {
	if op.RequestBody != nil {
		for mediaType, content := range op.RequestBody.Value.Content {
			o.consumes = append(o.consumes, mediaType)
			if mediaType == jsonType {
				o.schema = content.Schema.Value
			}
		}
	}
	for status, response := range op.Responses.Map() {
		if strings.HasPrefix(status, "2") {
			for mediaType := range response.Value.Content {
				o.produces = append(o.produces, mediaType)
			}
		}
	}
}

// outside answers what the contract does not describe: 405 where the path has other methods, else 404.
func (s *server) outside(c echo.Context) error {
	var allowed []string
	for key := range s.operations {
		method, pattern, _ := strings.Cut(key, " ")
		if matchesPath(pattern, c.Request().URL.Path) {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		return errs.New(errs.NotFound)
	}
	slices.Sort(allowed)
	c.Response().Header().Set(echo.HeaderAllow, strings.Join(allowed, ", "))
	return errs.New(errs.MethodNotAllowed)
}

func matchesPath(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	return slices.EqualFunc(want, got, func(w, g string) bool { return w == g || strings.HasPrefix(w, ":") })
}

// open refuses who is suspended, here for every operation: what they may still do is in the table of permissions.
func (o *operation) open(ctx context.Context) error {
	if o.closed && auth.From(ctx).Standings().IsSuspended() {
		return errs.New(errs.Suspended)
	}
	return nil
}

// writes reports whether the operation changes something.
func (o *operation) writes() bool {
	return o.route.Method != http.MethodGet && o.route.Method != http.MethodHead
}
