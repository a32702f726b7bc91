import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { newcomer, signIn } from "./people";

/** Words that no other journey uses, so that journeys can run side by side and again. */
const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog").last();

async function noFaults(page: Page) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

async function find(page: Page, words: string, name: string) {
  await page.getByRole("searchbox").fill(words);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/name=/);
  await page.locator("main").getByRole("link", { name, exact: true }).click();
  await expect(heading(page, name)).toBeFocused();
}

async function choose(page: Page, role: RegExp) {
  await page.getByRole("button", { name: "Byt roll" }).click();
  await dialog(page).getByRole("radio", { name: role }).check();
  await dialog(page).getByRole("button", { name: "Byt roll" }).click();
}

test("an administrator finds somebody by address and changes a role, having shown who does it", async ({
  page,
  request,
}) => {
  const name = unique("Rollbytare");
  const { email } = await newcomer(request, name);
  await signIn(page, "administrator", "/admin");
  await page.locator("main").getByRole("link", { name: "Människor" }).click();
  await expect(heading(page, "Människor")).toBeFocused();
  await noFaults(page);
  await find(page, email, name);
  await noFaults(page);

  // As if the sign-in had been a while ago; the password, and the call once more, go to the server.
  await page.route(
    "**/people/*/role",
    (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        json: { code: "reauthentication_required", status: 403 },
      }),
    { times: 1 },
  );
  await choose(page, /^Projektledare/);
  await dialog(page).getByLabel("Lösenord", { exact: true }).fill("medskapa-i-alvsala");
  await dialog(page).getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.getByRole("heading", { level: 3, name: "Projektledare" })).toBeVisible();
  await expect(page.getByText(/ändrade rollen för/).first()).toBeVisible();

  await choose(page, /^Medlem/);
  await expect(page.getByRole("heading", { level: 3, name: "Medlem" })).toBeVisible();
});

test("the last administrator keeps the role, and is told why", async ({ page }) => {
  await signIn(page, "administrator", "/admin/people?role=administrator");
  await page.locator("main").getByRole("link", { name: "Emil Granlund" }).click();
  await choose(page, /^Medlem/);
  await expect(dialog(page).getByRole("alert")).toContainText("Det måste finnas en administratör");
  await dialog(page).getByRole("button", { name: "Avbryt" }).click();
  await expect(page.getByRole("button", { name: "Byt roll" })).toBeFocused();
});

test("who is suspended is told so on the page they read, cannot post, and can again when it is lifted", async ({
  page,
  browser,
  request,
}) => {
  const name = unique("Påhoppare");
  const reader = await open(browser);
  await signIn(reader, await newcomer(request, name), "/ideas/new");
  await signIn(page, "moderator", "/admin/people");
  await find(page, name, name);
  await expect(page.getByRole("button", { name: "Byt roll" })).toBeHidden();
  await page.getByRole("button", { name: "Stäng av från att skriva" }).click();
  await dialog(page).getByLabel("Grund").selectOption("Reklam eller skräp");
  await dialog(page).getByLabel("Vad som hände").fill("Upprepade påhopp på andra deltagare.");
  await dialog(page)
    .getByRole("radio", { name: /^1 dag/ })
    .check();
  await noFaults(page);
  await dialog(page).getByRole("button", { name: "Stäng av personen" }).click();
  await expect(page.getByRole("button", { name: "Häv avstängningen" })).toBeVisible();

  const notice = reader.getByRole("region", { name: "Din avstängning" });
  await expect(notice).toContainText("Upprepade påhopp på andra deltagare.");
  await noFaults(reader);
  await notice.getByRole("link", { name: "Läs beslutet och överklaga" }).click();
  await expect(heading(reader, "Beslut: Avstängning")).toBeVisible();
  await expect(reader.getByText("Våra regler: reklam och skräp")).toBeVisible();
  await expect(reader.getByRole("button", { name: "Överklaga" })).toBeVisible();
  await noFaults(reader);
  await reader.goto("/ideas/new");
  await reader.getByLabel("Rubrik", { exact: true }).fill("En vadarbrygga");
  await reader.getByLabel("Din idé").fill("Så att man ser bottnen.");
  await reader.getByRole("button", { name: "Publicera idén" }).click();
  await expect(reader.getByRole("group", { name: /Du kan inte skriva just nu/ })).toBeFocused();

  await page.getByRole("button", { name: "Häv avstängningen" }).click();
  await dialog(page).getByRole("button", { name: "Häv avstängningen" }).click();
  await expect(page.getByText("Tidigare avstängningar")).toBeVisible();
  await expect(notice).toBeHidden();
  await reader.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(reader, "En vadarbrygga")).toBeVisible();
});

const open = async (browser: Browser) => (await browser.newContext()).newPage();

test("a moderator is shown what is theirs, and nothing else", async ({ page }) => {
  await signIn(page, "moderator", "/admin");
  const pages = page.locator("main").getByRole("heading", { level: 2 });
  await expect(pages).toHaveText(["Moderering", "Människor"]);
  await page.goto("/admin/people?name=admin@alvsala.example");
  await expect(page.getByText("Inget konto passar in på ”admin@alvsala.example”.")).toBeVisible();
});
