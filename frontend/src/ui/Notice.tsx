import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./Icon";
import styles from "./Notice.module.css";

type Props = {
  tone?: "info" | "success" | "warning" | "error";
  title?: ReactNode;
  children?: ReactNode;
  /** Read out when it appears. Leave off for what stands there from the start. */
  live?: boolean;
};

const icons = { info: "info", success: "check", warning: "alert", error: "alert" } as const;

/** Something to know, in the flow of the page. */
export function Notice({ tone = "info", title, children, live = false }: Props) {
  const role = live ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div className={cx(styles.notice, styles[tone])} role={role}>
      <Icon name={icons[tone]} />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
