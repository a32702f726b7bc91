import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/ui/Notice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Comment.module.css";
import { mergeComments } from "./merge";
import { commentQuery, useCommentPermissions } from "./queries";
import { Thread } from "./Thread";

/** The thread of a comment that a link leads to, when the discussion is not read that far. */
export function LinkedThread({ commentId, writable }: { commentId: string; writable: boolean }) {
  const linked = useQuery(commentQuery(commentId));
  const parentId = linked.data?.parentId;
  const parent = useQuery({ ...commentQuery(parentId ?? ""), enabled: parentId !== undefined });
  const permissions = useCommentPermissions(parentId ? [parentId, commentId] : [commentId]);
  if (linked.isError || parent.isError) return <Gone />;
  if (linked.isPending || (parentId && parent.isPending)) return <Skeleton rows={1} />;
  const thread = parent.data
    ? { ...parent.data, replies: mergeComments(parent.data.replies, [linked.data]) }
    : linked.data;
  return (
    <div className={styles.linked}>
      <p className={styles.caption}>
        <Trans>Kommentaren som länken leder till</Trans>
      </p>
      <ol className={styles.threads}>
        <Thread comment={thread} permissions={permissions} target={commentId} writable={writable} />
      </ol>
    </div>
  );
}

const Gone = () => (
  <Notice>
    <Trans>Kommentaren som länken leder till finns inte längre.</Trans>
  </Notice>
);
