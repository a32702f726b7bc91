import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Notice } from "@/ui/Notice";

/** A mail is on its way, if the address has an account; which, is not told. */
export function MailSent({ email }: { email: string }) {
  const mailbox = useMunicipality()?.mailbox;
  return (
    <Notice tone="success" title={<Trans>Titta i din mejl</Trans>} live>
      <p>
        <Trans>
          Om <bdi>{email}</bdi> hör till ett konto har vi skickat en länk dit. Den fungerar en gång, i 30
          minuter.
        </Trans>
      </p>
      {mailbox && (
        <p>
          <Link to="/mailbox">
            <Trans>Öppna provmiljöns brevlåda</Trans>
          </Link>
        </p>
      )}
    </Notice>
  );
}
