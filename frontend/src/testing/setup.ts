import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { registerCatalog, setLocale } from "@/lib/i18n";

// jsdom knows the dialog element, but not yet how to open it.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
window.scrollTo = () => undefined;

beforeAll(async () => {
  await registerCatalog("app", import.meta.glob("../app/locales/*.po"));
  await setLocale("sv");
  localStorage.clear();
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
