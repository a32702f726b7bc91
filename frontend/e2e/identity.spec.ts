import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { accountMenu, caller, signIn } from "./people";

const NUMBER = "https://id.oidc.se/claim/personalIdentityNumber";

/** Somebody whom no other journey knows, who lives in the municipality. */
function resident() {
  const digits = String(Math.floor(Math.random() * 1000)).padStart(3, "0");
  const day = String(1 + Math.floor(Math.random() * 28)).padStart(2, "0");
  const born = `${1930 + Math.floor(Math.random() * 70)}05${day}`;
  const number = withCheck(born + digits);
  return { sub: `sub-${number}-${Math.random()}`, [NUMBER]: number, municipality: "2180" };
}

function withCheck(number: string): string {
  const sum = [...number.slice(2)].reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return number + ((10 - (sum % 10)) % 10);
}

/** An idea in an open challenge in which only residents vote. */
async function restrictedIdea(request: APIRequestContext): Promise<string> {
  const call = await caller(request, "leader");
  const made = await call("POST", "/challenges", {
    title: "Torget",
    question: "Vad ska hända med torget?",
    description: "Vi bygger om.",
    voting: "support",
    voters: "verified-residents",
  });
  const { id } = await made.json();
  await call("PUT", `/challenges/${id}/state`, { state: "open" }, made.headers().etag);
  const words = { title: "En fontän", body: "Vatten svalkar.", challengeIds: [id], state: "published" };
  return `/ideas/${(await (await call("POST", "/ideas", words)).json()).id}`;
}

async function identify(page: Page, claims: object) {
  await page.getByLabel("Vem är du?").fill(JSON.stringify(claims));
  await page.getByRole("button", { name: "Legitimera dig" }).click();
}

const supported = (page: Page) => page.getByRole("button", { name: /^Stöd /, pressed: true });

test("somebody new comes by e-identification, makes an account and votes as a resident", async ({ page }) => {
  const idea = await restrictedIdea(page.request);
  await page.context().clearCookies();
  const who = resident();
  const email = `${who[NUMBER]?.slice(0, 8)}-${Math.random().toString(36).slice(2)}@alvsala.example`;
  await page.goto(idea);
  await expect(page.getByText("Här röstar bara bekräftade kommuninvånare. Du loggar in")).toBeVisible();
  await page.getByRole("button", { name: /^Stöd / }).click();
  await page.getByRole("button", { name: "Fortsätt med E-legitimation" }).click();
  await identify(page, who);
  await expect(page.getByRole("heading", { level: 1, name: "Nästan klart" })).toBeVisible();
  expect(page.url()).not.toContain("code=");
  await page.getByLabel("Namn som visas").fill("Torgets vän");
  await page.getByLabel("E-postadress").fill(email);
  await page.getByRole("button", { name: "Skapa konto" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Titta i din mejl" })).toBeVisible();

  await page.goto("/mailbox");
  await page
    .getByRole("link", { name: new RegExp(email) })
    .first()
    .click();
  await page.goto((await page.locator("main a[href*='/confirm-email']").getAttribute("href")) ?? "");
  await page.getByRole("button", { name: "Bekräfta min adress" }).click();
  await expect(page.getByText("Din adress är bekräftad och kontot är klart.")).toBeVisible();

  await page.goto(`/login?next=${encodeURIComponent(idea)}`);
  await page.getByRole("button", { name: "Fortsätt med E-legitimation" }).click();
  if (await page.getByLabel("Vem är du?").isVisible()) await identify(page, who);
  await expect(accountMenu(page)).toHaveAccessibleName("Ditt konto: Torgets vän");
  await page.getByRole("button", { name: /^Stöd / }).click();
  await expect(supported(page)).toHaveAccessibleName(/1 stöder\./);
});

test("somebody with a password shows where they live, and then votes", async ({ page, request }) => {
  const idea = await restrictedIdea(request);
  await signIn(page, "moderator", idea);
  await expect(page.getByText("Legitimera dig en gång, så räknas det.")).toBeVisible();
  await page.getByRole("button", { name: "Koppla E-legitimation" }).click();
  await identify(page, resident());
  await expect(page.getByText("Nu är inloggningen kopplad till ditt konto.").first()).toBeVisible();
  await page.getByRole("button", { name: /^Stöd / }).click();
  await expect(supported(page)).toHaveAccessibleName(/1 stöder\./);
});

test("somebody who turns back at the provider is told so", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Fortsätt med E-legitimation" }).click();
  await expect(page.getByLabel("Vem är du?")).toBeVisible();
  await page.goto("/login/return/e-legitimation?state=nothing&error=access_denied");
  await expect(page.getByRole("heading", { level: 1, name: "Inloggningen blev inte klar" })).toBeVisible();
  expect(page.url()).not.toContain("state=");
});
