import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { dialog, faults, heading, person, toast, unique } from "./pages";
import { caller, newcomer, signIn } from "./people";

/** An idea with something kind and something unkind said about it, by somebody with no other history. */
async function discussion(request: APIRequestContext) {
  const author = await newcomer(request, unique("Skribent"));
  const call = await caller(request, author);
  const title = unique("Brygga");
  const words = { title, body: "Den ska gå att sitta på.", challengeIds: [], state: "published" };
  const { id } = await (await call("POST", "/ideas", words)).json();
  const say = (body: string) => call("POST", `/ideas/${id}/comments`, { body });
  await say("Vem vill hjälpa till?");
  const unkind = unique("Grannen i nian är en tjuv");
  const said = await (await say(unkind)).json();
  return { author, title, unkind, path: `/ideas/${id}`, place: `#comment-${said.id}` };
}

/** How often somebody was found right, as everybody can read. */
async function overturned(request: APIRequestContext): Promise<number> {
  const { counts } = await (await request.get("/api/v1/moderation-counts")).json();
  const found = counts.filter(({ what }: { what: string }) => what === "appeal-overturned");
  return found.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
}

test("a comment is reported, hidden with reasons, appealed and brought back by somebody else, and counted", async ({
  page: moderator,
  browser,
  request,
}) => {
  const { author, title, unkind, path, place } = await discussion(request);
  const before = await overturned(request);
  const resident = await person(browser);
  await signIn(resident, await newcomer(request), path);
  await report(resident, unkind);

  await signIn(moderator, "moderator", "/admin/moderation");
  await moderator.getByRole("link", { name: unkind }).click();
  await hide(moderator, unkind);
  await resident.reload();
  await expect(resident.locator(place)).toContainText("En moderator har dolt kommentaren.");

  const writer = await person(browser);
  await signIn(writer, author, "/profile/moderation");
  await expect(heading(writer, "Beslut om det du skrivit")).toBeFocused();
  await writer.getByRole("button", { name: /^Nytt för dig, \d/ }).click();
  await writer.getByRole("link", { name: /^Ett beslut har fattats om din kommentar på/ }).click();
  await appeal(writer, unkind);

  await moderator.goto("/admin/moderation");
  const appealed = (page: Page) => page.getByRole("region", { name: "Överklaganden" });
  await expect(appealed(moderator).getByRole("listitem").filter({ hasText: title })).toContainText(
    "Ditt beslut, så någon annan prövar det",
  );
  await appealed(moderator).getByRole("link", { name: title }).click();
  await expect(moderator.getByText("Nian heter så.")).toBeVisible();
  await expect(moderator.getByRole("button", { name: "Avgör överklagandet" })).toHaveCount(0);

  const judge = await person(browser);
  await signIn(judge, "administrator", "/admin/moderation");
  await appealed(judge).getByRole("link", { name: title }).click();
  const matter = judge.getByRole("region", { name: "Det som beslutet gäller" });
  await expect(matter).toContainText(unkind);
  await expect(matter).toContainText("Vem vill hjälpa till?");
  await overturn(judge);

  await writer.reload();
  await expect(writer.getByText("Du fick rätt, och beslutet är upphävt.")).toBeVisible();
  await resident.reload();
  await expect(resident.locator(place)).toContainText(unkind);
  await resident.goto("/moderation");
  const row = resident.getByRole("row", { name: /^Överklagan bifallen/ }).first();
  await expect(row).toBeVisible();
  expect(await overturned(request)).toBeGreaterThan(before);
});

async function report(page: Page, words: string) {
  const comment = page.getByRole("article").filter({ hasText: words });
  await comment.getByRole("button", { name: "Rapportera" }).click();
  await dialog(page).getByRole("button", { name: "Skicka rapporten" }).click();
  await expect(dialog(page).getByRole("group", { name: "En sak behöver rättas till" })).toBeFocused();
  await dialog(page).getByRole("radio", { name: "Påhopp eller trakasserier" }).check();
  await dialog(page).getByLabel("Berätta mer").fill("Så kan man inte skriva om en granne.");
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Skicka rapporten" }).click();
  await expect(toast(page)).toContainText("Tack. En moderator tittar på det.");
}

