import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { Tag } from "@/ui/Tag";
import styles from "./Account.module.css";
import { ownSessionsQuery, useEndOtherSessions, useEndSession } from "./security";

/** Where one is signed in, and ways to end it. */
export function Devices() {
  const { t } = useLingui();
  const query = useInfiniteQuery(ownSessionsQuery);
  const endOthers = useEndOtherSessions();
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const sessions = query.data.pages.flatMap((page) => page.sessions);
  return (
    <div className={styles.form}>
      <ul className={styles.rows}>
        {sessions.map((session) => (
          <Device key={session.id} session={session} />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={sessions.length}
        />
      )}
      {endOthers.error && <ErrorState error={endOthers.error} />}
      {sessions.length > 1 && (
        <ConfirmButton
          label={t`Logga ut överallt annars`}
          title={t`Logga ut överallt annars?`}
          variant="danger"
          busy={endOthers.isPending}
          onConfirm={() => endOthers.mutate()}
        >
          <Trans>Du är kvar här, och loggas genast ut på alla andra ställen.</Trans>
        </ConfirmButton>
      )}
    </div>
  );
}

function Device({ session }: { session: Schema["OwnSession"] }) {
  const end = useEndSession();
  return (
    <li>
      <span>
        <DeviceName device={session.device} /> {session.current && <Here />}
        <small>
          <Trans>
            Senast använd <DateTime at={session.lastUsedAt} as="relative" />, inloggad{" "}
            <DateTime at={session.createdAt} as="short-date" />
          </Trans>
        </small>
      </span>
      {!session.current && (
        <Button variant="plain" busy={end.isPending} onClick={() => end.mutate(session.id)}>
          <Trans>Logga ut</Trans>
        </Button>
      )}
    </li>
  );
}

const Here = () => (
  <Tag>
    <Trans>Här</Trans>
  </Tag>
);

function DeviceName({ device }: { device: string }) {
  const [browser, system] = device.split(", ");
  if (!browser) return <Trans>Okänd webbläsare</Trans>;
  if (!system) return <b>{browser}</b>;
  return (
    <b>
      <Trans>
        {browser} på {system}
      </Trans>
    </b>
  );
}
