import { expect, type Page, test } from "@playwright/test";
import { accountMenu, fillLogin, signIn } from "./people";

/** A device of the browser's own that keeps passkeys and knows its owner. */
async function withPasskeys(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signOut(page: Page): Promise<void> {
  await accountMenu(page).click();
  await page.getByRole("banner").getByRole("button", { name: "Logga ut", exact: true }).click();
  await expect(accountMenu(page)).toBeHidden();
}

test("a passkey is added, signs in without an address, and is removed", async ({ page }) => {
  await withPasskeys(page);
  await signIn(page, "member", "/profile/security");
  await page.getByLabel("Namn på passnyckeln").fill("Min telefon");
  await page.getByRole("button", { name: "Lägg till en passnyckel" }).click();
  await expect(page.getByText("Min telefon", { exact: true })).toBeVisible();
  await signOut(page);
  await page.goto("/login?next=/profile/security");
  await page.getByRole("button", { name: "Använd en passnyckel" }).click();
  await expect(accountMenu(page)).toBeVisible();
  await expect(page.getByText("Min telefon", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Ta bort" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Min telefon", { exact: true })).toBeHidden();
});

test("signing out elsewhere is noticed at once there", async ({ page, browser }) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, "moderator", "/profile");
  await signIn(page, "moderator", "/profile/security");
  await page.getByRole("button", { name: "Logga ut överallt annars" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Logga ut överallt annars" }).click();
  await expect(accountMenu(elsewhere)).toBeHidden();
  await expect(accountMenu(page)).toBeVisible();
});

test("a link in the mail signs in", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Få en länk i mejlen" }).click();
  await page.getByLabel("E-postadress").fill("leader@alvsala.example");
  await page.getByRole("button", { name: "Skicka länken" }).click();
  await expect(page.getByRole("status").filter({ hasText: "leader@alvsala.example" })).toBeVisible();
  await expect
    .poll(async () => {
      const answer = await page.request.get("/api/v1/mailbox-messages?to=leader@alvsala.example");
      return (await answer.text()).includes("/login-link#");
    })
    .toBe(true);
  const text = await (await page.request.get("/api/v1/mailbox-messages?to=leader@alvsala.example")).text();
  await page.goto(/\/login-link#[\w-]+/.exec(text)?.[0] ?? "");
  await page.locator("main").getByRole("button", { name: "Logga in" }).click();
  await expect(accountMenu(page)).toBeVisible();
});

test("the way back to the password stays open", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Få en länk i mejlen" }).click();
  await page.getByRole("button", { name: "Logga in på ett annat sätt" }).click();
  await fillLogin(page, "member");
});
