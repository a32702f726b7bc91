import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import styles from "./Identity.module.css";
import { providerName } from "./provider-name";
import { askWay, providersQuery } from "./queries";
import { leaveFor } from "./way";

type Provider = Schema["IdentityProvider"];

/** Ways in without a password, those for staff apart. Nothing at all where there are none, or while it is not known. */
export function ProviderButtons({ next }: { next: string | undefined }) {
  const { t } = useLingui();
  const { data: providers } = useQuery(providersQuery);
  const leave = useLeave(next);
  if (!providers || providers.length === 0) return null;
  const everyone = providers.filter(({ purpose }) => purpose === "everyone");
  const staff = providers.filter(({ purpose }) => purpose === "staff");
  return (
    <section className={styles.ways} aria-label={t`Andra sätt att logga in`}>
      {leave.error && <ErrorState error={leave.error} />}
      <Ways providers={everyone} leave={leave} />
      {staff.length > 0 && (
        <>
          <p className={styles.staff}>
            <Trans>För dig som arbetar i kommunen:</Trans>
          </p>
          <Ways providers={staff} leave={leave} />
        </>
      )}
      <p className={styles.or}>
        <Trans>eller med lösenord</Trans>
      </p>
    </section>
  );
}

function useLeave(next: string | undefined) {
  return useMutation<Schema["IdentityDeparture"], ApiError, string>({
    mutationFn: askWay,
    onSuccess: (departure) => leaveFor(departure, next ?? "/"),
  });
}

function Ways({ providers, leave }: { providers: Provider[]; leave: ReturnType<typeof useLeave> }) {
  const busy = leave.isPending || leave.isSuccess;
  return providers.map(({ id }) => {
    const name = providerName(providers, id);
    return (
      <Button key={id} busy={busy && leave.variables === id} onClick={() => busy || leave.mutate(id)}>
        <Trans>Fortsätt med {name}</Trans>
      </Button>
    );
  });
}
