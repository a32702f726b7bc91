import { act, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { setLocale } from "@/lib/i18n";
import { renderInApp } from "@/testing/render";
import { phaseLabel } from "@/ui/labels";
import { page } from "./page";

afterEach(() => setLocale("sv"));

it("is written anew in another language, also what does not wait for one", async () => {
  const Page = page(async () => ({ Standing: () => <p>{phaseLabel("decide")}</p> }), "Standing");
  await Page.preload();
  await renderInApp(<Page />);
  expect(await screen.findByText("Besluta")).toBeInTheDocument();
  await act(() => setLocale("en"));
  expect(screen.getByText("Decide")).toBeInTheDocument();
});
