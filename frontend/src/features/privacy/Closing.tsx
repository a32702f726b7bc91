import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import styles from "./Privacy.module.css";
import { useKeepAccount } from "./queries";

type Props = {
  closure: Pick<Schema["Closure"], "closesAt">;
  /** Called while this still stands there, for the focus to be moved. */
  onKept?: () => void;
};

/** That the account will be closed, and the way back. */
export function Closing({ closure, onKept }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const keep = useKeepAccount(() => {
    toast({ text: t`Kontot blir kvar. Välkommen tillbaka.` });
    onKept?.();
  });
  const press = () => {
    if (!keep.isPending) keep.mutate();
  };
  return (
    <Notice
      tone="warning"
      title={
        <Trans>
          Ditt konto stängs <DateTime at={closure.closesAt} as="date" />
        </Trans>
      }
    >
      <p>
        <Trans>Fram till dess är allt som vanligt. Har du ändrat dig?</Trans>
      </p>
      <div className={styles.buttons}>
        <Button variant="primary" busy={keep.isPending} onClick={press}>
          <Trans>Behåll kontot</Trans>
        </Button>
      </div>
      {keep.error && <ErrorState error={keep.error} />}
    </Notice>
  );
}
