import { expect, test } from "@playwright/test";
import { accountMenu, fillLogin, signIn } from "./people";

test("a page for signed-in people goes by the log-in and comes back", async ({ page }) => {
  await page.goto("/profile");
  await expect(page).toHaveURL(/\/login\?next=%2Fprofile$/);
  await fillLogin(page, "member");
  await expect(page).toHaveURL(/\/profile$/);
});

test("the way back never leads to another site", async ({ page, baseURL }) => {
  await signIn(page, "member", "//evil.example/x");
  await expect(page).toHaveURL(`${baseURL}/`);
});

test("a page for leaders tells others that it is not theirs, and keeps the header", async ({ page }) => {
  await signIn(page, "member", "/lead");
  await expect(page.getByRole("heading", { level: 1, name: "Den här sidan är inte för dig" })).toBeVisible();
  await expect(page.getByRole("banner")).toBeVisible();
});

test("a session lives through a reload and in a second tab, and ends in both", async ({ page, context }) => {
  await signIn(page, "member", "/ideas");
  await page.reload();
  await expect(accountMenu(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto("/ideas");
  await expect(accountMenu(second)).toBeVisible();

  await accountMenu(page).click();
  await page.getByRole("button", { name: "Logga ut" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Logga in" })).toBeVisible();
  await expect(second.getByRole("banner").getByRole("link", { name: "Logga in" })).toBeVisible();
  await second.reload();
  await expect(second.getByRole("banner").getByRole("link", { name: "Logga in" })).toBeVisible();
});

test("no script can read a token that outlives the page", async ({ page }) => {
  await signIn(page, "member");
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toMatch(/eyJ/);
});

test("many tabs that wake up at once renew one after another and all stay signed in", async ({
  page,
  context,
}) => {
  await signIn(page, "member");
  const tabs = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto("/ideas")));
  for (const tab of tabs) await expect(accountMenu(tab)).toBeVisible();
});

test("what is being written survives a lost network and a closed tab", async ({ page, context }) => {
  await page.goto("/ideas/new");
  const title = page.getByLabel("Rubrik", { exact: true });
  await expect(title).toBeVisible();
  await context.setOffline(true);
  await title.fill("En bänk vid varje busshållplats");
  await page.waitForFunction(() => JSON.stringify({ ...localStorage }).includes("busshållplats"));
  await context.setOffline(false);
  await page.close();
  const again = await context.newPage();
  await again.goto("/ideas/new");
  await expect(again.getByLabel("Rubrik", { exact: true })).toHaveValue("En bänk vid varje busshållplats");
});
