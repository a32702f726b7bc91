import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type Props = {
  /** What is not here yet, and never as a reproach. */
  children: ReactNode;
  /** The way on, where there is one. */
  action?: ReactNode;
};

/** Where a list would stand. */
export function EmptyState({ children, action }: Props) {
  return (
    <div className={styles.empty}>
      <p className={styles.words}>{children}</p>
      {action}
    </div>
  );
}
