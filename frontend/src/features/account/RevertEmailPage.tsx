import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { focusHeading } from "@/lib/focus-heading";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { BrokenLink } from "./BrokenLink";
import { useRevertEmail } from "./email";
import { useMailToken } from "./mail-token";

/** Where the link to the address of before a change leads. Nothing happens until the button is pressed. */
export function RevertEmailPage() {
  const { t } = useLingui();
  const token = useMailToken();
  const revert = useRevertEmail();
  if (revert.isSuccess) return <Done />;
  if (!token || revert.error?.code === "invalid_token" || revert.error?.status === 400) return <Gone />;
  return (
    <>
      <PageHeader
        title={t`Ta tillbaka kontot`}
        lead={t`Gör så här om det inte var du som bytte e-postadress. Adressen byts tillbaka, alla loggas ut och lösenordet slutar gälla. Sedan mejlar vi dig en länk där du väljer ett nytt.`}
        actions={
          <Button variant="primary" busy={revert.isPending} onClick={() => revert.mutate(token)}>
            <Trans>Ta tillbaka kontot</Trans>
          </Button>
        }
      />
      <div className={styles.single}>
        {revert.error && (revert.error.code === "conflict" ? <Taken /> : <ErrorState error={revert.error} />)}
      </div>
    </>
  );
}

const Taken = () => (
  <p role="alert">
    <Trans>Adressen har fått ett annat konto sedan dess. Hör av dig till oss, så hjälper vi dig.</Trans>
  </p>
);

function Gone() {
  const { t } = useLingui();
  return (
    <BrokenLink
      lead={t`Den kan ha använts redan, vara äldre än 7 dagar eller ha blivit avklippt i mejlet. Hör av dig till oss om du inte kommer åt ditt konto.`}
    >
      <LinkButton variant="primary" to="/login">
        <Trans>Logga in</Trans>
      </LinkButton>
    </BrokenLink>
  );
}

function Done() {
  const { t } = useLingui();
  useEffect(() => void focusHeading(), []);
  return (
    <PageHeader
      title={t`Kontot är ditt igen`}
      lead={t`Titta i din mejl. Där finns en länk så att du kan välja ett nytt lösenord.`}
    />
  );
}
