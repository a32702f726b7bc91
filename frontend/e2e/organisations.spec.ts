import { expect, type Page, test } from "@playwright/test";
import { fillLogin, signIn } from "./people";

/** Words that no other journey uses, so that journeys can run side by side and again. */
const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name, exact: true });

test("an organisation is started, somebody is invited, accepts and writes in its name", async ({
  page,
  browser,
}) => {
  const name = unique("Stigvännerna");
  const email = `${unique("inbjuden").replace(" ", "-")}@alvsala.example`;
  await signIn(page, "member", "/organisations/new");
  await page.getByLabel("Organisationens namn").fill(name);
  await page.getByRole("radio", { name: "Förening" }).check();
  await page.getByRole("button", { name: "Starta organisationen" }).click();
  await expect(heading(page, name)).toBeFocused();
  await expect(page.getByText("Inte verifierad", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Medlemmar" }).click();
  await page.getByText("Bjud in någon").click();
  await page.getByLabel("E-postadress").fill(email);
  await page.getByRole("radio", { name: /^Företrädare/ }).check();
  await page.getByRole("button", { name: "Skicka inbjudan" }).click();
  await expect(page.getByText(email)).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await accept(other, email, name);
  await writeAs(other, name);
});

// Signed out at first: the invitation waits while one signs in, and its secret stands in no address.
async function accept(page: Page, email: string, name: string) {
  await page.goto("/mailbox");
  await page
    .getByRole("link", { name: new RegExp(email) })
    .first()
    .click();
  const link = page.locator("main a[href*='/organisation-invitations']");
  await page.goto((await link.getAttribute("href")) ?? "");
  await expect(heading(page, `Inbjudan till ${name}`)).toBeVisible();
  await expect(page).toHaveURL(/\/organisation-invitations$/);
  await page.locator("main").getByRole("link", { name: "Logga in" }).click();
  await fillLogin(page, "leader");
  await page.getByRole("button", { name: "Tacka ja" }).click();
  await expect(heading(page, name)).toBeVisible();
}

async function writeAs(page: Page, name: string) {
  const title = unique("Skyltar längs stigen");
  await page.goto("/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("Så att man hittar hem.");
  await page.getByLabel("Skriv som").selectOption(name);
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(page, title)).toBeFocused();
  await page.locator("main").getByRole("link", { name }).first().click();
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await page.getByRole("link", { name: "Medlemmar" }).click();
  await expect(page.getByRole("link", { name: "skrev en idé" })).toBeVisible();
}
