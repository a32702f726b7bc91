import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { useSignUp } from "./queries";
import { seatsLeft } from "./seats";
import styles from "./Workshop.module.css";

type Props = {
  workshop: Schema["Workshop"];
  /** Called when a place is had, and this control is about to go. */
  onDone: () => void;
};

/** The way in, for those who have no place yet: a seat, or the waiting list when all are taken. */
export function SignUp({ workshop, onDone }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const signUp = useSignUp(workshop.id, ({ state, position = 1 }) => {
    onDone();
    toast({
      text: state === "seated" ? t`Du har en plats. Välkommen.` : t`Du står på kö, på plats ${position}.`,
    });
  });
  const full = seatsLeft(workshop) === 0;
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
      <Button variant="primary" busy={signUp.isPending} onClick={() => signUp.mutate()}>
        {full ? <Trans>Ställ mig på kö</Trans> : <Trans>Anmäl mig</Trans>}
      </Button>
    </div>
  );
}
