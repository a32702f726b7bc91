import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

const prefix = "virtual:messages/";

/**
 * Ties the source of a feature to its message catalog: whichever chunk carries
 * the code also waits for the words it shows, in the reader's language. Page
 * authors therefore never load a catalog themselves.
 */
export function messageCatalogs(): Plugin {
  return {
    name: "medskapa:message-catalogs",
    enforce: "pre",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load: (id) => (id.startsWith(`\0${prefix}`) ? catalogModule(id.slice(prefix.length + 1)) : undefined),
    transform(code, id) {
      const folder = /\/src\/(features\/[^/]+)\/(?!.*\.test\.)[^?]*\.tsx?$/.exec(id)?.[1];
      if (!folder || !code.includes("@lingui/") || !hasCatalog(folder)) return undefined;
      return { code: `${code}\nimport "${prefix}${folder}";\n`, map: null };
    },
  };
}

const hasCatalog = (folder: string) => existsSync(resolve("src", folder, "locales/sv.po"));

const catalogModule = (folder: string) =>
  `import { registerCatalog } from "/src/lib/i18n";
await registerCatalog("${folder}", import.meta.glob("/src/${folder}/locales/*.po"));
`;
