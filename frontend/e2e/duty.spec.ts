import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const promised = (page: Page) => page.getByRole("region", { name: "Svar från kommunen" });

async function faults(page: Page) {
  await expect(page.getByText("Hämtar…")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

test("a leader promises an answer, support makes it due, and a decision keeps it", async ({
  page: leader,
  browser,
}) => {
  await signIn(leader, "leader", "/challenges/new");
  const question = unique("Var ska bänkarna stå");
  await leader.getByLabel("Frågan till alla").fill("Var saknar du en bänk?");
  await leader.getByLabel("Namn").fill(question);
  await leader.getByLabel("Beskrivning").fill("Vi har tio nya bänkar.");
  await leader.getByRole("button", { name: "Spara som utkast" }).click();
  await expect(heading(leader, "Löfte om svar")).toBeVisible();
  const challenge = new URL(leader.url()).pathname.replace("/edit", "");
  await leader.getByRole("radio", { name: "Ett antal" }).check();
  await leader.getByLabel("Antal röster").fill("1");
  await leader.getByRole("button", { name: "Lova svar" }).click();
  await expect(leader.getByRole("region", { name: "Meddelande" })).toHaveText("Löftet är sparat.");
  expect(await faults(leader)).toEqual([]);
  await leader.getByRole("button", { name: "Publicera utmaningen" }).click();
  const sure = leader.getByRole("dialog").getByRole("button", { name: /^Publicera|^Öppna/ });
  await sure.click();
  await expect(sure).toBeHidden();

  const member = await (await browser.newContext()).newPage();
  await signIn(member, "member", `/ideas/new?challenge=${challenge.split("/").pop()}`);
  const title = unique("Bänken i backen");
  await member.getByLabel("Rubrik", { exact: true }).fill(title);
  await member.getByLabel("Din idé").fill("Halvvägs upp.");
  await member.getByRole("button", { name: "Publicera idén" }).click();
  await expect(heading(member, title)).toBeVisible();
  const idea = new URL(member.url()).pathname;
  await expect(promised(member)).toContainText("0 av 1 röst till ett beslut från kommunen");
  expect(await faults(member)).toEqual([]);

  const neighbour = await (await browser.newContext()).newPage();
  await signIn(neighbour, "neighbour", idea);
  const counted = neighbour.waitForResponse((response) => response.url().endsWith("/vote") && response.ok());
  await neighbour.getByRole("button", { name: /^Stöd/ }).click();
  await counted;
  await expect(async () => {
    await neighbour.reload();
    await expect(promised(neighbour)).toContainText("Svar senast", { timeout: 2_000 });
  }).toPass();
  await neighbour.goto(challenge);
  await expect(promised(neighbour).getByRole("link", { name: title })).toBeVisible();
  expect(await faults(neighbour)).toEqual([]);

  await leader.goto(idea);
  await leader.getByRole("button", { name: "Svara för kommunen" }).click();
  const answer = leader.getByRole("dialog");
  await answer.getByRole("radio", { name: "Antagen", exact: true }).check();
  await answer.getByLabel("Varför").fill("Den ställs ut i maj.");
  await answer.getByLabel("Förvaltningens namn").fill("Parkförvaltningen");
  await answer.getByRole("button", { name: "Publicera svaret" }).click();
  await expect(promised(leader)).toContainText("Har fått sitt svar");
});
