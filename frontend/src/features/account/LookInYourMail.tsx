import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { focusHeading } from "@/lib/focus-heading";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { useToast } from "@/ui/Toast";
import styles from "./Account.module.css";
import { useRequestConfirmation } from "./queries";

/** After registering: the same words whether the address was known or not. */
export function LookInYourMail({ email }: { email: string }) {
  const { t } = useLingui();
  const mailbox = useMunicipality()?.mailbox;
  const again = useRequestConfirmation();
  const toast = useToast();
  useEffect(() => void focusHeading(), []);
  const ask = () => again.mutate(email, { onSuccess: () => toast({ text: t`Ett nytt mejl är på väg.` }) });
  return (
    <>
      <PageHeader
        title={t`Titta i din mejl`}
        lead={
          <Trans>
            Vi har skickat ett mejl till <bdi>{email}</bdi>. Följ länken i det, så är kontot klart.
          </Trans>
        }
        actions={
          mailbox && (
            <LinkButton variant="primary" to="/mailbox">
              <Trans>Öppna provmiljöns brevlåda</Trans>
            </LinkButton>
          )
        }
      />
      <div className={styles.single}>
        {mailbox && (
          <p>
            <Trans>Det här är en provmiljö. Inga riktiga mejl skickas; de hamnar i en brevlåda här.</Trans>
          </p>
        )}
        <p>
          <Trans>
            Länken fungerar en gång, i 30 minuter. Kommer inget mejl? Titta i skräpposten, eller be om ett
            nytt.
          </Trans>
        </p>
        {again.error && <ErrorState error={again.error} />}
        <Button busy={again.isPending} onClick={ask}>
          <Trans>Skicka ett nytt mejl</Trans>
        </Button>
      </div>
    </>
  );
}
