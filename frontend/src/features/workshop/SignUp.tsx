import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { useSignUp } from "./queries";
import { seatsLeft } from "./seats";
import styles from "./Workshop.module.css";

/** The way in, for those who have no place yet: a seat, or the waiting list when all are taken. */
export function SignUp({ workshop }: { workshop: Schema["Workshop"] }) {
  const { t } = useLingui();
  const toast = useToast();
  const signUp = useSignUp(workshop.id);
  const full = seatsLeft(workshop) === 0;
  const send = () => {
    if (signUp.isPending) return;
    signUp.mutate(undefined, {
      onSuccess: ({ state, position = 1 }) =>
        toast({
          text: state === "seated" ? t`Du har en plats. Välkommen.` : t`Du står på kö, på plats ${position}.`,
        }),
    });
  };
  return (
    <div className={styles.panel}>
      <p>
        {full ? (
          <Trans>Alla platser är tagna. Ställ dig på kö, så får du ett mejl om en plats blir ledig.</Trans>
        ) : (
          <Trans>Får du förhinder kan du avanmäla dig här ända tills verkstaden börjar.</Trans>
        )}
      </p>
      {signUp.error && <ErrorState error={signUp.error} />}
      <Button variant="primary" busy={signUp.isPending} onClick={send}>
        {full ? <Trans>Ställ mig på kö</Trans> : <Trans>Anmäl mig</Trans>}
      </Button>
    </div>
  );
}
