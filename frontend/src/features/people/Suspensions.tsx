import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { Schema } from "@/lib/api";
import { useKeptFocus } from "@/lib/use-kept-focus";
import { useSession } from "@/lib/use-session";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { LiftSuspension } from "./LiftSuspension";
import styles from "./People.module.css";
import { suspensionsQuery } from "./queries";
import { Suspend } from "./Suspend";
import { SuspensionText } from "./SuspensionText";

/** Whether somebody may write, and why not; the suspensions that are over too. */
export function Suspensions({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  return (
    <Section title={t`Avstängning`} note={t`Den som är avstängd läser som vanligt, men skriver inte.`}>
      <Known person={person} />
    </Section>
  );
}

function Known({ person }: { person: Schema["Person"] }) {
  const query = useInfiniteQuery(suspensionsQuery(person.id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={2} />;
  const all = query.data.pages.flatMap((page) => page.suspensions);
  const past = all.filter(({ running }) => !running);
  return (
    <div className={styles.stack}>
      <Present person={person} suspension={all.find(({ running }) => running)} />
      {past.length > 0 && (
        <div>
          <h3>
            <Trans>Tidigare avstängningar</Trans>
          </h3>
          <ol className={styles.past}>
            {past.map((suspension) => (
              <li key={suspension.id}>
                <SuspensionText suspension={suspension} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={all.length}
        />
      )}
    </div>
  );
}

type PresentProps = { person: Schema["Person"]; suspension: Schema["Suspension"] | undefined };

function Present({ person, suspension }: PresentProps) {
  const may = useMaySuspend(person);
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box, suspension?.id);
  return (
    <div ref={box} tabIndex={-1} className={styles.stack}>
      {suspension ? (
        <SuspensionText suspension={suspension} />
      ) : (
        <p>
          <Trans>Får skriva.</Trans>
        </p>
      )}
      {may !== true && <p className={styles.soft}>{may}</p>}
      {may === true && !suspension && <Suspend person={person} />}
      {may === true && suspension && <LiftSuspension person={person} suspensionId={suspension.id} />}
    </div>
  );
}

// The server decides; this only spares people a form that it would refuse.
function useMaySuspend(person: Schema["Person"]): true | string {
  const { t } = useLingui();
  const { me } = useSession();
  if (me?.id === person.id) return t`Ingen stänger av sig själv.`;
  if (person.role === "member" || me?.duties.includes("administer")) return true;
  return t`Den som har en roll här kan bara administratörer stänga av.`;
}
