import { expect, type Page, test } from "@playwright/test";
import { accountMenu, fillLogin, signIn } from "./people";

/** Words that no other journey uses, so that journeys can run side by side and again. */
const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name, exact: true });

test("somebody new makes an account, confirms it by mail and comes in", async ({ page }) => {
  const email = `${unique("ny").replace(" ", "-")}@alvsala.example`;
  await page.goto("/register");
  await page.getByLabel("E-postadress").fill(email);
  await page.getByLabel("Lösenord", { exact: true }).fill("en älv som alla når");
  await page.getByLabel("Namn som visas").fill("Ny Granne");
  await page.getByRole("radio", { name: /^Invånare/ }).check();
  await page.getByRole("button", { name: "Skapa konto" }).click();
  await expect(heading(page, /Titta i din mejl|Nästan klart/)).toBeVisible();

  await page.goto("/mailbox");
  await page
    .getByRole("link", { name: new RegExp(email) })
    .first()
    .click();
  const link = page.locator("main a[href*='/confirm-email']");
  await page.goto((await link.getAttribute("href")) ?? "");
  await page.getByLabel("Lösenord", { exact: true }).fill("inte det jag valde");
  await page.getByRole("button", { name: "Bekräfta min adress" }).click();
  await expect(page.getByRole("link", { name: /Lösenordet stämmer inte/ })).toBeVisible();
  await page.getByLabel("Lösenord", { exact: true }).fill("en älv som alla når");
  await page.getByRole("button", { name: "Bekräfta min adress" }).click();
  await expect(page.getByText("Din adress är bekräftad och kontot är klart.")).toBeVisible();

  await page.goto("/login");
  await page.getByLabel("E-postadress").fill(email);
  await page.getByLabel("Lösenord", { exact: true }).fill("en älv som alla når");
  await page.locator("main").getByRole("button", { name: "Logga in" }).click();
  await expect(accountMenu(page)).toHaveAccessibleName("Ditt konto: Ny Granne");
});

test("on a slow device the page says why registering takes a while, and then it is done", async ({
  page,
}) => {
  await page.addInitScript(() => {
    // The browser's own work, whose answer is held back until the test lets it go.
    const letGo = new Promise<void>((go) => addEventListener("let-go", () => go()));
    window.Worker = class extends Worker {
      override set onmessage(heard: (event: MessageEvent) => void) {
        super.onmessage = (event) => void letGo.then(() => heard(event));
      }
    };
  });
  await page.goto("/register");
  await page.getByLabel("E-postadress").fill(`${unique("trög").replace(" ", "-")}@alvsala.example`);
  await page.getByLabel("Lösenord", { exact: true }).fill("en älv som alla når");
  await page.getByLabel("Namn som visas").fill("Trög Telefon");
  await page.getByRole("button", { name: "Skapa konto" }).click();
  await expect(page.getByText(/Din webbläsare gör en uträkning/)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("let-go")));
  await expect(heading(page, /Titta i din mejl|Nästan klart/)).toBeVisible();
});

test("an idea is written before signing in, published, supported and talked about", async ({
  page,
  browser,
}) => {
  const title = unique("Bänkar längs hela älven");
  await page.goto("/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Skriv Markdown" }).click();
  await page.getByLabel("Din idé").fill("Var *femhundrade* meter, så att man orkar gå hela vägen.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await fillLogin(page, "member");
  await expect(page.getByLabel("Rubrik", { exact: true })).toHaveValue(title);
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(page, title)).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(title));
  await expect(page.locator("main em")).toHaveText("femhundrade");

  const other = await (await browser.newContext()).newPage();
  await signIn(other, "leader", new URL(page.url()).pathname);
  await support(other);
  await comment(other, "Det här vill jag vara med och bygga.");

  await page.reload();
  await expect(page.getByRole("button", { name: /^Stöd .* 1 stöder\./ })).toBeVisible();
  await expect(page.getByText("Det här vill jag vara med och bygga.")).toBeVisible();
});

