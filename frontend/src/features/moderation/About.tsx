import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { thingLabel } from "./words";

type Decision = Pick<Schema["ModerationDecision"], "thing" | "title">;

/** What a decision is about: what stands under an idea goes by that idea's title, and must not be taken for it. */
export function About({ decision }: { decision: Decision }) {
  const title = <bdi>{decision.title}</bdi>;
  const { kind } = decision.thing;
  if (!decision.title) return thingLabel(kind);
  if (kind === "comment") return <Trans>Kommentar på {title}</Trans>;
  if (kind === "need") return <Trans>Behov för {title}</Trans>;
  if (kind === "commitment") return <Trans>Löfte till {title}</Trans>;
  return (
    <>
      {thingLabel(kind)}: {title}
    </>
  );
}

/** The same to who wrote it. */
export function AboutYours({ decision }: { decision: Decision }) {
  const title = <bdi>{decision.title}</bdi>;
  if (!decision.title) return thingLabel(decision.thing.kind);
  switch (decision.thing.kind) {
    case "comment":
      return <Trans>Din kommentar på {title}</Trans>;
    case "need":
      return <Trans>Ditt behov för {title}</Trans>;
    case "commitment":
      return <Trans>Ditt löfte till {title}</Trans>;
    case "idea":
      return <Trans>Din idé {title}</Trans>;
    case "offer":
      return <Trans>Ditt erbjudande {title}</Trans>;
    default:
      return title;
  }
}
