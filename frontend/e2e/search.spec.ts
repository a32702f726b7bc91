import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id);

test("an idea is found by its words, however misspelt, and shown to whoever writes the same", async ({
  page,
}) => {
  const word = `galoppbana${Math.random()
    .toString(36)
    .replace(/[^a-z]/g, "")
    .slice(0, 6)}`;
  const title = `En ${word} vid ängen`;
  await signIn(page, "member", "/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("Hästarna behöver någonstans att springa.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();

  await page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Sök" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sök", exact: true })).toBeVisible();
  const field = page.getByRole("searchbox", { name: "Sök i allt" });
  await field.fill(word.slice(0, -1));
  await field.press("Enter");
  await expect(page.getByText("1 träff", { exact: true })).toBeVisible();
  await expect(page.locator("mark").first()).toHaveText(word);
  expect(await faults(page)).toEqual([]);
  await field.fill(word.replace("pp", "p"));
  await field.press("Enter");
  await expect(page.getByRole("link", { name: word, exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Visa: Allt" }).click();
  await expect(page.getByRole("link", { name: "Idéer 1" })).toBeVisible();
  await field.press("Escape");
  await field.fill("zzqqzzqq");
  await field.press("Enter");
  await expect(page.getByText("Ingenting här handlar om ”zzqqzzqq”")).toBeVisible();

  await field.fill(word.slice(0, 12));
  await expect(page.getByText("1 träff", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`q=${word.slice(0, 12)}$`));
  await expect(field).toHaveValue(word.slice(0, 12));
  await page.goto("/search?q=park&kind=nonsense");
  await expect(page.getByText("Adressen har ett filter som inte finns.")).toBeVisible();

  await page.goto("/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(`Bygg en ${word} på ängen`);
  const similar = page.getByRole("region", { name: "Är det någon av de här?" });
  await expect(similar.getByRole("link", { name: title, exact: true })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await similar.getByRole("button", { name: `Stöd den här i stället: ${title}`, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeFocused();
  await expect(page.locator("#announcer")).toHaveText("Du stöder idén.");
  await expect(page.getByRole("button", { name: `Stöd ${title}. 1 stöder.` })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.goBack();
  await expect(page.getByLabel("Rubrik", { exact: true })).toHaveValue(`Bygg en ${word} på ängen`);
  await expect(similar.getByText("Du stöder den", { exact: true })).toBeVisible();
});

test("the lists of filters stay within a small window, and begin where their buttons do where there is room", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/search?q=park");
  const filters = page.locator("main button[aria-controls]");
  await expect(filters.nth(6)).toBeVisible();
  for (const filter of await filters.all()) {
    await filter.click();
    const places = await filter.evaluate((button) => {
      const list = document.getElementById(button.getAttribute("aria-controls") ?? "");
      const { left, right } = list?.getBoundingClientRect() ?? { left: -1, right: -1 };
      return {
        left,
        right,
        start: button.getBoundingClientRect().left,
        room: document.documentElement.clientWidth,
      };
    });
    expect(places.left).toBeGreaterThanOrEqual(16);
    expect(places.right).toBeLessThanOrEqual(places.room);
    const width = places.right - places.left;
    if (places.start + width <= places.room - 16) expect(places.left).toBeCloseTo(places.start, 0);
    await page.keyboard.press("Escape");
  }
});
