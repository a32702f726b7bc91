import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { newcomer, people, signIn } from "./people";

const dialog = (page: Page) => page.getByRole("dialog");
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const person = async (browser: Browser) => (await browser.newContext()).newPage();

async function faults(page: Page) {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

test("an idea says what it lacks, a company offers it, both agree to contact, and the promise and its outcome are public", async ({
  page,
  browser,
  request,
}) => {
  const word = Math.random().toString(36).slice(2, 8);
  const title = `Grillplats vid älven ${word}`;
  const author = await newcomer(request);
  await page.goto(`/login?next=${encodeURIComponent("/ideas/new")}`);
  await page.getByLabel("E-post").fill(author.email);
  await page.getByLabel("Lösenord", { exact: true }).fill(author.password);
  await page.locator("main").getByRole("button", { name: "Logga in" }).click();
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("En ring av stenar och två bänkar.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(page, title)).toBeVisible();
  const path = new URL(page.url()).pathname;

  await page.getByRole("button", { name: "Lägg till ett behov" }).click();
  await dialog(page).getByRole("button", { name: "Visa behovet" }).click();
  await expect(dialog(page).getByText("4 saker behöver rättas till")).toBeVisible();
  await dialog(page).getByRole("radio", { name: "Människor" }).check();
  await dialog(page).getByLabel("Beskriv").fill("Fyra som bär sten.");
  await dialog(page).getByLabel("Hur mycket").fill("4");
  await dialog(page).getByLabel("Av vad").fill("personer");
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Visa behovet" }).click();
  await expect(page.getByText("Fyra som bär sten.")).toBeVisible();

  const company = await person(browser);
  await signIn(company, "company", path);
  await company.getByRole("button", { name: "Jag kan hjälpa till" }).click();
  await dialog(company).getByLabel("Hälsning").fill("Vi kan bära en lördag.");
  await dialog(company).getByRole("button", { name: "Skicka frågan" }).click();
  await expect(dialog(company)).toHaveCount(0);

  await page.goto("/profile/contacts");
  await expect(page.getByText("Vi kan bära en lördag.")).toBeVisible();
  await expect(page.getByText(people.company)).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Ja, visa våra adresser" }).click();
  await expect(page.getByRole("link", { name: people.company })).toBeVisible();

  await company.goto("/profile/contacts?sent=true");
  const asked = company.getByRole("listitem").filter({ has: company.getByRole("link", { name: title }) });
  await expect(asked.getByRole("link", { name: author.email })).toBeVisible();
  await asked.getByRole("button", { name: "Lova att hjälpa till" }).click();
  await dialog(company).getByLabel("Vad du lovar").fill("Tre som bär, lördag klockan tio.");
  await dialog(company).getByLabel("Hur mycket").fill("3");
  await dialog(company).getByRole("button", { name: "Visa löftet" }).click();
  await expect(asked.getByText("Du har lovat att hjälpa till.")).toBeVisible();

  await page.goto(path);
  await expect(page.getByText("Lovat: 3 av 4 personer")).toBeVisible();
  await page.getByRole("button", { name: "Berätta hur det gick" }).click();
  await dialog(page).getByRole("radio", { name: "Löftet hölls" }).check();
  await dialog(page).getByLabel("Berätta").fill("Alla stenar ligger där.");
  await dialog(page).getByRole("button", { name: "Spara" }).click();
  await expect(dialog(page)).toHaveCount(0);

  const visitor = await person(browser);
  await visitor.goto(path);
  const kept = visitor.getByRole("listitem").filter({ hasText: "Tre som bär, lördag klockan tio." });
  await expect(kept.getByText("Alla stenar ligger där.")).toBeVisible();
  await expect(kept.getByText("Löftet hölls")).toBeVisible();
  expect(await faults(visitor)).toEqual([]);
});
