import { Trans, useLingui } from "@lingui/react/macro";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { useLift } from "./queries";

/** Lets somebody write again before the suspension ends by itself. */
export function LiftSuspension({ person, suspensionId }: { person: Schema["Person"]; suspensionId: string }) {
  const { t } = useLingui();
  const lift = useLift();
  const toast = useToast();
  const name = person.displayName;
  const onSuccess = () => toast({ text: t`${name} får skriva igen.` });
  return (
    <>
      {lift.error && <ErrorState error={lift.error} />}
      <ConfirmButton
        label={t`Häv avstängningen`}
        title={t`Låta ${name} skriva igen?`}
        busy={lift.isPending}
        onConfirm={() => lift.mutate(suspensionId, { onSuccess })}
      >
        <p>
          <Trans>
            Avstängningen upphör nu, och beslutet om den är upphävt. Personen får ett mejl om det, och den
            står kvar i historiken.
          </Trans>
        </p>
      </ConfirmButton>
    </>
  );
}
