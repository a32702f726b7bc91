// Puts the page that reads the contract aloud, and the assets it needs, in
// dist/docs. Nothing in it is inline and nothing comes from elsewhere, so it lives
// under the same content security policy as the app.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const swagger = dirname(require.resolve("swagger-ui-dist/package.json"));

mkdirSync("dist/docs", { recursive: true });
for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
  copyFileSync(join(swagger, name), join("dist/docs", name));
}
for (const name of readdirSync("docs-page")) {
  copyFileSync(join("docs-page", name), join("dist/docs", name));
}
