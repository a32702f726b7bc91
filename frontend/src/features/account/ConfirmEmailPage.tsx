import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { focusHeading } from "@/lib/focus-heading";
import { LinkButton } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";
import { BrokenLink } from "./BrokenLink";
import { ConfirmByBrowser } from "./ConfirmByBrowser";
import { ConfirmByPassword } from "./ConfirmByPassword";
import { useMailToken } from "./mail-token";
import { useConfirmEmail } from "./queries";
import { ResendConfirmation } from "./ResendConfirmation";

/** Where the link of a confirmation mail leads. Nothing happens until the button is pressed. */
export function ConfirmEmailPage() {
  const token = useMailToken();
  // Who came by a provider has no password to show; the address says so.
  const [byBrowser] = useState(() => new URLSearchParams(window.location.search).has("by"));
  const confirm = useConfirmEmail();
  if (confirm.isSuccess) return <Confirmed />;
  if (!token || confirm.error?.code === "invalid_token" || confirm.error?.status === 400) {
    return (
      <BrokenLink>
        <ResendConfirmation />
      </BrokenLink>
    );
  }
  return byBrowser ? (
    <ConfirmByBrowser confirm={confirm} token={token} />
  ) : (
    <ConfirmByPassword confirm={confirm} token={token} />
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
