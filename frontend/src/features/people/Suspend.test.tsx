import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { Suspend } from "./Suspend";

const person = {
  id: "p",
  displayName: "Maja Lindqvist",
  role: "member",
  state: "active",
} as Schema["Person"];

afterEach(() => vi.unstubAllGlobals());

async function open() {
  const { user } = await renderInApp(<Suspend person={person} />);
  await user.click(screen.getByText("Stäng av från att skriva"));
  return user;
}

it("asks for what happened, and for the time of one's own, before anything is sent", async () => {
  const asked = serve(() => ({ status: 201, body: {} }));
  const user = await open();
  await user.click(screen.getByLabelText("Till en tid som jag väljer"));
  await user.click(screen.getByText("Stäng av personen"));
  expect(await screen.findByText("2 saker behöver rättas till")).toBeInTheDocument();
  expect(asked).toEqual([]);
});

it("sends the reasons and the end that was shown, and tells that it is done", async () => {
  const asked = serve(() => ({ status: 201, body: {} }));
  const user = await open();
  await user.type(screen.getByLabelText("Vad som hände"), " Upprepade påhopp. ");
  await user.click(screen.getByLabelText(/^1 dag/));
  await user.click(screen.getByText("Stäng av personen"));
  expect(await screen.findAllByText("Maja Lindqvist är avstängd från att skriva.")).not.toEqual([]);
  const { endsAt, ...why } = asked[0]?.body as Schema["SuspensionCreate"];
  expect(why).toEqual({
    ground: "harassment",
    rule: "Våra regler: påhopp och trakasserier",
    facts: "Upprepade påhopp.",
  });
  const lasts = Date.parse(endsAt ?? "") - Date.now();
  expect(lasts).toBeLessThanOrEqual(86_400_000);
  expect(lasts).toBeGreaterThan(86_400_000 - 120_000);
  expect(asked[0]?.headers.get("Idempotency-Key")).toBeTruthy();
  expect(screen.queryByLabelText("Vad som hände")).not.toBeInTheDocument();
});

it("suggests the rule of the ground, which may be worded anew, and needs one", async () => {
  const asked = serve(() => ({ status: 201, body: {} }));
  const user = await open();
  await user.type(screen.getByLabelText("Vad som hände"), "Upprepade påhopp.");
  await user.selectOptions(screen.getByLabelText("Grund"), "Reklam eller skräp");
  expect(screen.getByLabelText("Regel eller lag")).toHaveValue("Våra regler: reklam och skräp");
  await user.selectOptions(screen.getByLabelText("Grund"), "Annat");
  await user.click(screen.getByText("Stäng av personen"));
  expect(await screen.findByText("En sak behöver rättas till")).toBeInTheDocument();
  expect(asked).toEqual([]);
});

it("says why the server refused, with what was written still there", async () => {
  serve(() => ({ status: 409, body: { code: "already_suspended" } }));
  const user = await open();
  await user.type(screen.getByLabelText("Vad som hände"), "Upprepade påhopp.");
  await user.click(screen.getByText("Stäng av personen"));
  expect(await screen.findByText(/^Personen är redan avstängd/)).toBeInTheDocument();
  expect(screen.getByLabelText("Vad som hände")).toHaveValue("Upprepade påhopp.");
});
