import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Commitments } from "./Commitments";
import styles from "./Help.module.css";
import { NEEDS } from "./kinds";
import { NeedForm } from "./NeedForm";
import { NeedRow } from "./NeedRow";
import { needsQuery } from "./queries";

/** What an idea lacks, who can help, and what people have promised. Nothing where there is nothing to show or state. */
export function IdeaNeeds({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const query = useQuery(needsQuery(idea.id));
  const may = useIdeaRelation(idea.id)?.permissions ?? [];
  const states = may.includes("state-needs");
  const needs = query.data ?? [];
  const whole = idea.mergedInto;
  const wholeTitle = whole?.title;
  if (query.isSuccess && needs.length === 0 && !states) return null;
  return (
    <div id={NEEDS}>
      <Section
        title={t`Vad idén behöver`}
        note={t`Den som hjälper till syns här med sitt löfte, och med vad det blev av det.`}
      >
        <div className={styles.stack}>
          {query.isPending && <Skeleton rows={2} />}
          {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
          {query.isSuccess && needs.length === 0 && (
            <p className={styles.soft}>
              <Trans>
                Berätta vad som saknas: kunskap, händer, verktyg, en plats, pengar eller ett tillstånd.
              </Trans>
            </p>
          )}
          {whole && needs.length > 0 && (
            <p className={styles.soft}>
              <Trans>
                Idén ingår i en annan och tar inte emot hjälp här. Se vad{" "}
                <Link to="/ideas/$ideaId" params={{ ideaId: whole.id }} hash={NEEDS}>
                  <bdi>{wholeTitle}</bdi>
                </Link>{" "}
                behöver.
              </Trans>
            </p>
          )}
          {needs.length > 0 && (
            <ul className={styles.rows}>
              {needs.map((need) => (
                <NeedRow key={need.id} need={need} idea={idea} may={may} />
              ))}
            </ul>
          )}
          {states && (
            <div className={styles.buttons}>
              <NeedForm ideaId={idea.id} />
            </div>
          )}
          <Commitments ideaId={idea.id} records={may.includes("record-outcome")} />
        </div>
      </Section>
    </div>
  );
}
