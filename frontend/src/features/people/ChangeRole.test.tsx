import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { ChangeRole } from "./ChangeRole";

const person = { id: "p", displayName: "Emil Granlund", role: "administrator" } as Schema["Person"];

afterEach(() => vi.unstubAllGlobals());

/** The button in the dialog; the page has one with the same words before it. */
const press = () => screen.getAllByText("Byt roll")[1] as HTMLElement;

it("sends nothing while the role is the one there is, and says what another one means", async () => {
  const asked = serve(() => ({ body: { ...person, role: "moderator" } }));
  const { user } = await renderInApp(<ChangeRole person={person} />);
  await user.click(screen.getByText("Byt roll"));
  await user.click(press());
  expect(asked).toEqual([]);
  await user.click(screen.getByLabelText(/^Moderator/));
  expect(screen.getByRole("status", { hidden: true })).toHaveTextContent("från administratör till moderator");
  await user.click(press());
  expect(await screen.findAllByText("Emil Granlund har en ny roll: Moderator.")).not.toEqual([]);
  expect(asked.map(({ method, body }) => [method, body])).toEqual([["PUT", { role: "moderator" }]]);
});

it("says why the last administrator keeps the role", async () => {
  serve(() => ({ status: 409, body: { code: "last_administrator" } }));
  const { user } = await renderInApp(<ChangeRole person={person} />);
  await user.click(screen.getByText("Byt roll"));
  await user.click(screen.getByLabelText(/^Medlem/));
  await user.click(press());
  expect(await screen.findByText(/^Det måste finnas en administratör/)).toBeInTheDocument();
});
