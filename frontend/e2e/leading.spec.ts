import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { newcomer, signIn } from "./people";

/** Words that no other journey uses, so that journeys can run side by side and again. */
const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name, exact: true });
const leaders = (page: Page) => page.getByRole("region", { name: "Vilka som leder" });

/** The last day of an assignment, some weeks from now, as a date field has it and in words. */
function someDay() {
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "long", timeZone: "UTC" });
  return { day, words: format.format(new Date(day)) };
}

async function faults(page: Page) {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

test("a co-leader helps until a day, is removed, and the audit log tells all of it", async ({
  page,
  browser,
  request,
}) => {
  const name = unique("Medledare");
  const helper = await newcomer(request, name);
  const title = unique("Skolgården");
  const until = someDay();
  await signIn(page, "leader", "/challenges/new");
  await begin(page, title);
  await appoint(page, name, until);
  expect(await faults(page)).toEqual([]);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, helper, new URL(page.url()).pathname);
  await other.getByLabel("Beskrivning").fill("Medledaren skrev det här.");
  await other.getByRole("button", { name: "Spara frågan" }).click();
  await expect(other.getByRole("region", { name: "Meddelande" })).toHaveText("Ändringarna är sparade.");
  await expect(leaders(other).getByRole("button")).toHaveCount(0);

  await leaders(page).getByRole("button", { name: "Ta bort" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort" }).click();
  await expect(leaders(page).getByText(`till och med ${until.words}`)).toHaveCount(0);
  await signIn(other, helper, new URL(page.url()).pathname);
  await expect(other.getByText("Det du söker finns inte, eller så får du inte se det.")).toBeVisible();
  await expect(other.getByRole("button", { name: "Spara frågan" })).toHaveCount(0);

  const admin = await (await browser.newContext()).newPage();
  await readLog(admin, title, name, until.words);
  await exportLog(admin, title);
});

async function begin(page: Page, title: string) {
  await page.getByLabel("Frågan till alla").fill("Hur blir skolgården bättre för alla?");
  await page.getByLabel("Namn").fill(title);
  await page.getByLabel("Beskrivning").fill("Vi börjar om från början.");
  await page.getByRole("button", { name: "Spara som utkast" }).click();
  await expect(heading(page, "Ändra utmaningen")).toBeVisible();
}

async function appoint(page: Page, name: string, until: { day: string; words: string }) {
  await leaders(page).getByLabel("Person").fill(name);
  await leaders(page).getByRole("button", { name: "Sök" }).click();
  await leaders(page)
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
  await leaders(page)
    .getByRole("radio", { name: /^Medledare/ })
    .check();
  await leaders(page).getByLabel("Till och med").fill(until.day);
  await leaders(page).getByRole("button", { name: "Ge uppdraget" }).click();
  await expect(leaders(page).getByText(`Medledare, till och med ${until.words}`)).toBeVisible();
}

async function readLog(page: Page, title: string, name: string, until: string) {
  await signIn(page, "administrator", "/admin/audit-log");
  await page.getByLabel("Vad som gjordes").selectOption({ label: "Uppdrag givet" });
  await page.getByRole("button", { name: "Visa urvalet" }).click();
  await expect(page).toHaveURL(/action=lead\.granted/);
  const granted = page
    .getByRole("listitem")
    .filter({ hasText: title })
    .filter({ hasText: `gav ${name}` });
  await expect(granted).toContainText(`gav ${name} ett uppdrag att leda`);
  await expect(granted).toContainText(`Till och med: ${until}`);
  await page.getByRole("link", { name: "Visa hela loggen" }).click();
  const ended = page.getByRole("listitem").filter({ hasText: title });
  await expect(ended.filter({ hasText: `avslutade ett uppdrag för ${name}` })).toBeVisible();
  expect(await faults(page)).toEqual([]);
}

async function exportLog(page: Page, title: string) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /CSV/ }).click();
  const file = await (await download).createReadStream();
  let text = "";
  for await (const piece of file) text += piece;
  expect(text).toMatch(/^at,action,actorId/);
  expect(text).toContain(title);
}

test("an administrator makes a focus area, which a challenge belongs to", async ({ page }) => {
  const title = unique("Trygga vägar");
  const challenge = unique("Skolvägen");
  await signIn(page, "administrator", "/admin/focus-areas/new");
  await page.getByLabel("Namn").fill(title);
  await page.getByRole("button", { name: "Skapa fokusområdet" }).click();
  await expect(heading(page, title)).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await page.goto("/challenges/new");
  await page.getByLabel("Hör till fokusområdet").selectOption({ label: title });
  await begin(page, challenge);
  await page.getByRole("link", { name: challenge }).click();
  await expect(page.getByRole("link", { name: title })).toBeVisible();

  await page.goto("/admin/focus-areas");
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: "Arkivera" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Arkivera" }).click();
  await expect(page.getByText("Fokusområdet är arkiverat och tar inte emot nya utmaningar.")).toBeVisible();
});
