import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { faults, heading, person, unique } from "./pages";
import { caller, newcomer, signIn } from "./people";

/** A page on this machine, as those of a municipality's inner network are; tells how often it was asked. */
async function innerPage() {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.setHeader("Content-Type", "text/html");
    response.end("<title>Bara för oss</title>");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, asked: () => asked, close: () => server.close() };
}

const links = (page: Page) => page.getByRole("region", { name: "Länkar i idéer" });

test("previews of links are turned on and off by an administrator, and an inner page is asked by nobody", async ({
  page: administrator,
  browser,
  request,
}) => {
  const inner = await innerPage();
  await signIn(administrator, "administrator", "/moderation");
  await links(administrator).getByRole("button", { name: "Visa sidornas rubriker" }).click();
  await expect(links(administrator)).toContainText("Under en idé står vad sidorna");
  expect(await faults(administrator)).toEqual([]);

  const call = await caller(request, await newcomer(request));
  const title = unique("Protokoll på nätet");
  const words = {
    title,
    body: `Läs [protokollet](${inner.url}) först.`,
    challengeIds: [],
    state: "published",
  };
  const { id } = await (await call("POST", "/ideas", words)).json();
  const reader = await person(browser);
  await reader.goto("/moderation");
  await expect(links(reader)).toContainText("Under en idé står vad sidorna");
  await expect(links(reader).getByRole("button")).toHaveCount(0);
  await reader.goto(`/ideas/${id}`);
  await expect(heading(reader, title)).toBeVisible();
  await expect(reader.getByRole("link", { name: "protokollet" })).toBeVisible();
  await expect(reader.getByText("Bara för oss")).toHaveCount(0);

  await links(administrator).getByRole("button", { name: "Sluta visa sidornas rubriker" }).click();
  await expect(links(administrator)).toContainText("Sidor som idéer länkar till hämtas inte.");
  await expect(links(administrator).getByRole("button", { name: "Visa sidornas rubriker" })).toBeVisible();
  expect(inner.asked()).toBe(0);
  inner.close();
});
