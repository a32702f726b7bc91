import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { focusHeading } from "@/lib/focus-heading";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { BrokenLink } from "./BrokenLink";
import { useMailToken } from "./mail-token";
import { useConfirmEmail } from "./queries";
import { ResendConfirmation } from "./ResendConfirmation";

/** Where the link of a confirmation mail leads. Nothing happens until the button is pressed. */
export function ConfirmEmailPage() {
  const token = useMailToken();
  const confirm = useConfirmEmail();
  if (confirm.isSuccess) return <Confirmed />;
  if (!token || confirm.error?.code === "invalid_token" || confirm.error?.status === 400) {
    return (
      <BrokenLink>
        <ResendConfirmation />
      </BrokenLink>
    );
  }
  return <Confirm confirm={confirm} token={token} />;
}

function Confirm({ confirm, token }: { confirm: ReturnType<typeof useConfirmEmail>; token: string }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Nästan klart`}
        lead={t`Bekräfta att adressen är din, så kan du logga in.`}
        actions={
          <Button variant="primary" busy={confirm.isPending} onClick={() => confirm.mutate(token)}>
            <Trans>Bekräfta min adress</Trans>
          </Button>
        }
      />
      <div className={styles.single}>{confirm.error && <ErrorState error={confirm.error} />}</div>
    </>
  );
}

function Confirmed() {
  const { t } = useLingui();
  useEffect(() => void focusHeading(), []);
  return (
    <PageHeader
      title={t`Välkommen in`}
      lead={t`Din adress är bekräftad och kontot är klart.`}
      actions={
        <LinkButton variant="primary" to="/login">
          <Trans>Logga in</Trans>
        </LinkButton>
      }
    />
  );
}
