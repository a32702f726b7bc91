import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderInApp } from "@/testing/render";
import { LinkPreviews } from "./LinkPreviews";

const link = (url: string, title: string, description = "") => ({ url, title, description });

it("names each page, where it lies and what it says of itself, and fetches nothing from it", async () => {
  const links = [
    link("https://alvsala.example/bad?x=1", "Badet öppnar", "Nya tider."),
    link("https://älv.example/", "Älven"),
  ];
  const { container } = await renderInApp(<LinkPreviews links={links} />);
  const [first, second] = screen.getAllByRole("listitem");
  expect(screen.getByRole("link", { name: "Badet öppnar" })).toHaveAttribute("href", links[0]?.url);
  expect(first).toHaveTextContent("alvsala.example");
  expect(first).toHaveTextContent("Nya tider.");
  expect(second?.querySelector("p")).toBeNull();
  expect(container.querySelector("img, iframe, script")).toBeNull();
});

it("tells no page who led there, and vouches for none", async () => {
  await renderInApp(<LinkPreviews links={[link("https://a.example/", "A")]} />);
  expect(screen.getByRole("link")).toHaveAttribute("rel", expect.stringContaining("noreferrer"));
  expect(screen.getByRole("link").getAttribute("rel")).toContain("nofollow");
});

it("shows an address as it is where a browser cannot read it", async () => {
  await renderInApp(<LinkPreviews links={[link("https://[::/", "Trasig")]} />);
  expect(screen.getByText("https://[::/")).toBeVisible();
});
