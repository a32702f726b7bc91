import { useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { PageHeader } from "@/ui/PageHeader";
import { NewIdeaForm } from "./NewIdeaForm";

/** Writing an idea. Anyone may begin; an account is asked for when it is sent, and the text waits. */
export function NewIdeaPage() {
  const { t } = useLingui();
  const { challenge, as } = useSearch({ from: "/ideas/new" });
  return (
    <>
      <PageHeader
        title={t`Skriv en idé`}
        lead={t`Två minuter räcker. En halv tanke är välkommen: andra kan bygga vidare på den.`}
      />
      <NewIdeaForm challenge={challenge} as={as} />
    </>
  );
}
