import { Plural, Trans } from "@lingui/react/macro";
import styles from "./Browse.module.css";
import { Button } from "./Button";

type Props = {
  /** Whether there is more to read. */
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
  /** Rows shown now. */
  shown: number;
};

/** Reads on at the end of a list, on demand: the foot of the page stays within reach. */
export function LoadMore({ hasMore, loading, onMore, shown }: Props) {
  return (
    <div className={styles.more}>
      <p className={styles.status} role="status">
        <Plural value={shown} one="# visas" other="# visas" />
      </p>
      {hasMore && (
        <Button busy={loading} onClick={onMore}>
          <Trans>Visa fler</Trans>
        </Button>
      )}
    </div>
  );
}
