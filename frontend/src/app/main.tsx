import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { activate, registerCatalog } from "@/lib/i18n";
import { session } from "@/lib/session";
import { App } from "./App";

// Not awaited at the top level: pages import this chunk, and would wait for each other.
async function start(root: HTMLElement): Promise<void> {
  void session.restore();
  await registerCatalog("app", import.meta.glob("./locales/*.po"));
  activate();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.getElementById("app");
if (root) void start(root);
