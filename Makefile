# Medskapa: `make run` tries it, `make test` proves it. Everything a target needs it installs first.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Tools run at fixed versions, outside go.mod, so that the program does not depend on them.
OAPI_CODEGEN  := github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

GO_FILES  := $(shell find api internal frontend/embed.go contract.go go.mod go.sum openapi.yaml -type f 2>/dev/null)
WEB_FILES := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -type f -print)
POSTGRES  := deploy/local-postgres/node_modules/.installed
WEB_DEPS  := frontend/node_modules/.installed

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: bin/medskapa $(POSTGRES) ## build if needed and serve the demo municipality at http://localhost:8080
	@exec bin/medskapa serve --demo

.PHONY: dev
dev: bin/medskapa $(POSTGRES) $(WEB_DEPS) ## the same, with the front end reloading at http://localhost:5173
	@trap 'kill $$server 2>/dev/null; wait $$server' EXIT INT TERM; bin/medskapa serve --demo & server=$$!; npm --prefix frontend run dev

.PHONY: build
build: bin/medskapa ## one binary with the front end in it: bin/medskapa

.PHONY: test
test: bin/medskapa $(POSTGRES) $(WEB_DEPS) ## every test: Go, front-end units, journeys in a real browser
	@node .ci/test.mjs

.PHONY: bench
bench: bin/medskapa $(POSTGRES) ## how fast it is beside what the machine can do; BENCH=quick ends within 3 minutes
	go run ./internal/bench

.PHONY: profile
profile: bin/medskapa $(POSTGRES) ## where its time and memory go under load: data/profile
	go run ./internal/bench profile data/profile

.PHONY: check
check: $(WEB_DEPS) frontend/dist/index.html ## formatting, linters, types, generated code and the contract
	@unformatted=$$(gofmt -l api internal frontend/*.go contract.go); test -z "$$unformatted" || { echo "gofmt would change:"; echo "$$unformatted"; exit 1; }
	go run $(GOLANGCI_LINT) run ./...
	npm --prefix frontend run check
	npm --prefix frontend run contract
	@$(MAKE) --no-print-directory drift

GENERATED := internal/httpapi/openapi.gen.go frontend/src/lib/api.gen.ts docs/permissions.md

.PHONY: drift
drift: $(WEB_DEPS) # generated code must be what the contract generates; what is the same keeps its time
	@old=$$(mktemp -d) && cp -p $(GENERATED) $$old && $(MAKE) --no-print-directory generate && \
	for f in $(GENERATED); do \
		cmp -s $$f $$old/$$(basename $$f) || { echo "$$f differs from what is generated: commit the output of make generate"; exit 1; }; \
		cp -p $$old/$$(basename $$f) $$f; done; rm -r $$old

.PHONY: generate
generate: $(WEB_DEPS) ## Go and TypeScript types from openapi.yaml, docs/permissions.md from the table of permissions
	go run $(OAPI_CODEGEN) -config internal/httpapi/oapi-codegen.yaml openapi.yaml
	npm --prefix frontend run generate
	go run ./internal/permission/document > docs/permissions.md

.PHONY: fmt
fmt: $(WEB_DEPS) ## format everything
	gofmt -w api internal frontend/*.go contract.go
	npm --prefix frontend run fmt

.PHONY: clean
clean: ## remove what was built; the data folder stays
	rm -rf bin frontend/dist/* frontend/node_modules deploy/local-postgres/node_modules

bin/medskapa: $(GO_FILES) frontend/dist/index.html
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o $@ ./api

frontend/dist/index.html: $(WEB_FILES) openapi.yaml $(WEB_DEPS)
	npm --prefix frontend run build
	@touch $@

$(WEB_DEPS): frontend/package-lock.json
	npm ci --prefix frontend --no-audit --no-fund
	@touch $@

$(POSTGRES): deploy/local-postgres/package-lock.json deploy/local-postgres/hydrate.js
	npm ci --prefix deploy/local-postgres --no-audit --no-fund
	node deploy/local-postgres/hydrate.js
	@touch $@
