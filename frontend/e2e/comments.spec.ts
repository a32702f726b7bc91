import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { faults, person, toast, unique } from "./pages";
import { caller, mailedLink, newcomer, type people, signIn } from "./people";

/** An idea in a challenge that a leader has opened, and somebody's question about it that nobody else has thanked for. */
async function question(request: APIRequestContext) {
  const leader = await caller(request, "leader");
  const asks = { title: "Parken", question: "Vad ska växa i parken?", description: "Vi planterar om." };
  const made = await leader("POST", "/challenges", { ...asks, voting: "support" });
  const { id: challenge } = await made.json();
  await leader("PUT", `/challenges/${challenge}/state`, { state: "open" }, made.headers().etag);
  const name = unique("Odlare");
  const asker = await newcomer(request, name);
  const call = await caller(request, asker);
  const words = { title: unique("Äppelträd"), body: "Av gamla sorter.", challengeIds: [challenge] };
  const { id } = await (await call("POST", "/ideas", { ...words, state: "published" })).json();
  const say = async (body: string, kind: string) =>
    (await (await call("POST", `/ideas/${id}/comments`, { body, kind })).json()).id;
  await say("Plantera dem i söder.", "suggestion");
  await say("Rådjuren äter barken.", "concern");
  await say("Fint att ni frågar.", "thanks");
  const comment: string = await say("Vem beskär dem?", "question");
  const { id: self } = await (await call("GET", "/me")).json();
  return { path: `/ideas/${id}`, asker, id: self, name, comment };
}

test("a discussion has kinds and an official reply that names somebody, and is read in order and in part", async ({
  page: leader,
  browser,
  request,
}) => {
  const { path, name, comment } = await question(request);
  await (await caller(request, "member"))("PUT", `/comments/${comment}/thanks`);
  await signIn(leader, "leader", path);
  await answer(leader, name, "vi beskär dem i mars.");
  const reply = leader.getByRole("article").filter({ hasText: "vi beskär dem i mars." });
  await expect(reply).toContainText("Svar från Älvsala kommun");
  await expect(reply.getByRole("link", { name: `@${name}` })).toBeVisible();
  expect(await faults(leader)).toEqual([]);

  const reader = await person(browser);
  await reader.goto(path);
  await choose(reader);
});

test("somebody is told of thanks in one row and of being named, chooses what they are told, and wants no more mail", async ({
  page,
  request,
}) => {
  const { path, asker, id, comment } = await question(request);
  for (const who of ["member", "neighbour", "company", "association", "researcher"] satisfies Who[])
    await (await caller(request, who))("PUT", `/comments/${comment}/thanks`);
  const leader = await caller(request, "leader");
  await leader("POST", `${path}/comments`, { body: `@${id} Vi, i mars.` });

  await signIn(page, asker, "/notifications");
  const told = page.locator("main").getByRole("listitem");
  await expect(told.filter({ hasText: "tack för det du skrev" })).toHaveCount(1);
  await expect(told.filter({ hasText: "5 tack för det du skrev" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: /^Nytt för dig, \d/ }).click();
  await page
    .getByRole("banner")
    .getByRole("link", { name: /nämner dig/ })
    .click();
  await expect(page.locator("article:focus")).toContainText("Vi, i mars.");

  await settings(page);
  await page.goto(await mailedLink(request, asker.email, "unsubscribe"));
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Sluta mejla mig" }).click();
  await expect(page.getByRole("heading", { name: "Nu mejlar vi dig inte mer" })).toBeFocused();
  await page.getByRole("link", { name: "Välj vad du får mejl om" }).click();
  await expect(page.getByLabel("Mejla mig om det som händer")).not.toBeChecked();
});

type Who = keyof typeof people;

/** Answers for the municipality, and names who asked. */
async function answer(page: Page, name: string, words: string) {
  const text = page.getByLabel("Säg något om idén");
  await text.pressSequentially("@Xerxes");
  await expect(page.locator("form").getByText("Ingen som går att nämna heter så")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await text.fill("");
  await text.pressSequentially(`@${name.slice(0, 3)}`);
  await expect(page.getByRole("option", { name: new RegExp(`^${name}`) })).toBeVisible();
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
  await text.pressSequentially(words);
  await page.getByLabel("Svara för kommunen").check();
  await page.getByRole("button", { name: "Skicka kommentaren" }).click();
}

/** Reads a discussion in another order, and then only a part of it; each has its address. */
async function choose(page: Page) {
  const first = page.getByRole("article").first();
  await expect(first).toContainText("Plantera dem i söder.");
  await expect(first).toContainText("Förslag");
  await page.getByRole("link", { name: "Mest tackat" }).click();
  await expect(first).toContainText("Vem beskär dem?");
  await expect(first).toContainText("1 tack");
  await page.getByRole("button", { name: "Visa av samtalet: Alla slag" }).click();
  await page.getByRole("link", { name: "Farhågor" }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(first).toContainText("Rådjuren äter barken.");
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(1);
  await first.getByRole("link", { name: /sedan|nyss|nu/ }).click();
  await expect(page.getByRole("article")).toHaveCount(5);
  await expect(page.locator("article:focus")).toContainText("Rådjuren äter barken.");
}

/** Chooses how soon mail comes of one kind, which is saved when it is chosen, and holds. */
async function settings(page: Page) {
  await page.goto("/profile/notifications");
  await page.getByLabel("Någon tackar för din kommentar").selectOption("Aldrig");
  await expect(page.getByTestId("saved")).toHaveText("Sparat");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "En gång i veckan" }).click();
  await expect(page.getByLabel("Någon nämner dig")).toHaveValue("weekly");
  await toast(page).getByRole("button", { name: "Ångra" }).click();
  await expect(page.getByLabel("Någon nämner dig")).toHaveValue("at-once");
  await page.reload();
  await expect(page.getByLabel("Någon tackar för din kommentar")).toHaveValue("never");
  await expect(page.getByLabel("Någon nämner dig")).toHaveValue("at-once");
}
