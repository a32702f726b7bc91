import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./people";

const unique = (words: string) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
const tool = (page: Page, name: string) =>
  page.getByRole("toolbar").getByRole("button", { name, exact: true });

/** A picture that nobody else has: a square in a colour, as a browser draws it. */
async function picture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 320 });
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("nothing to draw with");
    pen.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 60% 40%)`;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  return Buffer.from(base64, "base64");
}

test("an idea is written with headings, a list, a link and a described picture", async ({ page }) => {
  const title = unique("En kolonilott på taket");
  await signIn(page, "member");
  await page.goto("/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill(title);
  await expect(page.getByRole("toolbar")).toBeVisible();
  const paper = page.getByRole("textbox", { name: "Din idé" });
  await paper.click();
  await tool(page, "Mellanrubrik").click();
  await page.keyboard.type("Vad som behövs");
  await page.keyboard.press("Enter");
  await tool(page, "Punktlista").click();
  await page.keyboard.type("Jord");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Vatten");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Mer om taket: ");
  await tool(page, "Länk").click();
  await page.getByLabel("Adress").fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Skriv en webbadress eller en e-postadress.")).toBeVisible();
  await page.getByLabel("Adress").fill("www.alvsala.example/taket");
  await page.keyboard.press("Enter");
  await expect(paper).toBeFocused();

  await tool(page, "Bild").click();
  const file = { name: "tak.png", mimeType: "image/png", buffer: await picture(page) };
  await page.getByRole("dialog").getByLabel("Bild", { exact: true }).setInputFiles(file);
  await expect(page.getByRole("dialog").locator("img")).toBeVisible();
  await page.getByRole("button", { name: "Lägg till bilden" }).click();
  await expect(page.getByRole("dialog").getByText("Beskriv bilden i ord.")).toHaveCount(1); // it asks
  await page.getByLabel("Beskriv bilden i ord").fill("Ett tak med odlingslådor");
  await page.getByRole("button", { name: "Lägg till bilden" }).click();
  await expect(paper.getByRole("img", { name: "Ett tak med odlingslådor" })).toBeVisible();

  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Vad som behövs", exact: true })).toBeVisible();
  await expect(main.getByRole("listitem").filter({ hasText: /^Vatten$/ })).toBeVisible();
  const link = main.getByRole("link", { name: "https://www.alvsala.example/taket" });
  await expect(link).toHaveAttribute("href", "https://www.alvsala.example/taket");
  const shown = main.getByRole("img", { name: "Ett tak med odlingslådor" });
  await shown.scrollIntoViewIfNeeded();
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
});

test("Markdown and buttons write the same text, and what the buttons lack is kept", async ({ page }) => {
  await signIn(page, "member");
  await page.goto("/ideas/new");
  const paper = page.getByRole("textbox", { name: "Din idé" });
  await page.getByRole("button", { name: "Skriv Markdown" }).click();
  await paper.fill("## Varför\n\nDet är **viktigt** med *skugga*.");
  await page.getByRole("button", { name: "Skriv med knappar" }).click();
  await expect(paper.getByRole("heading", { name: "Varför" })).toBeVisible();
  await expect(paper.locator("strong")).toHaveText("viktigt");
  await page.getByRole("button", { name: "Skriv Markdown" }).click();
  await expect(paper).toHaveValue("## Varför\n\nDet är **viktigt** med *skugga*.");

  // A table is more than the buttons know: the plain field stays.
  const table = "| a | b |\n| --- | --- |\n| 1 | 2 |";
  await paper.fill(table);
  await page.getByRole("button", { name: "Skriv med knappar" }).click();
  await expect(paper).toHaveValue(table);
});
