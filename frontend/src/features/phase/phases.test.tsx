import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { PhasesFieldset } from "./PhasesFieldset";
import { differs, fromTemplate, type Row, rowsOf } from "./phase-rows";
import { phaseFaults } from "./phase-words";
import { Timeline } from "./Timeline";

const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
const phase = (id: string, kind: Schema["PhaseKind"], from: number, until: number): Schema["Phase"] => ({
  id,
  kind,
  startsAt: day(from),
  endsAt: day(until),
  open: ["voting"],
  description: "",
});

it("says where a challenge stands and what comes next", async () => {
  const phases = [phase("a", "collect-ideas", -9, -3), phase("b", "vote", -3, 3), phase("c", "decide", 3, 9)];
  const challenge = { id: "x", state: "open", phases, phase: phases[1], nextPhase: phases[2] } as never;
  await renderInApp(<Timeline challenge={challenge} />);
  expect(await screen.findByText(/Nu: Rösta/)).toHaveTextContent(/sedan Besluta/);
  const [, runs] = screen.getAllByRole("listitem");
  expect(runs).toHaveAttribute("aria-current", "step");
  expect(runs).toHaveTextContent("pågår nu");
});

it("lays phases out from a template and takes more", async () => {
  const templates = [
    { key: "quick-question", voting: "opinion", phases: [{ kind: "vote", days: 10, open: ["voting"] }] },
  ];
  const kinds = [
    { kind: "vote", open: ["voting"] },
    { kind: "decide", open: [] },
  ];
  serve(() => ({ body: { templates, kinds } }));
  await renderInApp(<Form />);
  fireEvent.click(await screen.findByRole("button", { name: "Snabb fråga" }));
  expect(screen.getByLabelText("Vad fasen är till för")).toHaveValue("vote");
  fireEvent.click(screen.getByRole("button", { name: "Lägg till en fas" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  fireEvent.click(screen.getAllByRole("button", { name: "Ta bort fasen: Rösta" })[0] as HTMLElement);
  expect(screen.getByLabelText("Vad fasen är till för")).toHaveValue("decide");
});

it("folds a template together, and names the phase that is at fault", () => {
  const rows = fromTemplate({ phases: [{ kind: "vote", days: 10, open: ["voting"] }] }, day(1));
  expect(rows.some(({ unfolded }) => unfolded)).toBe(false);
  expect(phaseFaults(rows)["phases/0/endsAt"]).toBe("Rösta, slutar");
  const saved = [phase("a", "vote", 1, 3)];
  expect(differs(rowsOf(saved), saved)).toBe(false);
  expect(
    differs(
      rowsOf(saved).map((row) => ({ ...row, endsAt: day(9) })),
      saved,
    ),
  ).toBe(true);
});

function Form() {
  const [rows, setRows] = useState<Row[]>([]);
  return <PhasesFieldset rows={rows} onChange={setRows} error={undefined} />;
}
