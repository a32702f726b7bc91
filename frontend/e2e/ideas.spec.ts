import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const dialog = (page: Page) => page.getByRole("dialog");

/** Writes an idea as whoever is signed in; returns its path. */
async function publish(page: Page, title: string, body: string): Promise<string> {
  await page.goto("/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill(body);
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(page)).toHaveText(title);
  return new URL(page.url()).pathname;
}

test("ideas are ordered, filtered and searched by address, and the way back holds", async ({ page }) => {
  await page.goto("/ideas");
  const first = page.locator("main ol h2").first();
  await page.getByRole("link", { name: "Mest stöd" }).click();
  await expect(page).toHaveURL(/sort=most-supported/);
  await expect(page.getByRole("link", { name: "Mest stöd" })).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: /^Visa: / }).click();
  await page.getByRole("link", { name: "Skrivet av företag" }).click();
  await expect(page).toHaveURL(/kind=company/);
  await expect(page.getByText(/, Företag · /).first()).toBeVisible();
  await expect(page.getByText(/, Invånare · /)).toHaveCount(0);

  await page.goto("/ideas");
  await page.getByRole("searchbox").fill("lampor");
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/q=lampor/);
  await expect(first).toHaveText(/lamp/i);
  await page.goBack();
  await expect(page).toHaveURL(/\/ideas$/);
});

test("the mixed order stays the same for a visitor", async ({ page }) => {
  await page.goto("/ideas?sort=random");
  const titles = page.locator("main ol h2");
  await expect(titles.first()).toBeVisible();
  const before = await titles.allInnerTexts();
  await page.reload();
  await expect(titles.first()).toBeVisible();
  expect(await titles.allInnerTexts()).toEqual(before);
});

test("an edited idea shows what was changed; a withdrawn one leaves a trace and comes back", async ({
  page,
  browser,
}) => {
  await signIn(page, "member");
  const path = await publish(page, unique("Lampan vid bryggan"), "Den ska lysa till tolv.");
  await page.getByRole("link", { name: "Ändra idén" }).click();
  await page.getByLabel("Din idé").fill("Den ska lysa till elva.");
  await page.getByRole("button", { name: "Spara ändringen" }).click();
  await page.getByRole("button", { name: "Visa vad som ändrats" }).click();
  await expect(page.locator("del")).toContainText("tolv.");
  await expect(page.locator("ins")).toContainText("elva.");

  const withdrawn = page.getByText("Du har dragit tillbaka idén.");
  await withdraw(page);
  await page.getByRole("button", { name: "Ångra" }).click();
  await expect(withdrawn).toHaveCount(0);

  await withdraw(page);
  await expect(withdrawn).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto(path);
  await expect(heading(other)).toHaveText("En tillbakadragen idé");
  await expect(other.getByText("Den ska lysa")).toHaveCount(0);

  await page.getByRole("button", { name: "Ta fram idén igen" }).click();
  await expect(withdrawn).toHaveCount(0);
  await other.reload();
  await expect(other.getByText("Den ska lysa till elva.")).toBeVisible();
});

async function withdraw(page: Page) {
  await page.getByRole("button", { name: "Dra tillbaka idén" }).click();
  await dialog(page).getByRole("button", { name: "Dra tillbaka idén" }).click();
}

test("a discussion: reply, edit, link to a comment, delete with a trace", async ({ page, browser }) => {
  await signIn(page, "member");
  const path = await publish(page, unique("Ett samtal"), "Att tala om.");
  await page.getByLabel("Säg något om idén").fill("Vem börjar?");
  await page.getByRole("button", { name: "Skicka kommentaren" }).click();
  const opening = page.getByRole("article").filter({ hasText: "Vem börjar?" });
  await expect(page.locator("#announcer")).toHaveText("Din kommentar är publicerad.");
  const anchor = await opening.getAttribute("id");

  await page.getByRole("button", { name: "Svara" }).click();
  await page.getByLabel(/^Svar till/).fill("Jag kan.");
  await page.getByRole("button", { name: "Skicka svaret" }).click();
  await expect(page.getByRole("article").filter({ hasText: "Jag kan." })).toBeFocused();

  const first = page.locator(`#${anchor}`);
  await first.getByRole("button", { name: "Ändra" }).click();
  await first.getByRole("textbox").fill("Vem vill börja?");
  await first.getByRole("button", { name: "Spara ändringen" }).click();
  await expect(first).toContainText("Vem vill börja?");

  const other = await (await browser.newContext()).newPage();
  await other.goto(`${path}#${anchor}`);
  await expect(other.locator(`#${anchor}`)).toBeFocused();
  await first.getByRole("button", { name: "Ta bort" }).click();
  await dialog(page).getByRole("button", { name: "Ta bort" }).click();
  await expect(first).toContainText("Den som skrev kommentaren har tagit bort den.");
  await other.reload();
  await expect(other.locator(`#${anchor}`)).toContainText("har tagit bort den");
  await expect(other.getByText("Jag kan.")).toBeVisible();
});

test("a moderator hides an idea and brings it back", async ({ page, browser }) => {
  await signIn(page, "member");
  const path = await publish(page, unique("Något att titta på"), "Det här syns en stund.");
  const moderator = await (await browser.newContext()).newPage();
  await signIn(moderator, "moderator", path);
  await judge(moderator, "Dölj");
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(path);
  await expect(heading(visitor)).toHaveText("Idén kunde inte visas");
  await moderator.goto(path);
  await expect(moderator.getByText("En moderator har dolt idén.")).toBeVisible();
  await judge(moderator, "Återställ");
  await visitor.reload();
  await expect(visitor.getByText("Det här syns en stund.")).toBeVisible();
});

// Whoever moderates goes from the page to its case, and decides there with reasons for its author.
async function judge(page: Page, decision: string) {
  await page.getByRole("button", { name: "Granska", exact: true }).click();
  await page.getByRole("radio", { name: new RegExp(`^${decision}`) }).check();
  const facts = page.getByLabel("Vad som hände");
  if (decision === "Dölj") await facts.fill("En granne hängs ut med namn.");
  await page.getByRole("button", { name: "Avgör och gå till nästa" }).click();
  await expect(page.getByRole("region", { name: "Meddelande" })).toContainText("Avgjort");
}

test("what was written survives a lost network and a closed tab", async ({ page, context }) => {
  await signIn(page, "member", "/ideas/new");
  const title = unique("Skriven i tunneln");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("Här finns ingen täckning.");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(page.getByRole("group", { name: /Vi når inte servern/ })).toBeFocused();
  await page.close();
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto("/ideas/new");
  await expect(later.getByLabel("Rubrik", { exact: true })).toHaveValue(title);
  await later.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(later)).toHaveText(title);
});
