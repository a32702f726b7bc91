import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { LinkButton } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Help.module.css";
import { Helping } from "./Helping";
import { HelpNav } from "./HelpNav";
import { NEEDS } from "./kinds";
import { openNeedsQuery } from "./queries";
import { ReportHelp } from "./ReportHelp";
import type { OffersSearch } from "./search";
import { useOwn } from "./use-own";
import { amountOf, helpKindLabel } from "./words";

/** What ideas lack, for whoever would lend a hand and looks for where. */
export function NeedsPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/needs" });
  return (
    <>
      <PageHeader
        title={t`Behov`}
        lead={t`Det här saknas för att idéer ska bli av. Ser du något du kan bidra med, så säg det.`}
      />
      <HelpNav to="/needs" search={search} />
      <Needs search={search} />
    </>
  );
}

function Needs({ search }: { search: OffersSearch }) {
  const query = useInfiniteQuery(openNeedsQuery(search));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={4} />;
  const needs = query.data.pages.flatMap((page) => page.needs);
  if (needs.length === 0) return <Nothing narrowed={Object.keys(search).length > 0} />;
  return (
    <>
      <ol className={styles.rows}>
        {needs.map((one) => (
          <OpenNeed key={one.need.id} {...one} />
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={needs.length}
        />
      )}
    </>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  if (narrowed)
    return (
      <EmptyState
        action={
          <LinkButton to="/needs">
            <Trans>Visa alla behov</Trans>
          </LinkButton>
        }
      >
        <Trans>Inget behov passar in på det.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      action={
        <LinkButton to="/ideas">
          <Trans>Se idéerna</Trans>
        </LinkButton>
      }
    >
      <Trans>Ingen idé saknar något just nu.</Trans>
    </EmptyState>
  );
}

function OpenNeed({ need, idea, author, district }: Schema["OpenNeed"]) {
  const own = useOwn(author.id);
  const left = amountOf(need.amount - need.committed, need.unit);
  const place = district?.name;
  const link = (
    <Link to="/ideas/$ideaId" params={{ ideaId: idea.id }} hash={NEEDS}>
      <bdi>{idea.title}</bdi>
    </Link>
  );
  return (
    <li className={styles.row}>
      <h2>
        {helpKindLabel(need.kind)}: <bdi>{left}</bdi>
      </h2>
      <p className={styles.words} dir="auto">
        {need.description}
      </p>
      <p>
        <Trans>Till idén {link}</Trans>
      </p>
      <ParticipantLine participant={author}>
        {place && <>{place} · </>}
        <Trans>
          till och med <DateTime at={need.endsAt} as="date" />
        </Trans>
      </ParticipantLine>
      {!own && <Helping need={need} ideaTitle={idea.title} may={["help"]} />}
      <div className={styles.buttons}>
        <ReportHelp thing={{ kind: "need", id: need.id }} by={author.id} />
      </div>
    </li>
  );
}
