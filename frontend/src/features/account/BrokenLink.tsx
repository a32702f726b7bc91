import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";

type Props = {
  /** Why, where it is not the usual. */
  lead?: string;
  children: ReactNode;
};

/** When a mailed link carries nothing, is used or too old: why, and (as children) how to get a new one. */
export function BrokenLink({ lead, children }: Props) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Länken fungerar inte längre`}
        lead={
          lead ?? (
            <Trans>
              Den kan ha använts redan, vara äldre än 30 minuter eller ha blivit avklippt i mejlet.
            </Trans>
          )
        }
      />
      <div className={styles.single}>{children}</div>
    </>
  );
}
