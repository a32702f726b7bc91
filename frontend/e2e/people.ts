import { expect, type Page } from "@playwright/test";

/** The demo municipality's accounts; all have the same password, which the program itself prints. */
export const people = {
  member: "maja@alvsala.example",
  leader: "leader@alvsala.example",
  moderator: "moderator@alvsala.example",
  administrator: "admin@alvsala.example",
  researcher: "forskare@alvsala.example",
  association: "forening@alvsala.example",
  company: "foretag@alvsala.example",
};

const PASSWORD = "medskapa-i-alvsala";

/** Fills in the log-in that is on the screen, and waits until it has done its work. */
export async function fillLogin(page: Page, who: keyof typeof people): Promise<void> {
  await page.getByLabel("E-post").fill(people[who]);
  await page.getByLabel("Lösenord", { exact: true }).fill(PASSWORD);
  await page.locator("main").getByRole("button", { name: "Logga in" }).click();
  await expect(accountMenu(page)).toBeVisible();
}

/** Signs in by the log-in page and comes to `path`. */
export async function signIn(page: Page, who: keyof typeof people, path = "/"): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(path)}`);
  await fillLogin(page, who);
}

/** The menu that only signed-in people have. In windows as wide as Playwright's own, it is in the header. */
export const accountMenu = (page: Page) => page.getByRole("button", { name: /^Ditt konto/ });
