import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { focusHeading } from "@/lib/focus-heading";
import { LinkButton } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { BrokenLink } from "./BrokenLink";
import { useMailToken } from "./mail-token";
import { useResetPassword } from "./queries";
import { ResetPasswordForm } from "./ResetPasswordForm";

/** Where the link of a reset mail leads. */
export function ResetPasswordPage() {
  const { t } = useLingui();
  const token = useMailToken();
  const reset = useResetPassword();
  if (reset.isSuccess) return <Done />;
  if (!token || reset.error?.code === "invalid_token") {
    return (
      <BrokenLink>
        <LinkButton variant="primary" to="/forgot-password">
          <Trans>Be om en ny länk</Trans>
        </LinkButton>
      </BrokenLink>
    );
  }
  return (
    <>
      <PageHeader
        title={t`Välj nytt lösenord`}
        lead={t`När det är sparat loggas du ut på alla andra ställen.`}
      />
      <div className={styles.single}>
        <ResetPasswordForm reset={reset} token={token} />
      </div>
    </>
  );
}

function Done() {
  const { t } = useLingui();
  useEffect(() => void focusHeading(), []);
  return (
    <PageHeader
      title={t`Lösenordet är bytt`}
      lead={t`Nu kan du logga in med det nya.`}
      actions={
        <LinkButton variant="primary" to="/login">
          <Trans>Logga in</Trans>
        </LinkButton>
      }
    />
  );
}
