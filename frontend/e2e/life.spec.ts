import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const dialog = (page: Page) => page.getByRole("dialog");
const outcome = (page: Page) => page.getByRole("region", { name: "Vad det blev av idén" });

async function faults(page: Page) {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

test("an idea is answered, begun by its author, and everybody sees at once what became of it", async ({
  page,
  browser,
}) => {
  await signIn(page, "member", "/ideas/new");
  const title = unique("Bänken vid bron");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await page.getByLabel("Din idé").fill("Den ska stå i solen.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  const path = new URL(page.url()).pathname;

  const leader = await (await browser.newContext()).newPage();
  await signIn(leader, "leader", path);
  await leader.getByRole("button", { name: "Svara för kommunen" }).click();
  await dialog(leader).getByRole("button", { name: "Publicera svaret" }).click();
  await expect(dialog(leader).getByText("3 saker behöver rättas till")).toBeVisible();
  await dialog(leader).getByRole("radio", { name: "Antagen", exact: true }).check();
  await dialog(leader).getByLabel("Varför").fill("Vi har en bänk över från torget.");
  await dialog(leader).getByLabel("Förvaltningens namn").fill("Parkförvaltningen");
  await dialog(leader).getByRole("button", { name: "Publicera svaret" }).click();
  await expect(outcome(leader).getByRole("heading", { name: "Svar från Parkförvaltningen" })).toBeVisible();
  await expect(outcome(leader).getByText("Antagen")).toBeVisible();
  expect(await faults(leader)).toEqual([]);

  await page.reload();
  await page.getByRole("button", { name: "Ta nästa steg med idén" }).click();
  await dialog(page).getByRole("radio", { name: "Pågår" }).check();
  await dialog(page).getByLabel("Varför").fill("Vi bär dit den på lördag.");
  await dialog(page).getByRole("button", { name: "Ta steget" }).click();
  await expect(outcome(page).getByText("Vi bär dit den på lördag.")).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(path);
  await expect(outcome(visitor).getByText("Pågår")).toBeVisible();
  await expect(visitor.getByRole("region", { name: "Vad som har hänt" }).getByRole("listitem")).toHaveCount(
    3,
  );
  await visitor.goto("/ideas?stage=in-progress&sort=newest");
  await expect(visitor.getByRole("link", { name: title })).toBeVisible();
});
