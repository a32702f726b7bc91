import { Trans, useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import { IdeaBrowser } from "./IdeaBrowser";

/** All published ideas. */
export function IdeasPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/ideas" });
  const write = (
    <LinkButton to="/ideas/new" variant="primary">
      <Trans>Skriv en idé</Trans>
    </LinkButton>
  );
  const onMap = (
    <LinkButton to="/ideas/map" variant="plain">
      <Trans>Visa på karta</Trans>
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t`Idéer`}
        lead={t`Allt som någon i kommunen vill ska hända. Läs, tyck till och bygg vidare, eller skriv något eget.`}
        actions={
          <>
            {write}
            {onMap}
          </>
        }
      />
      <IdeaBrowser
        search={search}
        heading="h2"
        margin
        empty={
          <EmptyState action={write}>
            <Trans>Här finns inga idéer än. Den första kan vara din.</Trans>
          </EmptyState>
        }
      />
    </>
  );
}
