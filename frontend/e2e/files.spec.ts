import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "./people";

test("an idea has a file, which anybody saves and its author takes away", async ({ page, browser }) => {
  await signIn(page, "member", "/ideas/new");
  await page.getByLabel("Rubrik", { exact: true }).fill("Vindskydd vid rastplatsen på Lövberget");
  await page.getByLabel("Din idé").fill("Det blåser alltid där, och ingen sitter kvar.");
  await page.getByRole("button", { name: "Publicera idén" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "Vindskydd vid rastplatsen på Lövberget" }),
  ).toBeVisible();

  const chooser = page.getByLabel("Lägg till en fil");
  await chooser.setInputFiles({
    name: "ritning.docm",
    mimeType: "application/zip",
    buffer: Buffer.from("PK"),
  });
  await expect(page.getByText("Välj en PDF, en text, en tabell eller en presentation.")).toBeVisible();
  await chooser.setInputFiles({
    name: "ritning.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("<html>"),
  });
  await expect(page.getByText("Filen är inte det som namnet säger, eller har makron.")).toBeVisible();
  const drawing = Buffer.from(`%PDF-1.7\n${"x".repeat(1400)}`);
  await chooser.setInputFiles({
    name: "Ritning över vindskyddet.pdf",
    mimeType: "application/pdf",
    buffer: drawing,
  });
  const files = page.getByRole("region", { name: "Filer" });
  await expect(files.getByRole("listitem")).toContainText("PDF, 1 kB");

  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  expect(violations).toEqual([]);

  const visitor = await browser.newPage();
  await visitor.goto(page.url());
  await expect(visitor.getByRole("region", { name: "Filer" }).getByRole("button")).toHaveCount(0);
  const saving = visitor.waitForEvent("download");
  await visitor.getByRole("link", { name: "Ritning över vindskyddet.pdf" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("Ritning över vindskyddet.pdf");
  expect(await readFile(await saved.path())).toEqual(drawing);

  await files.getByRole("button", { name: "Ta bort filen" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort filen" }).click();
  await expect(files.getByRole("listitem")).toHaveCount(0);
  await visitor.reload();
  await expect(visitor.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(visitor.getByRole("region", { name: "Filer" })).toHaveCount(0);
});
