import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { kindLabel } from "@/ui/labels";
import { Tag } from "@/ui/Tag";
import styles from "./Organisation.module.css";

type Props = {
  organisation: Schema["OrganisationSummary"];
  heading?: "h2" | "h3";
  /** More facts, or a control of its own. */
  children?: ReactNode;
};

/** An organisation in a list: its name, what it is, and whether somebody has checked that. */
export function OrganisationRow({ organisation, heading: Heading = "h3", children }: Props) {
  return (
    <li className={styles.row}>
      <Heading>
        <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
          <bdi>{organisation.name}</bdi>
        </Link>
      </Heading>
      <div className={styles.facts}>
        <span>{kindLabel(organisation.kind)}</span>
        <Standing organisation={organisation} />
        {children}
      </div>
    </li>
  );
}

/** Verified or not, and whether it is dormant. */
export function Standing({
  organisation,
}: {
  organisation: Pick<Schema["OrganisationSummary"], "verified" | "dormant">;
}) {
  return (
    <>
      <Tag tone={organisation.verified ? "done" : "neutral"}>
        {organisation.verified ? <Trans>Verifierad</Trans> : <Trans>Inte verifierad</Trans>}
      </Tag>
      {organisation.dormant && (
        <Tag tone="stopped">
          <Trans>Vilande</Trans>
        </Tag>
      )}
    </>
  );
}
