import type { Schema } from "@/lib/api";
import { fromLocalInput, toLocalInput } from "@/lib/local-time";

/** A phase in a form: the API's fields as text, empty where nothing is chosen. */
export type Row = {
  /** Names the row while the form is open. */
  key: string;
  /** Of a phase that is saved. */
  id: string;
  kind: Schema["PhaseKind"];
  startsAt: string;
  endsAt: string;
  open: Schema["PhaseAct"][];
  description: string;
  /** Grows when the program, not the writer, changes a time: pickers begin afresh. */
  moved: number;
  /** It was just added by hand, and is there to be filled in. */
  unfolded?: boolean;
};

type Kinds = Schema["ChallengeTemplates"]["kinds"];

let made = 0;
const key = () => `new-${++made}`;

/** How many phases a challenge has at most. */
export const MAX_PHASES = 12;

export const rowsOf = (phases: Schema["Phase"][]): Row[] =>
  phases.map((phase) => ({ ...phase, key: phase.id, endsAt: phase.endsAt ?? "", moved: 0 }));

/** What is sent: in order of time, which is how the server reads them. */
export const toPhases = (rows: Row[]): Schema["PhaseEdit"][] =>
  inOrder(rows).map(({ id, kind, startsAt, endsAt, open, description }) => ({
    ...(id && { id }),
    kind,
    startsAt,
    ...(endsAt && { endsAt }),
    open,
    description,
  }));

/** Whether a form holds other terms than what is saved. Descriptions are not told of, so they need no reason. */
export const differs = (rows: Row[], phases: Schema["Phase"][]): boolean =>
  JSON.stringify(toPhases(rows).map(terms)) !== JSON.stringify(toPhases(rowsOf(phases)).map(terms));

const terms = ({ description: _, ...rest }: Schema["PhaseEdit"]) => rest;

/** Those without a beginning stay last. */
export const inOrder = (rows: Row[]): Row[] =>
  rows.toSorted((a, b) => (Date.parse(a.startsAt) || Infinity) - (Date.parse(b.startsAt) || Infinity));

/** A template's phases, one right after the other from `start`, each as many days long as it says. */
export function fromTemplate({ phases }: Pick<Schema["ChallengeTemplate"], "phases">, start: string): Row[] {
  let from = start;
  return phases.map(({ kind, days, open }) => {
    const endsAt = days ? addDays(from, days) : "";
    const row = { key: key(), id: "", kind, startsAt: from, endsAt, open, description: "", moved: 0 };
    from = endsAt;
    return row;
  });
}

/** Another phase after the last: of the kind that usually follows, for two weeks. One that had no end gets it there. */
export function addRow(rows: Row[], kinds: Kinds, today: string): Row[] {
  const last = rows.at(-1);
  const startsAt = last ? last.endsAt || addDays(last.startsAt || today, 14) : today;
  const at = kinds.findIndex(({ kind }) => kind === last?.kind);
  const next = kinds[Math.min(at + 1, kinds.length - 1)];
  if (!next) return rows;
  const row: Row = {
    key: key(),
    id: "",
    ...next,
    startsAt,
    endsAt: addDays(startsAt, 14),
    description: "",
    moved: 0,
    unfolded: true,
  };
  const before =
    last && !last.endsAt
      ? [...rows.slice(0, -1), { ...last, endsAt: startsAt, moved: last.moved + 1 }]
      : rows;
  return [...before, row];
}

/**
 * Another end for a phase. With `push`, those after it move as far, by the clock on the wall, so that their length
 * and the time between them stay.
 */
export function moveEnd(rows: Row[], key: string, endsAt: string, push: boolean): Row[] {
  const at = rows.findIndex((row) => row.key === key);
  const before = rows[at];
  if (!before) return rows;
  const by = push && before.endsAt && endsAt ? wall(endsAt) - wall(before.endsAt) : 0;
  return rows.map((row, n) => {
    if (n === at) return { ...row, endsAt };
    if (n < at || by === 0) return row;
    return { ...row, startsAt: shift(row.startsAt, by), endsAt: shift(row.endsAt, by), moved: row.moved + 1 };
  });
}

/** The phase that runs ends at `now`, in whole minutes as pickers have them, and those after it come as much earlier. */
export function endNow(rows: Row[], key: string, now: string): Row[] {
  const minute = fromLocalInput(toLocalInput(now)) ?? now;
  return moveEnd(rows, key, minute, true).map((row) =>
    row.key === key ? { ...row, moved: row.moved + 1 } : row,
  );
}

/** Whether a saved phase has begun, or is over: then little of it can change. */
export function progress({ id, startsAt, endsAt }: Row, now: number): "coming" | "running" | "over" {
  if (!id || Date.parse(startsAt) > now) return "coming";
  return endsAt && Date.parse(endsAt) <= now ? "over" : "running";
}

const DAY = 86_400_000;

/** The same time of day some days later, whether clocks change in between or not. */
export const addDays = (at: string, days: number): string => shift(at, days * DAY);

/** The beginning of the day after `now`. */
export const tomorrow = (now: number): string =>
  fromLocalInput(`${toLocalInput(new Date(now + DAY).toISOString()).slice(0, 10)}T00:00`) ?? "";

// Milliseconds by the clock on the wall, as if there were no zones.
const wall = (at: string): number => Date.parse(`${toLocalInput(at)}Z`);

const shift = (at: string, by: number): string =>
  at ? (fromLocalInput(new Date(wall(at) + by).toISOString().slice(0, 16)) ?? "") : "";
