import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { DistrictMap } from "./DistrictMap";

it("takes the focus in place of what was pressed, also where no map can be drawn", async () => {
  serve(() => ({ body: {} }));
  await renderInApp(<DistrictMap label="Karta" features={[]} takesFocus />);
  expect(await screen.findByRole("group", { name: "Karta" })).toHaveFocus();
  expect(screen.getByText(/kan inte visa kartan/)).toBeInTheDocument();
});
