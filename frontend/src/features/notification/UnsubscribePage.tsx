import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { BrokenLink } from "@/features/account/BrokenLink";
import { useMailToken } from "@/features/account/mail-token";
import { focusHeading } from "@/lib/focus-heading";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { useUnsubscribe } from "./queries";

/** Where the link in a mail leads that stops more of them. Nothing happens until the button is pressed. */
export function UnsubscribePage() {
  const { t } = useLingui();
  const token = useMailToken();
  const stop = useUnsubscribe();
  if (stop.isSuccess) return <Done />;
  if (!token || stop.error?.status === 404 || stop.error?.status === 400) return <Gone />;
  return (
    <>
      <PageHeader
        title={t`Sluta få mejl`}
        lead={t`Då mejlar vi dig inte längre om det du följer. Beslut som gäller dig själv får du ändå, och det som händer finns kvar i Medskapa.`}
        actions={
          <Button variant="primary" busy={stop.isPending} onClick={() => stop.mutate(token)}>
            <Trans>Sluta mejla mig</Trans>
          </Button>
        }
      />
      {stop.error && <ErrorState error={stop.error} />}
    </>
  );
}

function Gone() {
  const { t } = useLingui();
  return (
    <BrokenLink
      lead={t`Den kan vara äldre än ett år eller ha blivit avklippt i mejlet. Du kan också välja själv när du är inloggad.`}
    >
      <LinkButton variant="primary" to="/profile/notifications">
        <Trans>Välj vad du får mejl om</Trans>
      </LinkButton>
    </BrokenLink>
  );
}

function Done() {
  const { t } = useLingui();
  useEffect(() => void focusHeading(), []);
  return (
    <PageHeader
      title={t`Nu mejlar vi dig inte mer`}
      lead={t`Ångrar du dig slår du på mejl igen när du är inloggad.`}
      actions={
        <LinkButton to="/profile/notifications">
          <Trans>Välj vad du får mejl om</Trans>
        </LinkButton>
      }
    />
  );
}
