import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { CaseMatter } from "./CaseMatter";
import { Cause } from "./CaseRow";
import { Decide } from "./Decide";
import styles from "./Moderation.module.css";
import { nextCase } from "./next-case";
import { caseQuery, casesQuery } from "./queries";
import { Shortcuts } from "./Shortcuts";
import { thingLabel } from "./words";

/** One case on one screen. Once it is decided the next one comes by itself. */
export function CasePage() {
  const { caseId } = useParams({ from: "/admin/moderation/$caseId" });
  const query = useQuery(caseQuery(caseId));
  const go = useGo(caseId);
  if (query.isPending) return <Skeleton rows={6} />;
  if (query.isError) return <Missing error={query.error} onRetry={() => void query.refetch()} />;
  const file = query.data.value;
  const closed = file.case.state === "closed";
  return (
    <>
      <Head file={file} />
      <Shortcuts onNext={() => go(1)} onPrevious={() => go(-1)} />
      <div className={styles.case}>
        <CaseMatter file={file} />
        {closed ? (
          <Closed onNext={() => go(1)} />
        ) : (
          <Decide key={caseId} file={query.data} onDone={() => go(1)} />
        )}
      </div>
    </>
  );
}

function Head({ file }: { file: { case: Parameters<typeof Cause>[0]["case"] } }) {
  const { t } = useLingui();
  const kind = thingLabel(file.case.thing.kind);
  return (
    <PageHeader
      title={file.case.title || kind}
      documentTitle={t`Ärende: ${kind}`}
      lead={
        <>
          {kind} · <Cause case={file.case} />
        </>
      }
      above={
        <Breadcrumbs>
          <Link to="/admin/moderation">
            <Trans>Moderering</Trans>
          </Link>
        </Breadcrumbs>
      }
    />
  );
}

function Closed({ onNext }: { onNext: () => void }) {
  return (
    <Notice>
      <p>
        <Trans>Ärendet är avgjort.</Trans>
      </p>
      <Button onClick={onNext}>
        <Trans>Till nästa</Trans>
      </Button>
    </Notice>
  );
}

/** Goes to the case before or after this one in the queue, or to the queue when there is none. */
function useGo(caseId: string) {
  const navigate = useNavigate();
  const { data } = useInfiniteQuery(casesQuery("open"));
  return (by: 1 | -1) => {
    const to = nextCase(data?.pages.flatMap((page) => page.cases) ?? [], caseId, by);
    void (to
      ? navigate({ to: "/admin/moderation/$caseId", params: { caseId: to } })
      : navigate({ to: "/admin/moderation" }));
  };
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Ärendet kunde inte visas`} />
      <ErrorState error={error} onRetry={onRetry} />
    </>
  );
}
