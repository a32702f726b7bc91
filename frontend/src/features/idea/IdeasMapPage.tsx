import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { boundariesQuery } from "@/features/district/queries";
import { DistrictMap } from "@/features/map/DistrictMap";
import type { Schema } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { withoutEcho } from "./echo";
import styles from "./IdeasMap.module.css";
import { placedIdeasQuery } from "./queries";
import { DistrictLinks, TopicLinks } from "./SettingLinks";

type Ideas = Schema["IdeaSummary"][];

/** Ideas on a map, and the same ideas as a list below it. */
export function IdeasMapPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/ideas/map" });
  const query = useInfiniteQuery(placedIdeasQuery(search));
  const ideas = query.data?.pages.flatMap((page) => page.ideas);
  return (
    <>
      <PageHeader
        title={t`Idéer på kartan`}
        lead={t`Idéer som hör hemma på en plats. De står som lista under kartan också.`}
        above={
          <Breadcrumbs>
            <Link to="/ideas">
              <Trans>Idéer</Trans>
            </Link>
          </Breadcrumbs>
        }
      />
      <div className={styles.filters}>
        <TopicLinks search={search} />
        <DistrictLinks search={search} />
      </div>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={4} />}
      {ideas && <Shown ideas={ideas} />}
      {ideas && ideas.length > 0 && (
        <LoadMore
          hasMore={query.hasNextPage}
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={ideas.length}
        />
      )}
    </>
  );
}

function Shown({ ideas }: { ideas: Ideas }) {
  const { t } = useLingui();
  const boundaries = useQuery(boundariesQuery).data;
  const [chosen, setChosen] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  // What was pressed on the map stands below it, which may be outside the window.
  const choose = (id: string) => {
    flushSync(() => setChosen(id));
    place.current?.scrollIntoView({ block: "nearest" });
    place.current?.focus({ preventScroll: true });
  };
  const points = ideas.flatMap(({ id, title, place }) => (place ? [{ id, title, ...place }] : []));
  const idea = ideas.find(({ id }) => id === chosen);
  return (
    <>
      {boundaries && (
        <DistrictMap
          label={t`Karta med idéernas platser`}
          features={boundaries.value.features}
          points={points}
          onPoint={choose}
          chosen={chosen}
        />
      )}
      <div ref={place} tabIndex={-1} className={styles.chosen}>
        {idea && (
          <IdeaList>
            <IdeaRow idea={withoutEcho(idea)} showChallenges heading="h2" />
          </IdeaList>
        )}
      </div>
      <Section title={t`Som lista`}>
        {ideas.length === 0 ? (
          <EmptyState>
            <Trans>Ingen idé här har en plats än.</Trans>
          </EmptyState>
        ) : (
          <IdeaList>
            {ideas.map((one) => (
              <IdeaRow key={one.id} idea={withoutEcho(one)} showChallenges heading="h3" />
            ))}
          </IdeaList>
        )}
      </Section>
    </>
  );
}
