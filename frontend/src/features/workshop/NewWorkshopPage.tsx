import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import editing from "@/features/editing/Editing.module.css";
import { RestoredNotice } from "@/features/editing/RestoredNotice";
import { useFormDraft } from "@/features/editing/use-form-draft";
import type { ApiError } from "@/lib/errors";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { useToast } from "@/ui/Toast";
import { useCreateWorkshop } from "./edit-queries";
import { useWorkshopLabels } from "./use-workshop-labels";
import { WorkshopFieldset } from "./WorkshopFieldset";
import { noFields, toCreate, unready } from "./workshop-fields";

/** Where a leader plans a workshop. What is written is kept in the browser until it is saved. */
export function NewWorkshopPage() {
  const { t } = useLingui();
  const [round, setRound] = useState(0);
  return (
    <>
      <PageHeader
        title={t`Ny verkstad`}
        lead={t`Samla folk kring en fråga, i en lokal eller på nätet.`}
        above={
          <Breadcrumbs>
            <Link to="/lead">
              <Trans>Leda</Trans>
            </Link>
          </Breadcrumbs>
        }
      />
      <NewWorkshop key={round} onDiscard={() => setRound(round + 1)} />
    </>
  );
}

function NewWorkshop({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useLingui();
  const draft = useFormDraft("workshop.new", noFields);
  const create = useSending(draft);
  const labels = useWorkshopLabels();
  const discard = () => {
    draft.reset();
    onDiscard();
  };
  return (
    <form className={editing.form} noValidate onSubmit={(event) => event.preventDefault()}>
      {draft.restored && <RestoredNotice onDiscard={discard} />}
      <FormErrors error={create.error} labels={labels} />
      <div>
        <WorkshopFieldset fields={draft.fields} set={draft.set} error={create.error} />
        <Section
          title={t`Spara`}
          note={t`Ett utkast ser bara du och de andra som leder. När verkstaden publiceras öppnar anmälan.`}
        >
          <div className={editing.buttons}>
            <Button
              type="submit"
              variant="primary"
              busy={create.busy}
              onClick={() => create.send("published")}
            >
              <Trans>Publicera verkstaden</Trans>
            </Button>
            <Button busy={create.busy} onClick={() => create.send("draft")}>
              <Trans>Spara som utkast</Trans>
            </Button>
          </div>
        </Section>
      </div>
    </form>
  );
}

function useSending({ fields, clear }: { fields: typeof noFields; clear: () => void }) {
  const { t } = useLingui();
  const create = useCreateWorkshop();
  const navigate = useNavigate();
  const toast = useToast();
  const [early, setEarly] = useState<ApiError>();
  const send = (state: "draft" | "published") => {
    if (create.isPending) return;
    const lack = unready(fields);
    setEarly(lack);
    if (lack) return;
    create.mutate(toCreate(fields, state), {
      onSuccess: async ({ value }) => {
        clear();
        await navigate({ to: "/workshops/$workshopId", params: { workshopId: value.id } });
        toast({ text: state === "published" ? t`Verkstaden är publicerad.` : t`Utkastet är sparat.` });
      },
    });
  };
  return { send, busy: create.isPending, error: early ?? create.error };
}
