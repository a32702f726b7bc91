import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { MentionArea } from "./MentionArea";

const me: Schema["Me"] = {
  id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01",
  email: "maja@alvsala.example",
  displayName: "Maja",
  kind: "resident",
  role: "member",
  duties: [],
  language: "sv",
  version: 1,
  createdAt: "2026-11-01T08:00:00Z",
};
const helena = { id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a02", displayName: "Helena", kind: "resident" };
const NOBODY = "Ingen som går att nämna heter så";

beforeEach(() => {
  session.update(me);
  serve(({ path }) => {
    const name = new URL(path, "http://x.example").searchParams.get("name") ?? "";
    const participants = "Helena".startsWith(name) ? [helena] : [];
    return { body: { participants, _meta: { total: participants.length }, _links: {} } };
  });
});
afterEach(() => vi.unstubAllGlobals());

function Area() {
  const [value, onChange] = useState("");
  return (
    <MentionArea
      subject={{ kind: "idea", id: "0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e03" }}
      name="body"
      label="Text"
      value={value}
      onChange={onChange}
      onMention={() => undefined}
    />
  );
}

it("says, and tells, that nobody has the name that is written", async () => {
  const { user } = await renderInApp(<Area />);
  await user.type(screen.getByLabelText("Text"), "Hej @Hel");
  expect(await screen.findByRole("option", { name: /Helena/ })).toBeVisible();
  await user.keyboard("x");
  await waitFor(() => expect(screen.getAllByText(NOBODY)).toHaveLength(2)); // in its place, and told
  expect(screen.getByTestId("announcer")).toHaveTextContent(NOBODY);
  expect(screen.queryByRole("option")).toBeNull();
  await user.keyboard("y hej");
  await waitFor(() => expect(screen.getAllByText(NOBODY)).toHaveLength(1)); // only told before
});

it("puts that away on Escape, and says nothing of an @ in an address", async () => {
  const { user } = await renderInApp(<Area />);
  const text = screen.getByLabelText("Text");
  await user.type(text, "@Xerxes");
  await waitFor(() => expect(screen.getAllByText(NOBODY)).toHaveLength(2));
  await user.keyboard("{Escape}");
  expect(screen.getAllByText(NOBODY)).toHaveLength(1);
  await user.clear(text);
  await user.type(text, "Skriv till maja@xerxes.example");
  expect(screen.getAllByText(NOBODY)).toHaveLength(1);
});
