// Shows the contract of this very installation.
window.SwaggerUIBundle({
  url: "/api/v1/openapi.yaml",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  persistAuthorization: false,
});
