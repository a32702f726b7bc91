import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { kindLabel } from "@/ui/labels";
import { Section } from "@/ui/Section";
import styles from "./People.module.css";

/** Whose account it is. Only administrators are told the address. */
export function PersonFacts({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  const { id, email, kind, createdAt } = person;
  return (
    <Section title={t`Konto`}>
      <dl className={styles.facts}>
        {email && (
          <Fact name={t`E-postadress`}>
            <a href={`mailto:${encodeURI(email)}`}>{email}</a>
          </Fact>
        )}
        <Fact name={t`Deltar som`}>{kindLabel(kind)}</Fact>
        <Fact name={t`Konto sedan`}>
          <DateTime at={createdAt} />
        </Fact>
        <Fact name={t`Syns för alla`}>
          <Link to="/participants/$participantId" params={{ participantId: id }}>
            <Trans>Personens sida</Trans>
          </Link>
        </Fact>
      </dl>
    </Section>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
