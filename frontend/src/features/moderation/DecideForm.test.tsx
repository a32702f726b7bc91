import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/render";
import { DecideForm } from "./DecideForm";

test("what waits is let through without reasons, and refused with them", async () => {
  const send = vi.fn();
  await renderInApp(
    <DecideForm
      actions={["publish", "hide"]}
      suggested={undefined}
      error={null}
      busy={false}
      onSend={send}
    />,
  );
  await userEvent.click(await screen.findByRole("radio", { name: /Dölj/ }));
  await userEvent.click(screen.getByRole("button", { name: "Avgör och gå till nästa" }));
  expect(send).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("radio", { name: /Släpp igenom/ }));
  await userEvent.click(screen.getByRole("button", { name: "Avgör och gå till nästa" }));
  expect(send).toHaveBeenCalledWith({ action: "publish" });
});
