import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

// One catalog for the shell and one for each feature, so that a page loads only its own words.
export default defineConfig({
  sourceLocale: "sv",
  // A language is there when the shell has its file; an empty one is enough to begin with.
  locales: readdirSync("src/app/locales").map((file) => basename(file, ".po")),
  catalogs: [
    { path: "src/app/locales/{locale}", include: ["src/app", "src/ui", "src/lib"], exclude: ["**/*.test.*"] },
    {
      path: "src/features/{name}/locales/{locale}",
      include: ["src/features/{name}"],
      exclude: ["**/*.test.*", "src/features/styleguide/**"],
    },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: "message",
});
