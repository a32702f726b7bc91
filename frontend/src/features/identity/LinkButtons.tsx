import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useFresh } from "@/features/account/use-fresh";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { providerName } from "./provider-name";
import { askOwnWay } from "./queries";
import { leaveFor } from "./way";

type Props = { providers: Schema["IdentityProvider"][]; next: string };

/** For somebody signed in: a button for each provider that leads there, and back to `next` with it linked. */
export function LinkButtons({ providers, next }: Props) {
  const { fresh, question } = useFresh();
  const leave = useMutation<Schema["IdentityDeparture"], ApiError, string>({
    mutationFn: (providerId) => fresh(() => askOwnWay({ providerId, intent: "link" })),
    onSuccess: (departure) => leaveFor(departure, next),
  });
  const busy = leave.isPending || leave.isSuccess;
  return (
    <>
      {providers.map(({ id }) => {
        const name = providerName(providers, id);
        return (
          <Button key={id} busy={busy && leave.variables === id} onClick={() => busy || leave.mutate(id)}>
            <Trans>Koppla {name}</Trans>
          </Button>
        );
      })}
      {leave.error && <ErrorState error={leave.error} />}
      {question}
    </>
  );
}
