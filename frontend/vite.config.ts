import { resolve } from "node:path";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { messageCatalogs } from "./scripts/message-catalogs.ts";

const api = process.env.MEDSKAPA_API ?? "http://127.0.0.1:8080";

// Few and steady chunks: small ones compress worse and cost a request each, and the
// libraries stay in the browser's cache from one release to the next. What no first view
// shows comes later, with the first inner page.
const later =
  /\/src\/\w+\/(main|OwnMenu|DutyTag|SessionWatch|watch-session|unread|CopyButton|SortNav|save-file|use-settled|with-scheme|locales|pseudo|local-time|idempotency|\w*Field|TextArea|Choice|FormErrors|Dialog|OpinionVote|VoteButton|LoadMore|Pagination|Breadcrumbs|Prose)\b/;
// Libraries of single pages, which come with those.
const apart =
  /node_modules\/(@tiptap|prosemirror-|orderedmap|rope-sequence|w3c-keyname|linkifyjs|marked|crelt|maplibre-gl|@maplibre|@mapbox|bidi-js|earcut|gl-matrix|kdbush|murmurhash-js|pbf|potpack|quickselect|tinyqueue)/;
// Those parts of libraries that no first view needs, which come with the first inner page.
const inner = /query.*\/(useQueries|queriesObserver|useInfiniteQuery|infiniteQueryObserver)\./;
const chunks = [
  {
    name: "libraries",
    test: (id: string) => id.includes("node_modules") && !apart.test(id) && !inner.test(id),
  },
  { name: "shell", test: (id: string) => /\/src\/(lib|ui|app)\//.test(id) && !later.test(id) },
  { name: "inner", test: (id: string) => /\/src\/(lib|ui)\/(?!pseudo)/.test(id) || inner.test(id) },
];

export default defineConfig({
  resolve: { alias: { "@": resolve(import.meta.dirname, "src") } },
  plugins: [
    messageCatalogs(),
    react({ babel: { plugins: ["@lingui/babel-plugin-lingui-macro"] } }),
    lingui(),
  ],
  // The Host header stays the browser's: the program refuses writes from other origins.
  server: {
    proxy: Object.fromEntries(
      ["/api", "/.well-known"].map((path) => [path, { target: api, changeOrigin: false }]),
    ),
  },
  build: {
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    manifest: "manifest.json",
    // Nothing as a data: address, so that the content security policy needs none.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    // Chunks without names: the first view carries the list of all of them, and dist/manifest.json tells which is which.
    rolldownOptions: { output: { chunkFileNames: "assets/[hash].js", codeSplitting: { groups: chunks } } },
  },
});
