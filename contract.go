// Package contract embeds the description of the interface that the program serves and validates by.
package contract

import _ "embed"

// YAML is openapi.yaml.
//
//go:embed openapi.yaml
var YAML []byte
