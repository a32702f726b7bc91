import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { SecondStep } from "@/features/account/SecondStep";
import type { Schema } from "@/lib/api";
import { safePath } from "@/lib/safe-path";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import type { Returned } from "./parse-return";
import { useReturn } from "./queries";
import { keepNewcomer, takeNext } from "./way";

/**
 * Where a provider sends people back to. What it gave leaves the address bar and the history at once, is handed in,
 * and the person goes on to what they came for.
 */
export function ReturnPage() {
  const { t } = useLingui();
  const returned = useReturned();
  const end = useReturn();
  const goOn = useGoOn();
  const navigate = useNavigate();
  const toLogin = () => void navigate({ to: "/login" });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !returned) return;
    begun.current = true;
    end.mutate(returned, { onSuccess: (arrival) => goOn(arrival, returned.providerId) });
  }, [returned, end, goOn]);
  const pending = end.data?.pending;
  useLeaveSignedIn(pending !== undefined);
  if (pending) {
    return (
      <>
        <PageHeader title={t`Ett steg till`} />
        <SecondStep pending={pending} onAgain={toLogin} />
      </>
    );
  }
  if (returned && !end.error) {
    return (
      <>
        <PageHeader title={t`Loggar in`} />
        <Skeleton rows={2} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t`Inloggningen blev inte klar`}
        actions={
          <LinkButton variant="primary" to="/login">
            <Trans>Till inloggningen</Trans>
          </LinkButton>
        }
      />
      {end.error ? (
        <ErrorState error={end.error} />
      ) : (
        <p>
          <Trans>Den här sidan är till för att komma tillbaka från en inloggningstjänst.</Trans>
        </p>
      )}
    </>
  );
}

// Goes on once the second step has signed the person in.
function useLeaveSignedIn(waits: boolean) {
  const { me } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (waits && me) router.history.replace(safePath(takeNext()));
  }, [waits, me, router]);
}

// What the provider put into the address, which is rid of it.
function useReturned(): Schema["IdentityReturn"] | undefined {
  const { providerId } = useParams({ from: "/login/return/$providerId" });
  const search = useSearch({ from: "/login/return/$providerId" });
  const [returned] = useState(() => bodyOf(providerId, search));
  const navigate = useNavigate();
  useEffect(() => {
    if (search.state) void navigate({ to: ".", search: {}, replace: true, resetScroll: false });
  }, [search.state, navigate]);
  return returned;
}

function bodyOf(providerId: string, { state, iss, ...rest }: Returned): Schema["IdentityReturn"] | undefined {
  return state ? { providerId, state, ...rest, ...(iss && { issuer: iss }) } : undefined;
}

function useGoOn() {
  const { t } = useLingui();
  const router = useRouter();
  const toast = useToast();
  return ({ outcome, emailKnown, suggestedName }: Schema["IdentityArrival"], providerId: string) => {
    if (outcome === "second-factor") return;
    if (outcome === "sign-up") {
      keepNewcomer({ providerId, emailKnown: emailKnown ?? false, suggestedName: suggestedName ?? "" });
      return router.history.replace("/register/identity");
    }
    if (outcome === "linked") toast({ text: t`Klart. Nu är inloggningen kopplad till ditt konto.` });
    if (outcome === "proved") toast({ text: t`Tack, nu vet vi att det är du.` });
    return router.history.replace(safePath(takeNext()));
  };
}
