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

test("an idea is handed over to who is asked, and then to whoever takes it", async ({ page, browser }) => {
  const title = unique("Vedförråd vid skidspåret");
  await signIn(page, "member", "/ideas/new");
  const path = await write(page, title);
  await page.getByRole("button", { name: "Lämna över idén" }).click();
  await dialog(page).getByRole("button", { name: "Skicka frågan" }).click();
  await expect(dialog(page).getByText("2 saker behöver rättas till")).toBeVisible();
  await dialog(page).getByLabel("Sök efter ett namn").fill("Strömmen");
  await dialog(page).getByRole("radio", { name: "Älvsala IK Strömmen" }).check();
  await dialog(page).getByLabel("Varför?").fill("Ni sköter spåret redan.");
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Skicka frågan" }).click();
  await expect(page.getByText("Frågan om att ta över idén väntar på svar")).toBeVisible();

  const visitor = await person(browser);
  await visitor.goto(path);
  await expect(heading(visitor, title)).toBeVisible();
  await expect(visitor.getByText("Ni sköter spåret redan.")).toHaveCount(0);

  const club = await person(browser);
  await signIn(club, "association", path);
  await club.getByRole("button", { name: "Ta över idén" }).click();
  await dialog(club).getByRole("button", { name: "Ta över idén" }).click();
  const history = club.getByRole("region", { name: "Vem som har fört idén vidare" });
  await expect(history.getByText(/Maja Lindqvist lämnade över idén till Älvsala IK Strömmen/)).toBeVisible();

  await club.getByRole("button", { name: "Lämna över idén" }).click();
  await dialog(club).getByRole("radio", { name: "Den som vill" }).check();
  await dialog(club).getByLabel("Varför?").fill("Vi lägger ner spåret i Näverberg.");
  await dialog(club).getByRole("button", { name: "Sök någon" }).click();
  await expect(club.getByText("Idén söker någon som tar över")).toBeVisible();

  await visitor.goto(path);
  await expect(visitor.getByText("Vi lägger ner spåret i Näverberg.")).toBeVisible();
  expect(await faults(visitor)).toEqual([]);
  await visitor.getByRole("link", { name: "Logga in för att ta över idén" }).click();
  await expect(heading(visitor, "Logga in")).toBeVisible();

  await page.goto(path);
  await page.getByRole("button", { name: "Ta över idén" }).click();
  await dialog(page).getByRole("button", { name: "Ta över idén" }).click();
  await expect(page.getByText(/Maja Lindqvist tog över idén efter Älvsala IK Strömmen/)).toBeVisible();
  await expect(page.getByText("Idén söker någon som tar över")).toHaveCount(0);
});