/** Judges with what a moderator has before them: the report, what was said around it, and who wrote it. */
async function hide(page: Page, words: string) {
  await expect(page.locator("main").getByText(words).last()).toBeVisible();
  await expect(page.getByText("Så kan man inte skriva om en granne.")).toBeVisible();
  await expect(page.getByText("Vem vill hjälpa till?")).toBeVisible();
  await expect(page.getByText(/^1 idé, 2 kommentarer/)).toBeVisible();
  await expect(page.getByText("Inga tidigare beslut")).toBeVisible();
  await page.getByRole("button", { name: "Ta ärendet" }).click();
  await expect(page.getByRole("button", { name: "Lämna tillbaka ärendet" })).toBeVisible();
  await page.getByRole("radio", { name: /^Dölj/ }).check();
  await page.getByLabel("Vad som hände").fill("En granne kallas tjuv.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Avgör och gå till nästa" }).click();
  await expect(toast(page)).toContainText("Avgjort: Dolt.");
}

async function appeal(page: Page, words: string) {
  await expect(heading(page, "Beslut: Dolt")).toBeFocused();
  await expect(page.getByText("En granne kallas tjuv.")).toBeVisible();
  await expect(page.getByText("Våra regler: påhopp och trakasserier")).toBeVisible();
  await expect(page.getByRole("region", { name: "Det som beslutet gäller" })).toContainText(words);
  await page.getByLabel("Varför beslutet är fel").fill("Nian heter så.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Överklaga", exact: true }).click();
  await expect(page.getByText("Överklagandet väntar på att prövas")).toBeFocused();
}

async function overturn(page: Page) {
  await page.getByRole("radio", { name: /^Beslutet upphävs/ }).check();
  await page.getByLabel("Varför", { exact: true }).fill("Det är båtens namn.");
  await page.getByRole("button", { name: "Avgör överklagandet" }).click();
  await expect(page.getByText(/Beslutet är upphävt sedan/)).toBeVisible();
}

// What looks like spam waits as a first post does; to let first posts wait would hold up the other journeys.
const addresses = Array.from({ length: 7 }, (_, n) => `https://kopnu.example/${n}`);
const SPAM = `Köp ${addresses.join(" köp ")} ${"köp ".repeat(12)}`;

test("an idea that looks like spam waits until a moderator lets it through", async ({
  page: author,
  browser,
  request,
}) => {
  const administrator = await person(browser);
  await signIn(administrator, "administrator", "/moderation");
  await wait(administrator, true);
  const title = unique("Tak över torget");
  await signIn(author, await newcomer(request), "/ideas/new");
  await author.getByLabel("Rubrik", { exact: true }).fill(title);
  await author.getByLabel("Din idé").fill(SPAM);
  await author.getByRole("button", { name: "Publicera idén" }).click();
  await expect(author.getByText(/^Idén väntar på granskning. En/)).toBeVisible();
  expect(await faults(author)).toEqual([]);
  await wait(administrator, false);
  const idea = new URL(author.url()).pathname;
  expect((await request.get(`/api/v1${idea}`)).status()).toBe(404);

  const moderator = await person(browser);
  await signIn(moderator, "moderator", "/admin/moderation");
  await moderator.getByRole("link", { name: title }).click();
  await expect(moderator.getByRole("heading", { name: /^Skräppoäng/ })).toBeVisible();
  expect(await faults(moderator)).toEqual([]);
  await moderator.getByRole("radio", { name: /^Släpp igenom/ }).check();
  await moderator.getByRole("button", { name: "Avgör och gå till nästa" }).click();
  await expect(toast(moderator)).toContainText("Avgjort: Släppt igenom.");

  await author.getByRole("button", { name: /^Nytt för dig, \d/ }).click();
  await author.getByRole("link", { name: /^Det du skrev är publicerat/ }).click();
  await expect(author.getByText(/^Idén väntar på granskning. En/)).toHaveCount(0);
  expect((await request.get(`/api/v1${idea}`)).status()).toBe(200);
});

