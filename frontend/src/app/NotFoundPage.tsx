import { Trans, useLingui } from "@lingui/react/macro";
import { LinkButton } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";

/** No page has this address. */
export function NotFoundPage() {
  const { t } = useLingui();
  return (
    <PageHeader
      title={t`Här finns ingenting`}
      lead={<Trans>Sidan har flyttat, eller så blev det fel i adressen.</Trans>}
      actions={
        <>
          <LinkButton to="/challenges" variant="primary">
            <Trans>Se utmaningarna</Trans>
          </LinkButton>
          <LinkButton to="/">
            <Trans>Till startsidan</Trans>
          </LinkButton>
        </>
      }
    />
  );
}
