import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import styles from "./Leading.module.css";
import { PersonField } from "./PersonField";
import type { RowProps } from "./row-props";
import { useHandOver } from "./use-hand-over";

/** Has somebody else lead instead of oneself. */
export function HandOver({
  thing,
  assignment,
  assignments,
  onLeft,
  onDone,
}: RowProps & { onDone: () => void }) {
  const { t } = useLingui();
  const [accountId, setAccountId] = useState<string>();
  const handOver = useHandOver(thing, assignment, assignments);
  const toast = useToast();
  const onSuccess = () => {
    toast({ text: t`Uppdraget är överlämnat.` });
    onLeft?.();
  };
  return (
    <div className={styles.form}>
      {handOver.error && <ErrorState error={handOver.error} />}
      <PersonField
        name="heir"
        label={t`Vem tar över?`}
        hint={t`Börja på ett namn och sök. Det får vara någon som redan leder.`}
        value={accountId}
        without={[assignment.person.id]}
        onChange={setAccountId}
      />
      <div className={styles.buttons}>
        <ConfirmButton
          label={t`Lämna över`}
          title={t`Lämna över uppdraget?`}
          variant="primary"
          disabled={!accountId}
          busy={handOver.isPending}
          onConfirm={() => accountId && handOver.mutate(accountId, { onSuccess })}
        >
          <p>
            <Trans>Personen blir ledare minst lika länge som du, och får ett mejl. Du slutar leda.</Trans>
          </p>
        </ConfirmButton>
        <Button onClick={onDone}>
          <Trans>Avbryt</Trans>
        </Button>
      </div>
    </div>
  );
}
