import { type ReactNode, useId } from "react";
import styles from "./Section.module.css";

type Props = {
  title: ReactNode;
  /** Below the title in the margin: a line of explanation, a link, filters. */
  note?: ReactNode;
  children: ReactNode;
};

/** A part of a page under a heavy rule: its title in the margin, its matter in the wide column. */
export function Section({ title, note, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.margin}>
        <h2 id={id}>{title}</h2>
        {note && <div className={styles.note}>{note}</div>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