async function support(page: Page) {
  const vote = (pressed: boolean) => page.getByRole("button", { name: /^Stöd /, pressed });
  await vote(false).click();
  await expect(vote(true)).toHaveAccessibleName(/1 stöder\./);
  await expect(page.locator("#announcer")).toHaveText("Du stöder idén.");
  await page.getByRole("button", { name: "Ångra" }).click();
  await expect(vote(false)).toHaveAccessibleName(/0 stöder\./);
  await vote(false).click();
  await expect(vote(true)).toBeVisible();
}

async function comment(page: Page, words: string) {
  await page.getByLabel(/Säg något om idén|Din kommentar/).fill(words);
  await page.getByRole("button", { name: "Skicka kommentaren" }).click();
  await expect(page.getByText(words)).toBeVisible();
}

test("a vote that does not get through is taken back, and said to be", async ({ page }) => {
  await signIn(page, "administrator", "/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(unique("Röster som inte kommer fram"));
  await page.getByLabel("Din idé").fill("En idé att rösta på.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  const vote = page.getByRole("button", { name: /^Stöd / });
  await expect(vote).toHaveAttribute("aria-pressed", "false");
  await page.route("**/vote", (route) => route.abort());
  await vote.click();
  await expect(page.locator("#announcer")).toHaveText(/Vi når inte servern/);
  await expect(vote).toHaveAttribute("aria-pressed", "false");
  await expect(vote).toHaveAccessibleName(/0 stöder\./);
});

test("a leader asks a question, opens it, gets an opinion and closes it", async ({ page, browser }) => {
  const question = unique("Var vill du sitta när du väntar på bussen?");
  await signIn(page, "leader", "/challenges/new");
  await page.getByLabel("Namn").fill(unique("Väntan"));
  await page.getByLabel("Frågan till alla").fill(question);
  await page.getByLabel("Beskrivning").fill("Vi bygger om hållplatserna i vår.");
  await page.getByRole("radio", { name: /^Åsikt/ }).check();
  await page.getByRole("button", { name: "Spara som utkast" }).click();
  await page.getByRole("button", { name: "Publicera utmaningen" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publicera|^Öppna/ })
    .click();
  await expect(page.getByText("Utmaningen är publicerad.").first()).toBeVisible();

  const challengePath = new URL(page.url()).pathname.replace(/\/edit$/, "");
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(challengePath);
  await expect(heading(visitor, question)).toBeVisible();

  await page.goto(`${challengePath}/edit`);
  await page.getByRole("button", { name: "Stäng utmaningen" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Stäng/ })
    .click();
  await expect(page.getByText("Utmaningen är stängd.").first()).toBeVisible();
});

test("a full workshop has a queue that moves by itself", async ({ page, browser }) => {
  await signIn(page, "leader", "/workshops/new");
  await page.getByLabel("Titel").fill(unique("Snickra en bänk"));
  await page.getByLabel("Beskrivning").fill("Vi bygger den första tillsammans.");
  await page.getByLabel("Börjar").fill("2030-05-04T18:00");
  await page.getByLabel("Slutar").fill("2030-05-04T20:00");
  await page.getByLabel("Plats", { exact: false }).first().fill("Kajens snickeri");
  await page.getByLabel("Antal platser").fill("1");
  await page.getByRole("button", { name: "Spara som utkast" }).click();
  await expect(heading(page, /^Snickra en bänk/)).toBeFocused();
  const path = new URL(page.url()).pathname;
  await page.goto(`${path}/edit`);
  await page.getByRole("button", { name: "Publicera verkstaden" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publicera/ })
    .click();
  await expect(page.getByText("Verkstaden är publicerad.").first()).toBeVisible();

  const first = await (await browser.newContext()).newPage();
  await signIn(first, "member", path);
  await first.getByRole("button", { name: "Anmäl mig" }).click();
  await expect(first.getByText("Du har en plats").first()).toBeVisible();

  const second = await (await browser.newContext()).newPage();
  await signIn(second, "administrator", path);
  await second.getByRole("button", { name: "Ställ mig på kö" }).click();
  await expect(second.getByText(/Du står på kö/).first()).toBeVisible();

  await first.getByRole("button", { name: "Avanmäl mig" }).click();
  await first.getByRole("dialog").getByRole("button", { name: "Avanmäl mig" }).click();
  await expect(first.getByText("Du är avanmäld.").first()).toBeVisible();
  await second.reload();
  await expect(second.getByText("Du har en plats").first()).toBeVisible();
});
