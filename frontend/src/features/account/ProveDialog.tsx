import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { ProveByCode } from "./ProveByCode";
import { ProveByPasskey } from "./ProveByPasskey";
import { ProveByPassword } from "./ProveByPassword";
import { ProveByProvider } from "./ProveByProvider";
import { passkeysWork } from "./passkey";
import { methodsQuery } from "./queries";

type Props = { onProved: () => void; onGiveUp: () => void };

/** Asks somebody signed in to show that it is they, in one of the ways that their account has. */
export function ProveDialog({ onProved, onGiveUp }: Props) {
  const { t } = useLingui();
  return (
    <Dialog
      open
      onClose={onGiveUp}
      title={t`Visa att det är du`}
      actions={
        <Button onClick={onGiveUp}>
          <Trans>Avbryt</Trans>
        </Button>
      }
    >
      <p>
        <Trans>Det var en stund sedan du loggade in.</Trans>
      </p>
      <Ways onProved={onProved} />
    </Dialog>
  );
}

function Ways({ onProved }: Pick<Props, "onProved">) {
  const methods = useQuery(methodsQuery);
  if (methods.error) return <ErrorState error={methods.error} onRetry={() => void methods.refetch()} />;
  if (!methods.data) return <Skeleton rows={2} />;
  const { authenticator, passkeys, secondFactorDemanded } = methods.data;
  const byPasskey = passkeys > 0 && passkeysWork();
  const password = methods.data.password && !authenticator && !(secondFactorDemanded && passkeys > 0);
  return (
    <>
      {byPasskey && <ProveByPasskey onProved={onProved} />}
      {password && <ProveByPassword onProved={onProved} />}
      {authenticator && <ProveByCode onProved={onProved} />}
      {!password && !authenticator && !byPasskey && <ProveByProvider />}
    </>
  );
}
