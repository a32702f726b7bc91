import { useMutation } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { api, read } from "@/lib/api";
import { type ApiError, GIVEN_UP } from "@/lib/errors";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors } from "@/ui/FormErrors";
import { useFresh } from "./use-fresh";

afterEach(() => vi.unstubAllGlobals());

function Act() {
  const { fresh, question } = useFresh();
  const { mutate, error, isSuccess } = useMutation<unknown, ApiError>({
    mutationFn: () =>
      fresh(() => read(api.PUT("/me/password", { body: { newPassword: "tre renar vid en sjö" } }))),
  });
  return (
    <>
      <button type="button" onClick={() => mutate()}>
        act
      </button>
      <output>{isSuccess ? "done" : error?.code}</output>
      {error && <ErrorState error={error} />}
      <FormErrors error={error} />
      {question}
    </>
  );
}

/** A server that wants a password first. */
function guarded() {
  let proved = false;
  return serve(({ path, body }) => {
    if (path.endsWith("/sign-in-methods")) return { body: { password: true } };
    if (path.endsWith("/authentication")) {
      proved = (body as { password: string }).password === "rätt";
      if (proved) return { status: 204 };
      const errors = [{ field: "password", code: "wrong_password", detail: "Lösenordet stämmer inte." }];
      return { status: 422, body: { code: "unprocessable", errors } };
    }
    return proved ? { status: 204 } : { status: 403, body: { code: "reauthentication_required" } };
  });
}

it("asks who it is, and then does what was asked for", async () => {
  guarded();
  const { user } = await renderInApp(<Act />);
  await user.click(screen.getByText("act"));
  await user.type(await screen.findByLabelText("Lösenord"), "fel");
  await user.click(screen.getByText("Fortsätt"));
  expect(await screen.findByRole("group", { hidden: true })).toHaveTextContent("Lösenordet stämmer inte.");
  await user.clear(screen.getByLabelText("Lösenord"));
  await user.type(screen.getByLabelText("Lösenord"), "rätt");
  await user.click(screen.getByText("Fortsätt"));
  expect(await screen.findByText("done")).toBeInTheDocument();
  expect(screen.queryByLabelText("Lösenord")).not.toBeInTheDocument();
});

it("says nothing to who gives up", async () => {
  guarded();
  const { user } = await renderInApp(<Act />);
  await user.click(screen.getByText("act"));
  await user.click(await screen.findByText("Avbryt"));
  expect(await screen.findByText(GIVEN_UP)).toBeInTheDocument();
  expect(screen.queryByRole("group", { hidden: true })).not.toBeInTheDocument();
});
