import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { passkeysWork, showPasskey } from "./passkey";
import { passkeyError } from "./passkey-error";
import { useSignIn } from "./queries";

/** Signs in with a passkey: nobody types anything. Nothing where the browser has none. */
export function PasskeySignIn() {
  const signIn = useSignIn();
  const show = useMutation<unknown, ApiError>({
    mutationFn: async () => signIn.mutateAsync({ step: "passkey-sessions", proof: await showPasskey() }),
  });
  if (!passkeysWork()) return null;
  return (
    <>
      <FormErrors error={passkeyError(show.error)} />
      <Button busy={show.isPending} onClick={() => show.mutate()}>
        <Trans>Använd en passnyckel</Trans>
      </Button>
    </>
  );
}
