import { Trans, useLingui } from "@lingui/react/macro";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { useSignOff } from "./queries";
import styles from "./Workshop.module.css";

type Props = {
  workshop: Schema["Workshop"];
  signup: Schema["Signup"];
  /** Called when the place is given up, and this control is about to go. */
  onDone: () => void;
};

/** The reader's own seat or place on the waiting list, and the way to give it up. */
export function OwnSignup({ workshop, signup, onDone }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const signOff = useSignOff(workshop.id, () => {
    onDone();
    toast({ text: t`Du är avanmäld.` });
  });
  const seated = signup.state === "seated";
  const position = signup.position ?? 1;
  return (
    <div className={styles.panel}>
      <p className={styles.own}>
        {seated ? <Trans>Du har en plats.</Trans> : <Trans>Du står på kö, på plats {position}.</Trans>}
      </p>
      <p>
        {seated ? (
          <Trans>Får du förhinder, avanmäl dig så att någon annan kan komma.</Trans>
        ) : (
          <Trans>Blir en plats ledig är den din, och du får ett mejl.</Trans>
        )}
      </p>
      {signOff.error && <ErrorState error={signOff.error} />}
      <ConfirmButton
        label={seated ? t`Avanmäl mig` : t`Lämna kön`}
        title={seated ? t`Vill du avanmäla dig?` : t`Vill du lämna kön?`}
        busy={signOff.isPending}
        onConfirm={() => signOff.mutate()}
      >
        {seated ? (
          <Trans>Din plats går till den som står först på kö. Ångrar du dig ställs du sist.</Trans>
        ) : (
          <Trans>Ångrar du dig ställs du sist i kön.</Trans>
        )}
      </ConfirmButton>
    </div>
  );
}
