import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { providerName } from "@/features/identity/provider-name";
import { askOwnWay, ownIdentitiesQuery, providersQuery } from "@/features/identity/queries";
import { leaveFor } from "@/features/identity/way";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";

/** Shows that it is the account's owner at a provider that is linked to it, and comes back to this page. */
export function ProveByProvider() {
  const providers = useQuery(providersQuery);
  const own = useQuery(ownIdentitiesQuery);
  const leave = useMutation<Schema["IdentityDeparture"], ApiError, string>({
    mutationFn: (providerId) => askOwnWay({ providerId, intent: "prove" }),
    onSuccess: (departure) => leaveFor(departure, location.pathname + location.search),
  });
  if (!providers.data || !own.data) return <Skeleton rows={1} />;
  const linked = providers.data.filter(({ id }) => own.data.identities.some((i) => i.providerId === id));
  if (linked.length === 0) return <SignInAnew />;
  const busy = leave.isPending || leave.isSuccess;
  return (
    <>
      <p>
        <Trans>Du kommer tillbaka hit och kan göra om det du bad om.</Trans>
      </p>
      {leave.error && <ErrorState error={leave.error} />}
      {linked.map(({ id }) => {
        const name = providerName(linked, id);
        return (
          <Button
            key={id}
            variant="primary"
            busy={busy && leave.variables === id}
            onClick={() => busy || leave.mutate(id)}
          >
            <Trans>Fortsätt med {name}</Trans>
          </Button>
        );
      })}
    </>
  );
}

// Who signs in by links alone has nothing to show here.
function SignInAnew() {
  return (
    <p>
      <Trans>Logga ut och logga in igen, och kom sedan tillbaka hit.</Trans>
    </p>
  );
}
