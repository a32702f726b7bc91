import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

test("an idea is shared by link, code and card, and its page names its feed", async ({ page, request }) => {
  const { ideas } = await (await request.get("/api/v1/ideas?limit=1")).json();
  const { id, title } = ideas[0];
  await page.goto(`/ideas/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  const feed = await page.locator('link[type="application/atom+xml"]').getAttribute("href");
  expect(await (await request.get(feed ?? "")).text()).toContain("<feed ");

  await page.getByRole("button", { name: "Dela", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "QR-kod med sidans adress" })).toBeVisible();
  await dialog.getByText("Visa på en annan webbplats").click();
  await expect(dialog.getByText(`/embed/ideas/${id}?lang=sv`)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => one.id)).toEqual([]);

  await page.goto(`/embed/ideas/${id}?lang=sv`);
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id)).toEqual([]);
});
