import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { Sentence } from "./Sentence";

const decided: Schema["Notification"] = {
  id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01",
  kind: "moderation-decision",
  subjectKind: "idea",
  subjectId: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a02",
  title: "Ploga gångbanan",
  count: 1,
  happenedAt: "2026-11-01T08:00:00Z",
  read: false,
};

const cases: [Partial<Schema["Notification"]>, string][] = [
  [{ aboutKind: "comment" }, "Ett beslut har fattats om din kommentar på Ploga gångbanan"],
  [{ aboutKind: "comment", title: "" }, "Ett beslut har fattats om din kommentar"],
  [
    { aboutKind: "need", kind: "appeal-decided" },
    "Din överklagan om ditt behov för Ploga gångbanan är avgjord",
  ],
  [{ aboutKind: "idea", kind: "post-published" }, "Det du skrev är publicerat: din idé Ploga gångbanan"],
  [{ aboutKind: "offer", subjectKind: "person", title: "Maja" }, "Ett beslut har fattats om ditt erbjudande"],
  [{ aboutKind: "person", subjectKind: "person", title: "Maja" }, "Ett beslut har fattats om ditt konto"],
  [
    { aboutKind: "person", kind: "appeal-decided", subjectKind: "person", title: "Maja" },
    "Din överklagan om ditt konto är avgjord",
  ],
  [
    { aboutKind: "organisation", subjectKind: "organisation", title: "Odlarna" },
    "Ett beslut har fattats om din organisation Odlarna",
  ],
  [
    { aboutKind: "organisation", kind: "appeal-decided", subjectKind: "organisation", title: "Odlarna" },
    "Din överklagan om din organisation Odlarna är avgjord",
  ],
  [
    { aboutKind: "person", count: 2, subjectKind: "person", title: "Maja" },
    "Ett beslut har fattats om ditt konto eller något du har skrivit",
  ],
  [
    { aboutKind: "organisation", count: 2, subjectKind: "organisation", title: "Odlarna" },
    "Ett beslut har fattats om din organisation Odlarna eller något den har skrivit",
  ],
  [{ aboutKind: "comment", count: 2 }, "Ett beslut har fattats om något du har skrivit: Ploga gångbanan"],
  [{}, "Ett beslut har fattats om något du har skrivit: Ploga gångbanan"],
];

it.each(cases)("says of %o what it is about", async (given, said) => {
  await renderInApp(
    <p data-testid="said">
      <Sentence notification={{ ...decided, ...given }} />
    </p>,
  );
  expect(screen.getByTestId("said")).toHaveTextContent(new RegExp(`^${said}$`));
});
