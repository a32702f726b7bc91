import { createHash } from "node:crypto";
import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { RegisterForm } from "./RegisterForm";
import { solve } from "./solve";

/** jsdom has no workers: one that works at once. */
class HereWorker {
  onmessage?: (answer: { data: number | undefined }) => void;
  postMessage(puzzle: Parameters<typeof solve>[0]) {
    this.onmessage?.({ data: solve(puzzle) });
  }
  terminate() {}
}

beforeEach(() => vi.stubGlobal("Worker", HereWorker));
afterEach(() => vi.unstubAllGlobals());

/** A puzzle whose answer is 1. */
const puzzle = (salt: string) => ({
  salt,
  hash: createHash("sha256").update(`${salt}1`).digest("hex"),
  maxNumber: 8,
  signature: "signed",
  expiresIn: 600,
});
const proof = ({ salt, hash, signature }: ReturnType<typeof puzzle>) => ({
  salt,
  hash,
  signature,
  number: 1,
});
const PUZZLES = "/api/v1/proof-of-work-puzzles";

const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it("sends who one is, in the language of the page, once", async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked = serve(async ({ path }) => {
    if (path === PUZZLES) return { status: 201, body: puzzle("a") };
    await answered;
    return { status: 202, body: { status: "accepted" } };
  });
  const sent = vi.fn();
  const { user } = await renderInApp(<RegisterForm onSent={sent} />);
  fill("Namn som visas", "Maja");
  fireEvent.click(screen.getByLabelText(/^Forskare/));
  fill("E-postadress", "maja@exempel.se");
  fill("Lösenord", "en mening om renar");
  await user.dblClick(screen.getByText("Skapa konto"));
  answer();
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith("maja@exempel.se"));
  expect(asked.map(({ body }) => body)).toEqual([
    { purpose: "register" },
    {
      proofOfWork: proof(puzzle("a")),
      displayName: "Maja",
      kind: "researcher",
      email: "maja@exempel.se",
      password: "en mening om renar",
      language: "sv",
    },
  ]);
});

it("shows what the server finds wrong beside its field, and goes there from the summary", async () => {
  const errors = [{ field: "password", code: "common_password", detail: "Lösenordet är för vanligt." }];
  serve(({ path }) =>
    path === PUZZLES
      ? { status: 201, body: puzzle("a") }
      : { status: 422, body: { code: "unprocessable", errors } },
  );
  const { user } = await renderInApp(<RegisterForm onSent={vi.fn()} />);
  await user.click(screen.getByText("Skapa konto"));
  expect(await screen.findByRole("group", { name: /rättas till/ })).toHaveFocus();
  expect(screen.getByLabelText("Lösenord")).toHaveAccessibleDescription(/Lösenordet är för vanligt/);
  await user.click(screen.getByRole("link", { name: /Lösenordet är för vanligt/ }));
  expect(screen.getByLabelText("Lösenord")).toHaveFocus();
});

it("begins the work with the form, says so when it fails, and does it anew for another try", async () => {
  let lost = true;
  let puzzles = 0;
  const asked = serve(({ path }) => {
    if (path !== PUZZLES) return { status: 422, body: { code: "unprocessable", errors: [] } };
    if (lost) throw new TypeError("no connection");
    puzzles++;
    return { status: 201, body: puzzle(`salt${puzzles}`) };
  });
  const { user } = await renderInApp(<RegisterForm onSent={vi.fn()} />);
  await user.click(screen.getByLabelText("E-postadress"));
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await user.click(screen.getByText("Skapa konto"));
  await screen.findByRole("group", { name: /Vi når inte servern/ });
  lost = false;
  for (const attempt of [1, 2]) {
    await user.click(screen.getByText("Skapa konto"));
    await vi.waitFor(() => {
      const sent = asked.filter(({ path }) => path !== PUZZLES);
      expect(sent).toHaveLength(attempt);
    });
  }
  const salts = asked.flatMap(({ body }) => (body as Schema["Registration"]).proofOfWork?.salt ?? []);
  expect(new Set(salts).size).toBe(2);
});
