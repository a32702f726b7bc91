import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LinkSettings } from "@/features/link/LinkSettings";
import { currentLocale } from "@/lib/i18n";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Prose } from "@/ui/Prose";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Counts } from "./Counts";
import styles from "./Moderation.module.css";
import { PolicyForm } from "./PolicyForm";
import { policyQuery } from "./queries";
import { WaitingSettings } from "./WaitingSettings";

/** The rules that everybody reads, and how often they were used. */
export function PolicyPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Regler och moderering`}
        lead={t`Vad man får skriva här, och vad som händer med resten.`}
      />
      <Policy />
      <WaitingSettings />
      <LinkSettings />
      <Section
        title={t`Besluten, år för år`}
        note={t`Hur många rapporter och beslut det har varit, och på vilken grund.`}
      >
        <Counts />
      </Section>
    </>
  );
}

function Policy() {
  const { t } = useLingui();
  const administers = useSession().me?.duties.includes("administer");
  const query = useQuery(policyQuery);
  const [editing, setEditing] = useState(false);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={8} />;
  const policy = query.data.value;
  const note = (
    <Trans>
      Ändrade senast <DateTime at={policy.updatedAt} as="short-date" />
    </Trans>
  );
  return (
    <Section title={t`Reglerna`} note={note}>
      {editing ? (
        <PolicyForm policy={query.data} onDone={() => setEditing(false)} />
      ) : (
        <Prose html={currentLocale() === "sv" ? policy.swedishHtml : policy.englishHtml} />
      )}
      {administers && !editing && (
        <p className={styles.edit}>
          <Button onClick={() => setEditing(true)}>
            <Trans>Ändra reglerna</Trans>
          </Button>
        </p>
      )}
    </Section>
  );
}
