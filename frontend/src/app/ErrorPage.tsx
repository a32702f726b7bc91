import { Trans, useLingui } from "@lingui/react/macro";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { asApiError } from "@/lib/errors";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";

/** What stands where a page could not be shown. The header and the way out remain. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const forbidden = asApiError(error).status === 403;
  return (
    <>
      <PageHeader title={forbidden ? t`Den här sidan är inte för dig` : t`Sidan kunde inte visas`} />
      <ErrorState
        error={error}
        onRetry={retry}
        action={
          <Link to="/">
            <Trans>Till startsidan</Trans>
          </Link>
        }
      />
    </>
  );
}
