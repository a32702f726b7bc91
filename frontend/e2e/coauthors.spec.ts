import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const dialog = (page: Page) => page.getByRole("dialog", { name: "Medförfattare", exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const person = async (browser: Browser) => (await browser.newContext()).newPage();

async function faults(page: Page) {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

test("an author invites somebody to write an idea with them, who edits it and stops", async ({
  page,
  browser,
}) => {
  const title = unique("Bänkar längs elljusspåret");
  await signIn(page, "member", "/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("En var tvåhundrade meter.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(page, title)).toBeVisible();
  const path = new URL(page.url()).pathname;

  await page.getByRole("button", { name: "Medförfattare" }).click();
  await dialog(page).getByRole("button", { name: "Bjud in" }).click();
  await expect(dialog(page).getByText("En sak behöver rättas till")).toBeVisible();
  await dialog(page).getByLabel("Sök efter ett namn").fill("Strömmen");
  await dialog(page).getByRole("radio", { name: "Älvsala IK Strömmen" }).check();
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Bjud in" }).click();
  await expect(dialog(page).getByText("inbjuden, har inte svarat")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Stäng" }).click();

  const club = await person(browser);
  await signIn(club, "association", path);
  await expect(club.getByText("Vill du skriva med i idén?")).toBeVisible();
  expect(await faults(club)).toEqual([]);
  await club.getByRole("button", { name: "Skriv med" }).click();
  await expect(club.getByText("Tillsammans med Älvsala IK Strömmen")).toBeVisible();
  await club.getByRole("link", { name: "Ändra idén" }).click();
  const better = `${title} och ett vindskydd`;
  await club.getByLabel("Rubrik", { exact: true }).fill(better);
  await club.getByRole("button", { name: "Spara ändringen" }).click();
  await expect(heading(club, better)).toBeVisible();

  const visitor = await person(browser);
  await visitor.goto(path);
  await expect(heading(visitor, better)).toBeVisible();
  await expect(visitor.getByText("Tillsammans med Älvsala IK Strömmen")).toBeVisible();
  expect(await faults(visitor)).toEqual([]);

  await club.getByRole("button", { name: "Sluta som medförfattare" }).click();
  await club.getByRole("dialog").getByRole("button", { name: "Sluta som medförfattare" }).click();
  await expect(club.getByText("Tillsammans med Älvsala IK Strömmen")).toHaveCount(0);
  await expect(club.getByRole("link", { name: "Ändra idén" })).toHaveCount(0);
});
