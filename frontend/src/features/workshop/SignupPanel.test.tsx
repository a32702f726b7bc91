import { screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { type Me, session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { useWorkshopRelation } from "./queries";
import { SignupPanel } from "./SignupPanel";

const hour = 3_600_000;
const workshop = {
  id: "01a2046d-6d69-73cf-bbfe-5a89a15c8b1c",
  title: "Rita om Kajen",
  state: "published",
  startsAt: new Date(Date.now() + hour).toISOString(),
  endsAt: new Date(Date.now() + 2 * hour).toISOString(),
  seats: 2,
  seatedCount: 1,
  waitingCount: 0,
  audience: [],
} as unknown as Schema["Workshop"];
const me = { id: "1", displayName: "Maja", kind: "resident", role: "member" } as Me;

/** The panel with the relation that the server gives. */
function Panel({ full = false }: { full?: boolean }) {
  const relation = useWorkshopRelation(workshop.id).data;
  return <SignupPanel workshop={full ? { ...workshop, seatedCount: 2 } : workshop} relation={relation} />;
}

/** A server where one can sign up and off; `place` is what signing up gives. */
function serveSignups(place: Partial<Schema["Signup"]>) {
  let signup: Schema["Signup"] | undefined;
  return serve(({ method }) => {
    if (method === "DELETE") {
      signup = undefined;
      return { status: 204 };
    }
    if (method === "PUT") {
      signup = { workshopId: workshop.id, state: "seated", ...place };
      return { body: signup };
    }
    const relation = { workshopId: workshop.id, permissions: signup ? ["sign-off"] : ["sign-up"], signup };
    return { body: { ideas: [], challenges: [], comments: [], workshops: [relation] } };
  });
}

afterEach(() => vi.unstubAllGlobals());

describe("signed in", () => {
  beforeEach(() => session.update(me));

  it("signs up, says so, keeps the focus in place, and signs off after a question", async () => {
    const asked = serveSignups({ state: "seated" });
    const { user } = await renderInApp(<Panel />);
    await user.click(await screen.findByRole("button", { name: "Anmäl mig" }));
    expect(await screen.findByText("Du har en plats.")).toBeVisible();
    expect(screen.getByTestId("announcer")).toHaveTextContent("Du har en plats. Välkommen.");
    expect(document.activeElement).toContainElement(screen.getByText("Du har en plats."));

    await user.click(screen.getByRole("button", { name: "Avanmäl mig" }));
    expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
    const dialog = await screen.findByRole("dialog");
    await user.click(dialog.querySelector("button") as HTMLButtonElement);
    expect(await screen.findByRole("button", { name: "Anmäl mig" })).toBeVisible();
    expect(asked.some(({ method }) => method === "DELETE")).toBe(true);
  });

  it("tells the place on the waiting list when all seats are taken", async () => {
    serveSignups({ state: "waiting", position: 3 });
    const { user } = await renderInApp(<Panel full />);
    await user.click(await screen.findByRole("button", { name: "Ställ mig på kö" }));
    expect(await screen.findByRole("button", { name: "Lämna kön" })).toBeVisible();
    expect(screen.getByTestId("announcer")).toHaveTextContent("Du står på kö, på plats 3.");
  });

  it("says who it is for to those it is not for", async () => {
    const closed = { ...workshop, audience: ["researcher"] } as Schema["Workshop"];
    const relation: Schema["WorkshopRelation"] = { workshopId: workshop.id, permissions: [] };
    await renderInApp(<SignupPanel workshop={closed} relation={relation} />);
    expect(screen.getByText(/är för forskare.*invånare/)).toBeVisible();
  });

  it.each([
    ["cancelled", {}, "Verkstaden är inställd"],
    [
      "published",
      { startsAt: "2026-01-01T10:00:00Z", endsAt: "2026-01-01T11:00:00Z" },
      "Verkstaden har varit.",
    ],
  ] as const)("takes no sign-up when %s %j", async (state, times, words) => {
    await renderInApp(<SignupPanel workshop={{ ...workshop, state, ...times }} relation={undefined} />);
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
