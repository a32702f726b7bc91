import type { ReactNode } from "react";
import styles from "./Browse.module.css";

type Props = {
  /** What the links choose between: "Ordning", "Visa". */
  label: string;
  /** Router links. The chosen one carries `aria-current` by itself when `activeOptions` include the search. */
  children: ReactNode[];
};

/** A choice of order or view, as links: each has its address, and the back button works. */
export function SortNav({ label, children }: Props) {
  return (
    <nav aria-label={label}>
      <ul className={styles.sort}>
        {children.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of links, never reordered.
          <li key={index}>{link}</li>
        ))}
      </ul>
    </nav>
  );
}
