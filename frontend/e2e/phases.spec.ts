import { expect, type Page, test } from "@playwright/test";
import { dialog, faults, heading, person, toast, unique } from "./pages";
import { caller, signIn } from "./people";

const DAY = 86_400_000;
const steps = (page: Page) => page.getByRole("region", { name: "Så går det till" });
const phases = (page: Page) => page.getByRole("region", { name: "Faser", exact: true });
const phase = (page: Page, name: string) =>
  phases(page)
    .getByRole("listitem")
    .filter({ has: page.locator("summary", { hasText: name }) });

/** A time by the municipality's clock, as its field has it. */
const local = (at: number) =>
  new Date(at).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");

/** A day as it is written. */
const day = (at: number) =>
  new Date(at).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "long" });

test("a challenge goes by phases from a template, its leader moves one and says why, and it is made anew", async ({
  page: leader,
  browser,
  request,
}) => {
  const call = await caller(request, "leader");
  const title = unique("Torget");
  const question = unique("Vad ska finnas på torget?");
  const words = { title, question, description: "Vi bygger om torget.", voting: "support" };
  const { id } = await (await call("POST", "/challenges", words)).json();
  await signIn(leader, "leader", `/challenges/${id}/edit`);
  await layOut(leader);
  await publish(leader);

  const resident = await person(browser);
  await resident.goto(`/challenges/${id}`);
  await expect(heading(resident, question)).toBeVisible();
  await expect(steps(resident)).toContainText(/Nu: Samla idéer, till .+, sedan Förfina/);
  const now = steps(resident).locator("[aria-current=step]");
  await expect(now).toContainText("Lämna idéer");
  await expect(resident.getByRole("link", { name: "Skriv en idé" }).first()).toBeVisible();
  expect(await faults(resident)).toEqual([]);

  const end = Date.now() + 40 * DAY;
  await phase(leader, "Samla idéer").locator("summary").click();
  await phase(leader, "Samla idéer").getByLabel("Slutar").fill(local(end));
  await phases(leader).getByRole("button", { name: "Spara faserna" }).click();
  await expect(phases(leader).getByRole("group", { name: "En sak behöver rättas till" })).toBeFocused();
  await phases(leader).getByLabel("Skäl").fill("Skolorna vill hinna vara med.");
  expect(await faults(leader)).toEqual([]);
  await save(leader);

  await resident.reload();
  await expect(now).toContainText(day(end));
  await steps(resident).getByText("Ändringar av faserna").click();
  await expect(steps(resident)).toContainText("Skolorna vill hinna vara med.");

  await leader.getByRole("button", { name: "Gör en ny av den här" }).click();
  const again = unique("Torget igen");
  await dialog(leader).getByLabel("Namn").fill(again);
  await dialog(leader).getByRole("button", { name: "Gör utkastet" }).click();
  await expect(leader).not.toHaveURL(new RegExp(id));
  await expect(leader.getByLabel("Namn")).toHaveValue(again);
  await expect(phases(leader).locator("summary")).toContainText(["Samla idéer", "Förfina"]);
});

/** Phases from a template, of which the first begins now. */
async function layOut(page: Page) {
  await phases(page).getByRole("button", { name: "Designutmaning" }).click();
  await phase(page, "Samla idéer").locator("summary").click();
  await phase(page, "Samla idéer").getByLabel("Börjar").fill(local(Date.now()));
  expect(await faults(page)).toEqual([]);
  await save(page);
}

async function save(page: Page) {
  await expect(page.getByText("Faserna är inte sparade.")).toBeVisible();
  const saved = page.waitForResponse((response) => response.url().endsWith("/phases") && response.ok());
  await phases(page).getByRole("button", { name: "Spara faserna" }).click();
  await saved;
  await expect(toast(page)).toContainText("Faserna är sparade.");
}

async function publish(page: Page) {
  await page.getByRole("button", { name: "Publicera utmaningen" }).click();
  await dialog(page)
    .getByRole("button", { name: /^Publicera/ })
    .click();
  await expect(page.getByText("Utmaningen är publicerad.").first()).toBeVisible();
}
