import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { newcomer, signIn } from "./people";
import { unzip } from "./zip";

/** Words that no other journey uses, so that journeys can run side by side and again. */
const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;

test("somebody has all that is known of them, as a page and as data", async ({ page }) => {
  await signIn(page, "researcher", "/profile/privacy");
  await page.getByRole("button", { name: "Be om en fil" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hämta filen" }).first().click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^medskapa-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzip(await readFile(await file.path()));
  expect(files.get("index.html")).toContain("Det här vet Medskapa om dig");
  const [account] = JSON.parse(files.get("data/accounts.json") ?? "[]");
  expect(account.email).toBe("forskare@alvsala.example");
  expect([...files.keys()].filter((name) => name.endsWith(".json")).length).toBeGreaterThan(20);

  await page.getByRole("button", { name: "Ta bort" }).first().click();
  await expect(page.getByRole("button", { name: "Hämta filen" })).toHaveCount(0);
});

test("somebody asks to leave, sees for two weeks that they will, and stays", async ({ page, request }) => {
  await signIn(page, await newcomer(request), "/profile/privacy");
  await page.getByRole("radio", { name: /^Ta bort det/ }).check();
  await page.getByRole("button", { name: "Stäng mitt konto" }).click();
  await page.getByRole("button", { name: "Stäng kontot om två veckor" }).click();
  await expect(page.getByText(/^Ditt konto stängs/)).toBeVisible();

  await page.goto("/ideas");
  const day = new Date(Date.now() + 14 * 24 * 3600 * 1000).toLocaleDateString("sv-SE", {
    timeZone: "Europe/Stockholm",
    day: "numeric",
    month: "long",
  });
  await expect(page.getByText(/^Ditt konto stängs/)).toContainText(day);
  await page.getByRole("button", { name: "Behåll kontot" }).click();
  await expect(page.getByText("Kontot blir kvar. Välkommen tillbaka.").first()).toBeVisible();
  await page.goto("/profile/privacy");
  await expect(page.getByRole("button", { name: "Stäng mitt konto" })).toBeVisible();
  await expect(page.getByText(/^Ditt konto stängs/)).toHaveCount(0);
});

test("what one tells is seen by those whom one chose", async ({ page, browser }) => {
  const told = { public: unique("Alla"), members: unique("Inloggade"), private: unique("Bara jag") };
  await signIn(page, "company", "/profile");
  await tell(page, "place", told.public, "public");
  await tell(page, "about", told.members, "members");
  await tell(page, "full-name", told.private, "private");
  await page.getByRole("button", { name: "Spara uppgifterna" }).click();
  await expect(page.getByText("Det du berättar om dig är sparat.").first()).toBeVisible();
  await page.getByRole("link", { name: "Så ser andra inloggade dig" }).click();
  await expect(page).toHaveURL(/\/participants\//);

  const anybody = await (await browser.newContext()).newPage();
  await anybody.goto(page.url());
  await expect(anybody.getByText(told.public)).toBeVisible();
  expect(await anybody.content()).not.toContain(told.members);
  expect(await anybody.content()).not.toContain(told.private);

  const member = await (await browser.newContext()).newPage();
  await signIn(member, "member", new URL(page.url()).pathname);
  await expect(member.getByText(told.members)).toBeVisible();
  expect(await member.content()).not.toContain(told.private);
});

async function tell(page: Page, name: string, text: string, to: string) {
  await page.locator(`[name="${name}"]`).fill(text);
  await page.locator(`[name="${name}-visibility"]`).selectOption(to);
}
