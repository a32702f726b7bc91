import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { errorText } from "@/lib/error-text";
import { asApiError, GIVEN_UP } from "@/lib/errors";
import { Button } from "./Button";
import { Notice } from "./Notice";
import styles from "./Notice.module.css";

type Props = {
  /** Whatever was thrown. */
  error: unknown;
  /** Offered only when trying again may help. */
  onRetry?: () => void;
  /** Another way on. */
  action?: ReactNode;
};

/** Where something could not be read: what happened, and what to do. Nothing for what was given up. */
export function ErrorState({ error, onRetry, action }: Props) {
  const problem = asApiError(error);
  if (problem.code === GIVEN_UP) return null;
  return (
    <Notice tone="error" live>
      <p>{errorText(problem)}</p>
      {problem.status >= 500 && problem.requestId && (
        <p className={styles.request}>
          <Trans>Hör du av dig till oss: ange {problem.requestId}</Trans>
        </p>
      )}
      {onRetry && problem.transient && (
        <Button onClick={onRetry}>
          <Trans>Försök igen</Trans>
        </Button>
      )}
      {action}
    </Notice>
  );
}
