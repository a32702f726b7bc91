import styles from "./Logo.module.css";

/** The mark: an m of two spans, one in ink and one in the accent, that share a pier: built by two. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 44 32" aria-hidden="true" focusable="false" fill="currentColor">
      <path d="M0 32V13a13 13 0 0 1 24.5-6A17 17 0 0 0 19 19v13h-2V13a4 4 0 0 0-8 0v19z" />
      <path className={styles.second} d="M19 32V13a12.5 12.5 0 0 1 25 0v19h-9V13a3.5 3.5 0 0 0-7 0v19z" />
    </svg>
  );
}

/** The wordmark with the municipality's name under it. */
export function Logo({ place }: { place?: string | undefined }) {
  return (
    <span className={styles.logo}>
      <Mark />
      <span className={styles.words}>
        <span className={styles.name}>Medskapa</span>
        {place && <span className={styles.place}>{place}</span>}
      </span>
    </span>
  );
}
