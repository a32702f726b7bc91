import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const pages = [
  "/",
  "/challenges",
  "/ideas",
  "/ideas/new",
  "/workshops",
  "/login",
  "/register",
  "/about",
  "/nowhere",
];
const widths = [320, 768, 1440];

async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}

async function settled(page: Page) {
  await expect(page.locator("main h1")).toBeVisible();
  await expect(page.getByText(/^(Hämtar…|Loading…)$/)).toHaveCount(0);
}

async function faults(page: Page, run: (axe: AxeBuilder) => AxeBuilder) {
  const { violations } = await run(new AxeBuilder({ page })).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

for (const path of pages) {
  test(`${path} is open to everyone: light and dark, both directions of reading, narrow and wide`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await open(page, path);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    expect(await faults(page, (axe) => axe.withTags(tags))).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await faults(page, (axe) => axe.withRules("color-contrast")), "in dark").toEqual([]);

    // The pseudo-locale is not offered to readers, but a stored choice of it is honoured.
    await page.evaluate(() => localStorage.setItem("medskapa.locale", "ar-XB"));
    await page.reload();
    await settled(page);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
    }
  });
}

test("nothing breaks the content security policy, and nothing comes from elsewhere", async ({
  page,
  baseURL,
}) => {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== baseURL) faults.push(request.url());
  });
  for (const path of ["/", "/challenges", "/ideas", "/workshops", "/login", "/about"]) await open(page, path);
  expect(faults).toEqual([]);
});

test("the documentation of the API is readable under the same policy", async ({ page }) => {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto("/api/v1/docs");
  await expect(page.getByRole("heading", { name: /Medskapa/ }).first()).toBeVisible();
  await expect(page.locator(".opblock").first()).toBeVisible();
  expect(faults).toEqual([]);
});

test("going to a page moves the focus to its title, and the document is named after it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, "/");
  await page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Idéer" }).click();
  const title = page.getByRole("heading", { level: 1, name: "Idéer" });
  await expect(title).toBeFocused();
  await expect(page).toHaveTitle("Idéer – Medskapa");
  await page.goBack();
  await expect(page.locator("main h1")).toBeFocused();
});

test("the keyboard comes past the header in one step", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Hoppa till innehållet" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("the language changes everything at once, and is remembered", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, "/ideas");
  await page.getByRole("button", { name: /^Språk/ }).click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1, name: "Ideas" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Ideas" })).toBeVisible();
});

test("a chosen theme is in force before the first paint", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, "/");
  await page.getByRole("button", { name: "Utseende" }).click();
  await page.getByRole("button", { name: "Mörkt" }).click();
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => document.body !== null);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  await expect(page.locator("body")).toHaveCSS("background-color", dark);
});

test("on a phone the menu opens, leads on and folds away", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "/");
  const menu = page.getByRole("button", { name: "Meny" });
  await menu.click();
  await page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Verkstäder" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Verkstäder" })).toBeFocused();
  await expect(menu).toHaveAttribute("aria-expanded", "false");
});

test("on a phone Escape folds away the list that is open, and then the menu", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "/");
  const menu = page.getByRole("button", { name: "Meny" });
  await menu.click();
  const language = page.getByRole("button", { name: /^Språk/ });
  await language.click();
  await page.getByRole("button", { name: "English" }).focus();
  await page.keyboard.press("Escape");
  await expect(language).toBeFocused();
  await expect(language).toHaveAttribute("aria-expanded", "false");
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
  await expect(menu).toHaveAttribute("aria-expanded", "false");
});

test("on a phone another language shows at once, and the focus stays", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "/");
  await page.getByRole("button", { name: "Meny" }).click();
  await page.getByRole("button", { name: /^Språk/ }).click();
  await page.getByRole("button", { name: "English" }).click();
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  await expect(menu).toBeFocused();
  await expect(menu).toHaveAttribute("aria-expanded", "false");
});
