import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";

/** Words that no other journey uses, so that journeys can run side by side and again. */
export const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;

/** A browser of its own, with nobody signed in. */
export const person = async (browser: Browser) => (await browser.newContext()).newPage();

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name, exact: true });

export const dialog = (page: Page) => page.getByRole("dialog");

/** What the page says briefly in its corner. */
export const toast = (page: Page) => page.getByRole("region", { name: "Meddelande" });

/** What axe finds wrong with a page that has come to rest. */
export async function faults(page: Page): Promise<string[]> {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
