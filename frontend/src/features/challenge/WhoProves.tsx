import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "@/features/identity/queries";
import { Notice } from "@/ui/Notice";

/** A warning where there is no way to prove that one lives here. */
export function WhoProves() {
  const { t } = useLingui();
  const { data: providers } = useQuery(providersQuery);
  if (!providers || providers.some(({ provesResidence }) => provesResidence)) return null;
  return (
    <Notice tone="warning" title={t`Ingen kan visa det än`}>
      <p>
        <Trans>
          Här finns inget sätt att visa var man bor. Be administratören ordna e-legitimation, eller låt alla
          med konto vara med.
        </Trans>
      </p>
    </Notice>
  );
}
