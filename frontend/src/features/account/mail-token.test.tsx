import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderInApp } from "@/testing/render";
import { useMailToken } from "./mail-token";

const Token = () => <p>secret: {useMailToken()}</p>;

it("keeps the secret of a mailed link, and takes it out of the address", async () => {
  const { router } = await renderInApp(<Token />, "/#abc_DEF-123");
  expect(await screen.findByText("secret: abc_DEF-123")).toBeVisible();
  await waitFor(() => expect(router.state.location.href).toBe("/"));
  expect(screen.getByText("secret: abc_DEF-123")).toBeVisible();
});

it("is empty for a link without one", async () => {
  await renderInApp(<Token />);
  expect(await screen.findByText("secret:")).toBeVisible();
});
