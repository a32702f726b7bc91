import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import styles from "@/features/admin/AdminList.module.css";
import { AdminNav } from "@/features/admin/AdminNav";
import type { Schema } from "@/lib/api";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { NewTopic } from "./NewTopic";
import { topicsQuery } from "./queries";
import { TopicRow } from "./TopicRow";

/** Where administrators look after what ideas and challenges are about. */
export function TopicsPage() {
  const { t } = useLingui();
  const archived = useQuery(topicsQuery("archived")).data ?? [];
  return (
    <>
      <PageHeader
        title={t`Ämnen`}
        lead={t`Det som idéer och utmaningar handlar om. Med ämnen hittar man det man bryr sig om.`}
      />
      <AdminNav />
      <Section title={t`I bruk`} note={t`Högst hundra. Fem till femton räcker oftast.`}>
        <Active />
      </Section>
      <Section title={t`Nytt ämne`}>
        <NewTopic />
      </Section>
      {archived.length > 0 && (
        <Section title={t`Arkiverade`} note={t`De står kvar där de finns, och går inte att välja längre.`}>
          <Rows topics={archived} />
        </Section>
      )}
    </>
  );
}

function Active() {
  const query = useQuery(topicsQuery("active"));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  if (query.data.length > 0) return <Rows topics={query.data} />;
  return (
    <EmptyState>
      <Trans>Det finns inget ämne än. Skriv det första här under.</Trans>
    </EmptyState>
  );
}

const Rows = ({ topics }: { topics: Schema["Topic"][] }) => (
  <ul className={styles.list}>
    {topics.map((topic) => (
      <TopicRow key={topic.id} topic={topic} />
    ))}
  </ul>
);
