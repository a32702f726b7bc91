package httpapi

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/medskapa/medskapa/internal/errs"
)

// maxMembers bounds the members of one object in a body. No schema of the contract has as many; it keeps an answer
// about unknown ones cheap.
const maxMembers = 1000

// excess finds the lists that are longer than the contract allows and the objects that nobody means, before the
// contract is held against each of their items: 400,000 wrong items in a megabyte would cost seconds to name. It looks
// at no more items than the contract allows.
func (f *faults) excess(name string, schema *openapi3.Schema, value any) {
	switch value := value.(type) {
	case []any:
		if schema.MaxItems != nil && uint64(len(value)) > *schema.MaxItems {
			f.add(name, errs.TooMany, *schema.MaxItems)
			return
		}
		if schema.Items != nil {
			for _, item := range value {
				f.excess(name, schema.Items.Value, item)
			}
		}
	case map[string]any:
		if len(value) > maxMembers {
			f.add(name, errs.TooMany, maxMembers)
			return
		}
		for member, property := range schema.Properties {
			if inner, ok := value[member]; ok {
				f.excess(pointer(name, member), property.Value, inner)
			}
		}
	}
}

func pointer(name, member string) string {
	if name == "" {
		return member
	}
	return name + "/" + member
}
