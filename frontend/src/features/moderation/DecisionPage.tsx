import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { About } from "./About";
import { AppealForm } from "./AppealForm";
import { JudgeForm } from "./JudgeForm";
import { Matter } from "./Matter";
import styles from "./Moderation.module.css";
import { decisionQuery } from "./queries";
import { doneLabel, groundLabel } from "./words";

type Decision = Schema["ModerationDecision"];

/** A decision with its reasons, for whom it is against; and the appeal, for them and for who judges it. */
export function DecisionPage() {
  const { t } = useLingui();
  const { decisionId } = useParams({ from: "/moderation-decisions/$decisionId" });
  const query = useQuery(decisionQuery(decisionId));
  if (query.isPending) return <Skeleton rows={6} />;
  if (query.isError)
    return (
      <>
        <PageHeader title={t`Beslutet kunde inte visas`} />
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  const decision = query.data;
  const done = doneLabel(decision.action);
  return (
    <>
      <PageHeader
        title={t`Beslut: ${done}`}
        above={<Back decision={decision} />}
        lead={<About decision={decision} />}
        meta={<DateTime at={decision.decidedAt} as="date-time" />}
      />
      {decision.undoneAt && (
        <Notice>
          <p>
            <Trans>
              Beslutet är upphävt sedan <DateTime at={decision.undoneAt} />.
            </Trans>
          </p>
        </Notice>
      )}
      <Reasons decision={decision} />
      {decision.matter && (
        <Section title={t`Det som beslutet gäller`}>
          <Matter about={decision.thing} thing={decision.matter} thread={decision.thread} />
        </Section>
      )}
      <Appeal decision={decision} />
    </>
  );
}

/** The way back: to the queue for who judges, to their own decisions for who wrote it. */
function Back({ decision: { matter, mayAppeal, own } }: { decision: Decision }) {
  const { me } = useSession();
  const theirs = mayAppeal || (matter !== undefined && matter.author.id === me?.id);
  const keeps = own || me?.duties.some((duty) => duty === "moderate" || duty === "administer");
  return (
    <Breadcrumbs>
      {keeps && !theirs ? (
        <Link to="/admin/moderation">
          <Trans>Moderering</Trans>
        </Link>
      ) : (
        <Link to="/profile/moderation">
          <Trans>Beslut om det du skrivit</Trans>
        </Link>
      )}
    </Breadcrumbs>
  );
}

function Reasons({ decision }: { decision: Decision }) {
  const { t } = useLingui();
  return (
    <Section title={t`Skälen`}>
      <dl className={styles.facts}>
        {decision.ground && <Fact name={t`Grund`}>{groundLabel(decision.ground)}</Fact>}
        {decision.rule && <Fact name={t`Regel eller lag`}>{decision.rule}</Fact>}
        {decision.facts && (
          <Fact name={t`Vad som hände`}>
            <span className={styles.lines}>{decision.facts}</span>
          </Fact>
        )}
        {decision.endsAt && (
          <Fact name={t`Gäller till`}>
            <DateTime at={decision.endsAt} as="date-time" />
          </Fact>
        )}
        <Fact name={t`Hur det upptäcktes`}>
          <Found cause={decision.cause} />
        </Fact>
      </dl>
      <p>
        <Link to="/moderation">
          <Trans>Läs reglerna</Trans>
        </Link>
      </p>
    </Section>
  );
}

function Found({ cause }: { cause: Decision["cause"] }) {
  if (cause === "report") return <Trans>Någon rapporterade det. En människa läste det och beslutade.</Trans>;
  if (cause === "moderator") return <Trans>En moderator såg det och beslutade.</Trans>;
  if (cause === "spam")
    return <Trans>Ett automatiskt skräpfilter pekade ut det. En människa läste det och beslutade.</Trans>;
  return <Trans>Det väntade på att bli läst innan andra fick se det. En människa läste och beslutade.</Trans>;
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Appeal({ decision }: { decision: Decision }) {
  const { t } = useLingui();
  const { appeal, appealUntil, mayAppeal, mayJudge } = decision;
  const [sentBefore] = useState(appeal !== undefined);
  if (!appealUntil || !(appeal || mayAppeal)) return null;
  return (
    <Section title={t`Överklagande`}>
      {appeal ? (
        <Words appeal={appeal} sentHere={!sentBefore} />
      ) : (
        <div className={styles.stack}>
          <p>
            <Trans>
              Tycker du att beslutet är fel kan du överklaga till och med <DateTime at={appealUntil} />. Någon
              annan än den som beslutade prövar det. Du kan också vända dig till domstol eller, om det gäller
              dina uppgifter, till Integritetsskyddsmyndigheten.
            </Trans>
          </p>
          <AppealForm decisionId={decision.id} />
        </div>
      )}
      {appeal && mayJudge && <JudgeForm appeal={appeal} />}
    </Section>
  );
}

function Words({ appeal, sentHere }: { appeal: Schema["Appeal"]; sentHere: boolean }) {
  const waits = useRef<HTMLParagraphElement>(null);
  // The form is gone, and the focus with it.
  useEffect(() => {
    if (sentHere) waits.current?.focus();
  }, [sentHere]);
  return (
    <div className={styles.stack}>
      <p className={styles.quote}>{appeal.words}</p>
      {!appeal.outcome && (
        <p ref={waits} tabIndex={-1}>
          <Trans>Överklagandet väntar på att prövas av någon annan än den som beslutade.</Trans>
        </p>
      )}
      {appeal.outcome && (
        <p>
          <strong>
            {appeal.outcome === "overturned" ? (
              <Trans>Du fick rätt, och beslutet är upphävt.</Trans>
            ) : (
              <Trans>Beslutet står fast.</Trans>
            )}
          </strong>{" "}
          {appeal.reason}
        </p>
      )}
    </div>
  );
}
