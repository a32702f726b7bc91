import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const dialog = (page: Page) => page.getByRole("dialog");
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const person = async (browser: Browser) => (await browser.newContext()).newPage();

async function faults(page: Page) {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

async function write(page: Page, title: string) {
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("Den ska stå där alla går förbi.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(page, title)).toBeVisible();
  return new URL(page.url()).pathname;
}

test("two ideas become one with both authors' consent, a vote moves by its owner alone, and it is undone", async ({
  page,
  browser,
}) => {
  const word = Math.random().toString(36).slice(2, 8);
  const part = `Bokbyte vid bryggan ${word}`;
  const whole = unique("Bokhylla på bryggan");
  const author = await person(browser);
  await signIn(author, "neighbour", "/ideas/new");
  const wholePath = await write(author, whole);

  await signIn(page, "member", "/ideas/new");
  const partPath = await write(page, part);
  const voter = await person(browser);
  await signIn(voter, "company", partPath);
  await voter.getByRole("button", { name: /Stöd/ }).first().click();
  await expect(voter.getByRole("button", { name: /Stöd/, pressed: true }).first()).toBeVisible();

  await page.getByRole("button", { name: "Slå ihop med en annan idé" }).click();
  await dialog(page).getByRole("button", { name: "Föreslå" }).click();
  await expect(dialog(page).getByText("2 saker behöver rättas till")).toBeVisible();
  await dialog(page)
    .getByRole("searchbox")
    .fill(whole.split(" ").slice(-1)[0] ?? "");
  await dialog(page).getByRole("searchbox").press("Enter");
  await dialog(page).getByRole("radio", { name: whole }).check();
  await dialog(page).getByLabel("Varför hör de ihop?").fill("Båda vill ha böcker vid vattnet.");
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Föreslå" }).click();
  await expect(page.getByText("Förslag om att slå ihop två idéer")).toBeVisible();

  await author.goto(wholePath);
  await author.getByRole("button", { name: "Säg ja" }).click();
  const together = author.getByRole("region", { name: "Idéer som hör ihop" });
  await expect(together.getByRole("link", { name: part })).toBeVisible();

  await voter.goto(partPath);
  await expect(voter.getByText("Den här idén ingår i en annan")).toBeVisible();
  expect(await faults(voter)).toEqual([]);
  await voter.getByRole("button", { name: "Flytta min röst" }).click();
  await expect(voter.getByText("Vill du flytta din röst?")).toHaveCount(0);
  await voter.getByRole("link", { name: "Gå till idén" }).click();
  await expect(heading(voter, whole)).toBeVisible();
  await expect(voter.getByRole("button", { name: /Stöd/, pressed: true }).first()).toBeVisible();

  await page.goto(`/ideas?q=${word}`);
  await expect(page.getByRole("link", { name: part })).toHaveCount(0);
  await page.goto(partPath);
  await page.getByRole("button", { name: "Dela på idéerna igen" }).click();
  await dialog(page).getByLabel("Varför").fill("Det blev två hyllor i stället.");
  await dialog(page).getByRole("button", { name: "Dela på idéerna" }).click();
  await expect(page.getByText("Den här idén ingår i en annan")).toHaveCount(0);
  await voter.goto(partPath);
  await voter.getByRole("button", { name: "Flytta tillbaka min röst" }).click();
  await expect(voter.getByRole("button", { name: /Stöd/, pressed: true }).first()).toBeVisible();
});
