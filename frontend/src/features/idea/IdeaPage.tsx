import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { CoAuthorLine } from "@/features/coauthor/CoAuthorLine";
import { CoAuthorNotice } from "@/features/coauthor/CoAuthorNotice";
import { SupportGoal } from "@/features/duty/SupportGoal";
import { HandoverHistory } from "@/features/handover/HandoverHistory";
import { HandoverNotice } from "@/features/handover/HandoverNotice";
import { IdeaLife } from "@/features/life/IdeaLife";
import { Outcome } from "@/features/life/Outcome";
import { MergeHistory } from "@/features/merge/MergeHistory";
import { MergeNotices } from "@/features/merge/MergeNotices";
import { FollowButton } from "@/features/notification/FollowButton";
import { PrintAddress } from "@/features/share/PrintAddress";
import type { Schema } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Skeleton } from "@/ui/Skeleton";
import { IdeaDiscussion } from "./IdeaDiscussion";
import { IdeaHistory } from "./IdeaHistory";
import { IdeaMatter } from "./IdeaMatter";
import { IdeaNotice } from "./IdeaNotice";
import { ideaQuery } from "./queries";

const IdeaFiles = lazy(() => import("@/features/file/IdeaFiles").then((m) => ({ default: m.IdeaFiles })));
const IdeaNeeds = lazy(() => import("@/features/help/IdeaNeeds").then((m) => ({ default: m.IdeaNeeds })));

/** One idea: the text, the vote, what it answers, how it was changed, and the discussion. */
export function IdeaPage() {
  const { ideaId } = useParams({ from: "/ideas/$ideaId" });
  const query = useQuery(ideaQuery(ideaId));
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const idea = query.data.value;
  // The text of a withdrawn idea is there for its author only.
  const readable = idea.body !== "";
  return (
    <>
      <Head idea={idea} />
      <IdeaNotice idea={query.data} />
      {readable && idea.state !== "draft" && <MergeNotices idea={idea} />}
      {readable && idea.state !== "draft" && <HandoverNotice idea={idea} />}
      {readable && <CoAuthorNotice idea={idea} />}
      {readable && <Outcome idea={idea} />}
      {readable && <SupportGoal idea={idea} />}
      {readable && <IdeaMatter idea={query.data} />}
      {readable && (
        <Suspense>
          <IdeaFiles idea={idea} />
        </Suspense>
      )}
      {readable && idea.state === "published" && (
        <Suspense>
          <IdeaNeeds idea={idea} />
        </Suspense>
      )}
      {readable && <IdeaLife idea={query.data} />}
      {readable && idea.state !== "draft" && <MergeHistory idea={idea} />}
      {readable && idea.state !== "draft" && <HandoverHistory ideaId={idea.id} />}
      {readable && <IdeaHistory idea={idea} />}
      {readable && idea.state !== "draft" && <IdeaDiscussion key={idea.id} idea={idea} />}
      {(idea.state === "published" || idea.state === "merged") && (
        <PrintAddress shared={{ kind: "ideas", id: idea.id, title: idea.title }} />
      )}
    </>
  );
}

function Head({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  return (
    <PageHeader
      title={idea.title || t`En tillbakadragen idé`}
      above={
        <Breadcrumbs>
          <Link to="/ideas">
            <Trans>Idéer</Trans>
          </Link>
        </Breadcrumbs>
      }
      meta={
        <>
          <ParticipantLine participant={idea.author}>
            <DateTime at={idea.publishedAt ?? idea.createdAt} />
          </ParticipantLine>
          {idea.coAuthors && <CoAuthorLine coAuthors={idea.coAuthors} />}
        </>
      }
      actions={idea.state === "published" && <FollowButton targetId={idea.id} name={idea.title} />}
    />
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Idén kunde inte visas`} />
      <ErrorState
        error={error}
        onRetry={onRetry}
        action={
          <Link to="/ideas">
            <Trans>Se alla idéer</Trans>
          </Link>
        }
      />
    </>
  );
}
