import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { accountMenu, enter, fillLogin, mailedLink, newcomer, signIn } from "./people";

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

/** The page that one goes on to has taken the focus, which closes a menu that is opened before. */
async function arrived(page: Page): Promise<void> {
  await expect(accountMenu(page)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
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
  await expect(page.getByRole("group").filter({ hasText: "leader@alvsala.example" })).toBeVisible();
  await page.goto(await mailedLink(page.request, "leader@alvsala.example", "login-link"));
  await page.locator("main").getByRole("button", { name: "Logga in" }).click();
  await expect(accountMenu(page)).toBeVisible();
});

test("the way back to the password stays open", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Få en länk i mejlen" }).click();
  await page.getByRole("button", { name: "Logga in på ett annat sätt" }).click();
  await fillLogin(page, "member");
});

/** What an authenticator app with this key shows, `later` steps of 30 seconds ahead (RFC 6238). */
function codeOf(key: string, later = 0): string {
  const bits = [...key].map((c) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"),
  );
  const bytes = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const sum = createHmac("sha1", bytes).update(step).digest();
  const number = sum.readUInt32BE((sum.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

async function secondStep(page: Page, code: string): Promise<void> {
  await page.getByLabel("Kod").fill(code);
  await page.getByRole("button", { name: "Fortsätt", exact: true }).click();
}

test("two steps: a code of the app signs in, and a recovery code does so once", async ({ page, request }) => {
  const person = await newcomer(request);
  await page.goto("/login?next=/profile/security");
  await enter(page, person);
  await page.getByRole("button", { name: "Slå på tvåstegsinloggning" }).click();
  const key = ((await page.getByText("Nyckel:").textContent()) ?? "").replace(/^.*:|\s/g, "");
  await page.getByLabel("Kod från appen").fill(codeOf(key, -1));
  await page.getByRole("button", { name: "Slå på", exact: true }).click();
  const shown = page.getByRole("group").filter({ hasText: "De visas bara nu." });
  await expect(shown).toBeFocused();
  await expect(shown.getByRole("listitem")).toHaveCount(10);
  const recovery = (await shown.getByRole("listitem").first().textContent()) ?? "";
  await page.getByRole("button", { name: "Jag har sparat dem" }).click();
  await expect(page.getByText("10 reservkoder är kvar.")).toBeVisible();

  await signOut(page);
  await page.goto("/login");
  await enter(page, person);
  await expect(page.getByLabel("Kod")).toBeFocused();
  await secondStep(page, "000000");
  await expect(page.getByRole("link", { name: /Kod: / })).toBeVisible();
  await secondStep(page, codeOf(key));
  await arrived(page);

  await signOut(page);
  await page.goto("/login");
  await enter(page, person);
  await secondStep(page, recovery.toUpperCase());
  await arrived(page);

  await signOut(page);
  await page.goto("/login");
  await enter(page, person);
  await secondStep(page, recovery);
  await expect(page.getByRole("link", { name: /Kod: / })).toBeVisible();
  await expect(accountMenu(page)).toBeHidden();
});

test("an address is changed by mail, and taken back from the one before", async ({
  page,
  browser,
  request,
}) => {
  const { email, password } = await newcomer(request);
  const moved = `flyttad-${email}`;
  await page.goto("/login?next=/profile/security");
  await enter(page, { email, password });
  await page.getByLabel("Ny e-postadress").fill(moved);
  await page.getByRole("button", { name: "Byt adress" }).click();
  await expect(page.getByRole("group").filter({ hasText: moved })).toBeFocused();
  await signOut(page);
  await page.goto(await mailedLink(request, moved, "change-email"));
  await expect(page).toHaveURL(/change-email$/);
  await page.getByRole("link", { name: "Logga in" }).last().click();
  await enter(page, { email, password });
  await page.getByRole("button", { name: "Byt till den nya adressen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Adressen är bytt" })).toBeFocused();
  await page.getByRole("link", { name: "Till Inloggning och säkerhet" }).click();
  await expect(page.getByText(`Du har ${moved}.`)).toBeVisible();

  const owner = await (await browser.newContext()).newPage();
  await owner.goto(await mailedLink(request, email, "revert-email"));
  await owner.getByRole("button", { name: "Ta tillbaka kontot" }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Kontot är ditt igen" })).toBeFocused();
  await expect(accountMenu(page)).toBeHidden();
  await owner.goto(await mailedLink(request, email, "reset-password"));
  await owner.getByLabel("Nytt lösenord", { exact: true }).fill("tre renar vid en sjö");
  await owner.getByRole("button", { name: "Spara lösenordet" }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Lösenordet är bytt" })).toBeVisible();
  await expect(accountMenu(owner)).toBeVisible();
});
