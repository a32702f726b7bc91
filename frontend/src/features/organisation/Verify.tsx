import { useLingui } from "@lingui/react/macro";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import styles from "./Organisation.module.css";
import { useVerification } from "./queries";

type Props = { organisation: Schema["Organisation"]; etag: string };

/** Where an administrator says that they have checked who stands behind an organisation. */
export function Verify({ organisation, etag }: Props) {
  const { t } = useLingui();
  const verification = useVerification(organisation.id);
  const change = (verified: boolean) => verification.mutate({ etag, verified });
  return (
    <Section title={t`Verifiering`} note={t`Steget skrivs i granskningsloggen.`}>
      <div className={styles.stack}>
        {verification.error && <ErrorState error={verification.error} />}
        {organisation.verified ? (
          <ConfirmButton
            label={t`Ta bort verifieringen`}
            title={t`Ta bort verifieringen?`}
            variant="danger"
            busy={verification.isPending}
            onConfirm={() => change(false)}
          >
            <p>{t`Organisationen visas som inte verifierad, tills någon verifierar den på nytt.`}</p>
          </ConfirmButton>
        ) : (
          <ConfirmButton
            label={t`Verifiera organisationen`}
            title={t`Har du kontrollerat vilka de är?`}
            variant="primary"
            busy={verification.isPending}
            onConfirm={() => change(true)}
          >
            <p>{t`Du intygar att namnet, slaget och numret stämmer, och att ägaren får företräda organisationen. Ändrar de något av det försvinner verifieringen.`}</p>
          </ConfirmButton>
        )}
      </div>
    </Section>
  );
}
