import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useBase } from "@/features/editing/use-base";
import type { Schema, Tagged } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { EditWorkshopForm } from "./EditWorkshopForm";

const workshop = {
  id: "01a2046d-6d69-73cf-bbfe-5a89a15c8b1c",
  title: "Rita om Kajen",
  description: "Vi ritar.",
  state: "published",
  startsAt: "2026-12-03T17:00:00Z",
  endsAt: "2026-12-03T19:00:00Z",
  place: "Kajen",
  seats: 12,
  audience: [],
  leaders: [],
  version: 1,
} as unknown as Schema["Workshop"];

function Editor({ loaded }: { loaded: Tagged<Schema["Workshop"]> }) {
  const { base, replace, advance } = useBase(loaded);
  return <EditWorkshopForm key={base.round} base={base} onReload={replace} onSaved={advance} />;
}

/** A server where somebody else moves the workshop to another place while it is edited. */
function serveConflict() {
  let stored = { ...workshop, place: "Folkets hus", version: 2 };
  return serve(({ method, path, headers, body }) => {
    const lists = { challenges: [], ideas: [], workshops: [], comments: [], _meta: {}, _links: {} };
    if (!path.endsWith(workshop.id)) return { body: lists };
    if (method === "PATCH") {
      if (headers.get("If-Match") !== `"${stored.version}"`)
        return { status: 412, body: { code: "precondition_failed" } };
      stored = { ...stored, ...(body as object), version: stored.version + 1 };
    }
    return { body: stored, headers: { ETag: `"${stored.version}"` } };
  });
}

afterEach(() => vi.unstubAllGlobals());

async function saveOver() {
  const asked = serveConflict();
  const { user } = await renderInApp(<Editor loaded={{ value: workshop, etag: '"1"' }} />);
  fireEvent.change(screen.getByLabelText("Titel"), { target: { value: "Min titel" } });
  await user.click(screen.getByText("Spara ändringarna"));
  expect(await screen.findByText("Någon hann spara före dig")).toBeVisible();
  expect(screen.getByLabelText("Titel")).toHaveValue("Min titel");
  return { user, asked };
}

it("reads the new version when somebody else saved first", async () => {
  const { user } = await saveOver();
  await user.click(screen.getByText("Läs in den nya versionen"));
  await waitFor(() => expect(screen.getByLabelText(/^Plats/)).toHaveValue("Folkets hus"));
  expect(screen.getByLabelText("Titel")).toHaveValue("Rita om Kajen");
});

it("saves one's own version over it when asked to", async () => {
  const { user, asked } = await saveOver();
  await user.click(screen.getByText("Spara min version"));
  await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent("Ändringarna är sparade."));
  const last = asked.filter(({ method }) => method === "PATCH").at(-1);
  expect(last?.headers.get("If-Match")).toBe('"2"');
  expect(last?.body).toMatchObject({ title: "Min titel", place: "Kajen" });
});
