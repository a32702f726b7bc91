import { useLocation } from "@tanstack/react-router";
import { focusHeading } from "@/lib/focus-heading";
import { Closing } from "./Closing";
import styles from "./Privacy.module.css";

/** On every page but the one that says so anyway: that the account will be closed. */
export function ClosingNotice({ closesAt }: { closesAt: string }) {
  const { pathname } = useLocation();
  if (pathname === "/profile/privacy") return null;
  return (
    <div className={styles.notice}>
      <Closing closure={{ closesAt }} onKept={focusHeading} />
    </div>
  );
}
