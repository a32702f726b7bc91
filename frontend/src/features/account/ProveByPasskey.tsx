import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { showPasskey } from "./passkey";
import { passkeyError } from "./passkey-error";
import { useProve } from "./queries";

/** Shows that it is the account's owner by one of its passkeys. */
export function ProveByPasskey({ onProved }: { onProved: () => void }) {
  const prove = useProve();
  const show = useMutation<unknown, ApiError>({
    mutationFn: async () => prove.mutateAsync({ passkey: await showPasskey() }),
    onSuccess: onProved,
  });
  return (
    <>
      <FormErrors error={passkeyError(show.error)} />
      <Button busy={show.isPending} onClick={() => show.mutate()}>
        <Trans>Använd en passnyckel</Trans>
      </Button>
    </>
  );
}
