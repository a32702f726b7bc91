import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { RegisterForm } from "./RegisterForm";

afterEach(() => vi.unstubAllGlobals());

const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it("sends who one is, in the language of the page, once", async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked = serve(async () => {
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
    {
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
  serve(() => ({ status: 422, body: { code: "unprocessable", errors } }));
  const { user } = await renderInApp(<RegisterForm onSent={vi.fn()} />);
  await user.click(screen.getByText("Skapa konto"));
  expect(await screen.findByRole("alert")).toHaveFocus();
  expect(screen.getByLabelText("Lösenord")).toHaveAccessibleDescription(/Lösenordet är för vanligt/);
  await user.click(screen.getByRole("link", { name: /Lösenordet är för vanligt/ }));
  expect(screen.getByLabelText("Lösenord")).toHaveFocus();
});
