import { Trans } from "@lingui/react/macro";
import { useRef } from "react";
import { Button } from "@/ui/Button";
import styles from "./Comment.module.css";
import type { useComments } from "./queries";
import type { DiscussionSearch } from "./search";

type Props = { query: ReturnType<typeof useComments>; order: DiscussionSearch["order"] };

/** Reads what stands in front of the part of a discussion that a link opened. */
export function Earlier({ query, order }: Props) {
  const place = useRef<HTMLDivElement>(null);
  if (!query.hasPreviousPage) return <div ref={place} tabIndex={-1} className={styles.start} />;
  const read = async () => {
    const read = await query.fetchPreviousPage();
    if (!read.hasPreviousPage) place.current?.focus(); // the button is gone, and the focus would be with it
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.start}>
      <Button busy={query.isFetchingPreviousPage} onClick={() => void read()}>
        <Words order={order} />
      </Button>
    </div>
  );
}

function Words({ order }: Pick<Props, "order">) {
  if (order === "newest") return <Trans>Visa nyare kommentarer</Trans>;
  if (order === "most-thanked") return <Trans>Visa kommentarer med fler tack</Trans>;
  return <Trans>Visa tidigare kommentarer</Trans>;
}
