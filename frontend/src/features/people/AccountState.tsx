import { Trans, useLingui } from "@lingui/react/macro";
import { useFresh } from "@/features/account/use-fresh";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { useToast } from "@/ui/Toast";
import styles from "./People.module.css";
import { useSetState } from "./queries";

/** Whether somebody can sign in at all, which administrators change. */
export function AccountState({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const set = useSetState(person.id, fresh);
  const disabled = person.state === "disabled";
  return (
    <Section title={t`Inloggning`} note={t`Spärra ett konto som har kapats eller missbrukas.`}>
      <div className={styles.stack}>
        <p>{disabled ? <Trans>Kontot är spärrat.</Trans> : <Trans>Kan logga in.</Trans>}</p>
        {set.error && <ErrorState error={set.error} />}
        {disabled ? <Enable person={person} set={set} /> : <Disable person={person} set={set} />}
        {question}
      </div>
    </Section>
  );
}

type Props = { person: Schema["Person"]; set: ReturnType<typeof useSetState> };

function Disable({ person, set }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const name = person.displayName;
  const onSuccess = () => toast({ text: t`Kontot är spärrat.` });
  return (
    <ConfirmButton
      label={t`Spärra kontot`}
      title={t`Spärra kontot för ${name}?`}
      variant="danger"
      busy={set.isPending}
      onConfirm={() => set.mutate("disabled", { onSuccess })}
    >
      <p>
        <Trans>
          Personen loggas ut överallt, genast, kan inte logga in igen och får ett mejl om det. Det som är
          skrivet står kvar.
        </Trans>
      </p>
      <p>
        <Trans>
          Organisationer som saknar en annan ägare går över till den företrädare som varit med längst, eller
          blir vilande.
        </Trans>
      </p>
    </ConfirmButton>
  );
}

function Enable({ person, set }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const name = person.displayName;
  const onSuccess = () => toast({ text: t`Kontot är öppet igen.` });
  return (
    <ConfirmButton
      label={t`Häv spärren`}
      title={t`Öppna kontot för ${name} igen?`}
      busy={set.isPending}
      onConfirm={() => set.mutate("active", { onSuccess })}
    >
      <p>
        <Trans>Personen kan logga in som förut och får ett mejl om det.</Trans>
      </p>
    </ConfirmButton>
  );
}
