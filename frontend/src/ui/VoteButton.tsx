import { useLingui } from "@lingui/react/macro";
import { formatNumber } from "@/lib/format";
import { Icon } from "./Icon";
import styles from "./Vote.module.css";

type Props = {
  /** Supports in all, the reader's own included. */
  count: number;
  /** Whether the reader supports it. */
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  /** What is supported, for those who hear the button alone. */
  subject: string;
  /** Why voting is not possible now; the button then does nothing but says so. */
  closedBecause?: string | undefined;
};

/**
 * Support: one yes a person, pressed again to take it back. The caller changes
 * `pressed` and `count` at once, and announces what came of it.
 */
export function VoteButton({ count, pressed, onChange, subject, closedBecause }: Props) {
  const { t } = useLingui();
  const shown = formatNumber(count);
  const name = t`Stöd ${subject}. ${shown} stöder.`;
  return (
    <button
      type="button"
      className={styles.vote}
      aria-pressed={pressed}
      aria-label={closedBecause ? `${name} ${closedBecause}` : name}
      aria-disabled={closedBecause ? true : undefined}
      title={closedBecause}
      onClick={() => closedBecause || onChange(!pressed)}
    >
      <span className={styles.count}>{shown}</span>
      <span className={styles.word}>
        <Icon name={pressed ? "check" : "plus"} />
        {pressed ? t`Du stöder` : t`Stöd`}
      </span>
    </button>
  );
}
