import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Notice } from "@/ui/Notice";
import { TakesFocus } from "./TakesFocus";

type Props = {
  email: string;
  /** Instead of: if the address has an account. Which, is not told. */
  children?: ReactNode;
};

/** A mail is on its way. */
export function MailSent({ email, children }: Props) {
  const mailbox = useMunicipality()?.mailbox;
  return (
    <TakesFocus>
      <Notice tone="success" title={<Trans>Titta i din mejl</Trans>}>
        <p>
          {children ?? (
            <Trans>
              Om <bdi>{email}</bdi> hör till ett konto har vi skickat en länk dit. Den fungerar en gång, i 30
              minuter.
            </Trans>
          )}
        </p>
        {mailbox && (
          <p>
            <Link to="/mailbox">
              <Trans>Öppna provmiljöns brevlåda</Trans>
            </Link>
          </p>
        )}
      </Notice>
    </TakesFocus>
  );
}
