import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import styles from "./Comment.module.css";
import { CommentForm } from "./CommentForm";
import { WRITE } from "./permalink";
import type { Subject } from "./subject";

/** The form at the end of a discussion, and where a link to it leads. */
export function WriteComment({ subject }: { subject: Subject }) {
  const place = useRef<HTMLDivElement>(null);
  const asked = useRouterState({ select: (state) => state.location.hash === WRITE });
  useEffect(() => {
    if (asked) place.current?.querySelector("textarea")?.focus();
  }, [asked]);
  return (
    <div ref={place} id={WRITE} className={styles.write}>
      <CommentForm subject={subject} />
    </div>
  );
}
