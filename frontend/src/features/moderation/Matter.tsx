import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { commentAnchor } from "@/features/comment/permalink";
import { NEEDS } from "@/features/help/kinds";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import styles from "./Moderation.module.css";

type Props = {
  about: Schema["ThingRef"];
  thing: Schema["ReportedThing"];
  /** What everybody reads around it, in order. */
  thread?: Schema["Remark"][] | undefined;
  /** It waits to be read, so it has no place of its own yet. */
  waits?: boolean;
};

/** The words that are judged, who wrote them, and what stands around them. */
export function Matter({ about, thing, thread = [], waits = false }: Props) {
  const before = thread.filter(({ createdAt }) => createdAt < thing.createdAt);
  const after = thread.filter(({ createdAt }) => createdAt >= thing.createdAt);
  return (
    <section className={styles.thing}>
      <Around remarks={before} />
      <ParticipantLine participant={thing.author}>
        <DateTime at={thing.createdAt} as="relative" />
      </ParticipantLine>
      {thing.restricted && (
        <Tag tone="stopped">
          <Trans>Begränsat</Trans>
        </Tag>
      )}
      <p className={styles.text} dir="auto">
        {thing.text || thing.title}
      </p>
      <Around remarks={after} />
      <Where about={about} thing={thing} waits={waits} />
    </section>
  );
}

function Around({ remarks }: { remarks: Schema["Remark"][] }) {
  return remarks.map((remark) => (
    <p key={remark.id} className={styles.around} dir="auto">
      <strong>
        <bdi>{remark.author.displayName}</bdi>
      </strong>{" "}
      {remark.body}
    </p>
  ));
}

/** The way to the thing itself, with all that stands around it. */
function Where({ about, thing, waits }: Omit<Props, "thread">) {
  const words = <Trans>Se det på sin plats</Trans>;
  const whose = about.kind === "offer" ? thing.author : about; // an offer stands with who makes it
  if (about.kind === "organisation" || (about.kind === "offer" && thing.author.organisation))
    return (
      <Link to="/organisations/$organisationId" params={{ organisationId: whose.id }}>
        {words}
      </Link>
    );
  if (about.kind === "person" || about.kind === "offer")
    return (
      <Link to="/participants/$participantId" params={{ participantId: whose.id }}>
        {words}
      </Link>
    );
  const ideaId = about.kind === "idea" ? about.id : thing.ideaId;
  if (!ideaId) return null;
  // What waits has no place yet: the idea it is about is where it will stand.
  const elsewhere = about.kind !== "idea" && waits;
  const hash = elsewhere ? undefined : anchorOf(about);
  return (
    <Link to="/ideas/$ideaId" params={{ ideaId }} {...(hash ? { hash } : {})}>
      {elsewhere ? <Trans>Se idén den handlar om</Trans> : words}
    </Link>
  );
}

/** Where in its idea's page something stands; nothing for the idea itself. */
function anchorOf({ kind, id }: Schema["ThingRef"]) {
  if (kind === "comment") return commentAnchor(id);
  return kind === "need" || kind === "commitment" ? NEEDS : undefined;
}