async function wait(page: Page, on: boolean) {
  const held = page.getByLabel("Låt det som liknar skräp vänta");
  await held.setChecked(on);
  await page.getByRole("region", { name: "När det du skriver publiceras" }).getByRole("button").click();
  await expect(toast(page)).toContainText("Sparat.");
  await toast(page).getByRole("button", { name: "Stäng meddelandet" }).click();
}

test("what an idea needs is reported on its page, hidden, read of by who wrote it, and brought back", async ({
  page: moderator,
  browser,
  request,
}) => {
  const author = await newcomer(request, unique("Skribent"));
  const call = await caller(request, author);
  const idea = { title: unique("Vedbod"), body: "Torr ved åt alla.", challengeIds: [], state: "published" };
  const path = `/ideas/${(await (await call("POST", "/ideas", idea)).json()).id}`;
  const unkind = unique("Vem som helst utom tjuven i nian");
  await call("POST", `${path}/needs`, { kind: "people", description: unkind, amount: 4, unit: "timmar" });
  const need = (page: Page) => page.getByRole("listitem").filter({ hasText: unkind });

  const resident = await person(browser);
  await signIn(resident, await newcomer(request), path);
  await need(resident).getByRole("button", { name: "Rapportera" }).click();
  await dialog(resident).getByRole("radio", { name: "Påhopp eller trakasserier" }).check();
  expect(await faults(resident)).toEqual([]);
  await dialog(resident).getByRole("button", { name: "Skicka rapporten" }).click();
  await expect(toast(resident)).toContainText("Tack. En moderator tittar på det.");

  await signIn(moderator, "moderator", "/admin/moderation");
  await moderator.getByRole("link", { name: unkind }).click();
  await expect(moderator.getByRole("link", { name: "Se det på sin plats" })).toHaveAttribute(
    "href",
    `${path}#needs`,
  );
  await decide(moderator, "Dölj");
  await resident.reload();
  await expect(heading(resident, idea.title)).toBeVisible();
  await expect(need(resident)).toHaveCount(0);

  const writer = await person(browser);
  await signIn(writer, author, path);
  await expect(need(writer)).toContainText("En moderator har dolt det här.");
  expect(await faults(writer)).toEqual([]);
  await need(writer).getByRole("link", { name: "besluten om det du skrivit" }).click();
  await writer.getByRole("link", { name: "Dolt" }).click();
  await expect(writer.getByText("En granne kallas tjuv.")).toBeVisible();
  await writer.getByLabel("Varför beslutet är fel").fill("Nian heter så.");
  await writer.getByRole("button", { name: "Överklaga", exact: true }).click();
  await expect(writer.getByText("Överklagandet väntar på att prövas")).toBeVisible();

  const judge = await person(browser);
  await signIn(judge, "administrator", "/admin/moderation");
  await judge
    .getByRole("region", { name: "Överklaganden" })
    .getByRole("listitem")
    .filter({ hasText: idea.title })
    .getByRole("link")
    .click();
  await overturn(judge);
  await resident.reload();
  await expect(need(resident)).toBeVisible();
});

async function decide(page: Page, action: string) {
  await page.getByRole("radio", { name: new RegExp(`^${action}`) }).check();
  await page.getByLabel("Vad som hände").fill("En granne kallas tjuv.");
  await page.getByRole("button", { name: "Avgör och gå till nästa" }).click();
  await expect(toast(page)).toContainText("Avgjort: Dolt.");
}
