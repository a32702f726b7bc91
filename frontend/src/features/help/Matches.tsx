import { Trans, useLingui } from "@lingui/react/macro";
import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { useTopicName } from "@/features/topic/topic-name";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Skeleton } from "@/ui/Skeleton";
import { AskToHelp } from "./AskToHelp";
import styles from "./Help.module.css";
import { ReportHelp } from "./ReportHelp";
import { amountOf, languageLabel } from "./words";

type Match = Schema["Match"];
type Props = {
  // biome-ignore lint/suspicious/noExplicitAny: the key is of no matter here.
  query: UseQueryOptions<Match[], Error, Match[], any>;
  /** What is shown of each: the offers of a need, or the needs of an offer. */
  side: "offer" | "need";
  label: string;
  /** Which of several it is about, where their buttons say the same. */
  about?: string;
  /** The reader asks for what another offers, and does not offer. */
  seeking?: boolean;
  /** What is said when nothing fits. */
  none?: ReactNode;
  organisationId?: string | undefined;
};

/** What fits, with the reasons, once asked for: the best first. */
export function Matches({ query, label, about, none, ...row }: Props) {
  const [shown, setShown] = useState(false);
  const listed = useId();
  const found = useQuery({ ...query, enabled: shown });
  return (
    <div className={styles.stack}>
      <div>
        <Button
          variant="plain"
          aria-expanded={shown}
          {...(about ? { "aria-label": `${label}: ${about}` } : {})}
          onClick={() => setShown(!shown)}
        >
          {label}
        </Button>
      </div>
      {shown && found.isPending && <Skeleton rows={2} />}
      {shown && found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {shown && found.data?.length === 0 && (
        <p className={styles.soft} role="status">
          {none ?? <Trans>Inget passar just nu. Du får veta när något gör det.</Trans>}
        </p>
      )}
      {shown && found.data && found.data.length > 0 && (
        <div className={styles.matches}>
          <p id={listed} className={styles.asked}>
            <Listed {...row} />
          </p>
          <ol className={styles.rows} aria-labelledby={listed}>
            {found.data.map((match) => (
              <MatchRow key={match.need.id + match.offer.id} match={match} {...row} />
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

/** What is listed, and in which order. */
function Listed({ side, seeking }: Pick<Props, "side" | "seeking">) {
  if (side === "offer") return <Trans>Erbjudanden som kan passa, det bästa först</Trans>;
  if (seeking) return <Trans>Behov i dina idéer som erbjudandet kan passa, det bästa först</Trans>;
  return <Trans>Behov som erbjudandet kan passa, det bästa först</Trans>;
}

type RowProps = { match: Match } & Pick<Props, "side" | "seeking" | "organisationId">;

function MatchRow({ match, side, seeking = side === "offer", organisationId }: RowProps) {
  const { need, offer, idea } = match;
  return (
    <li className={styles.row}>
      <h4>
        {side === "offer" ? (
          <bdi>{offer.title}</bdi>
        ) : (
          <Link to="/ideas/$ideaId" params={{ ideaId: idea.id }}>
            <bdi>{idea.title}</bdi>
          </Link>
        )}
      </h4>
      {side === "offer" && <ParticipantLine participant={offer.owner} />}
      <p className={styles.words} dir="auto">
        {side === "offer" ? offer.description : need.description}
      </p>
      {side === "need" && <p className={styles.soft}>{amountOf(need.amount - need.committed, need.unit)}</p>}
      <Hardly reasons={match.reasons} />
      <Reasons match={match} />
      <div className={styles.buttons}>
        <AskToHelp
          need={need}
          ideaTitle={idea.title}
          offer={offer}
          seeking={seeking}
          organisationId={organisationId ?? ""}
        />
        {side === "offer" && <ReportHelp thing={{ kind: "offer", id: offer.id }} by={offer.owner.id} />}
      </div>
    </li>
  );
}

/** That both are for the same kind of help, and no more alike than that. */
function Hardly({ reasons: { words, topics } }: Pick<Match, "reasons">) {
  if (words.length + topics.length > 0) return null;
  return (
    <p>
      <Trans>Passar knappt: samma sorts hjälp, men inga gemensamma ord eller ämnen.</Trans>
    </p>
  );
}

/** Why it fits, part by part. */
function Reasons({ match: { reasons } }: { match: Match }) {
  const { t } = useLingui();
  const nameOf = useTopicName();
  const topics = reasons.topics.map(nameOf).join(", ");
  const languages = reasons.languages.map(languageLabel).join(", ");
  const words = reasons.words.map((word) => `”${word}”`).join(", ");
  return (
    <ul className={styles.reasons} aria-label={t`Därför passar det`}>
      {words && <li>{t`Samma ord: ${words}`}</li>}
      {topics && <li>{t`Samma ämne: ${topics}`}</li>}
      <li>
        <Near reasons={reasons} />
      </li>
      <li>
        {reasons.timeShare >= 0.995 ? (
          <Trans>Under hela tiden</Trans>
        ) : (
          <Trans>
            Till och med <DateTime at={reasons.endsAt} as="date" />
          </Trans>
        )}
      </li>
      {languages && <li>{t`Språk: ${languages}`}</li>}
    </ul>
  );
}

function Near({ reasons: { nearness, distance } }: { reasons: Match["reasons"] }) {
  const kilometres = distance === undefined ? undefined : formatNumber(distance);
  if (nearness === "within-radius" && kilometres) return <Trans>{kilometres} km bort</Trans>;
  if (nearness === "within-radius") return <Trans>I närheten</Trans>;
  if (nearness === "same-district") return <Trans>I samma stadsdel</Trans>;
  if (nearness === "whole-municipality") return <Trans>Gäller hela kommunen</Trans>;
  return <Trans>Gäller på en plats. Idén säger inte var den är.</Trans>;
}
