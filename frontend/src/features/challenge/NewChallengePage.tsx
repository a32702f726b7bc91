import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
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
import { ChallengeFieldset } from "./ChallengeFieldset";
import { type ChallengeFields, noFields, toCreate, unready } from "./challenge-fields";
import { useCreateChallenge } from "./edit-queries";
import { useChallengeLabels } from "./use-challenge-labels";

/** Where a leader puts a question to everyone. What is written is kept in the browser until it is saved. */
export function NewChallengePage() {
  const { t } = useLingui();
  const [round, setRound] = useState(0);
  return (
    <>
      <PageHeader
        title={t`Ny utmaning`}
        lead={t`Ställ en fråga som kommunen inte kan svara på ensam.`}
        above={
          <Breadcrumbs>
            <Link to="/lead">
              <Trans>Leda</Trans>
            </Link>
          </Breadcrumbs>
        }
      />
      <NewChallenge key={round} onDiscard={() => setRound(round + 1)} />
    </>
  );
}

function NewChallenge({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useLingui();
  const draft = useFormDraft("challenge.new", noFields);
  const create = useSending(draft);
  const labels = useChallengeLabels();
  const discard = () => {
    draft.reset();
    onDiscard();
  };
  return (
    <form className={editing.form} noValidate onSubmit={create.send}>
      {draft.restored && <RestoredNotice onDiscard={discard} />}
      <FormErrors error={create.error} labels={labels} />
      <div>
        <ChallengeFieldset
          fields={draft.fields}
          set={draft.set}
          error={create.error}
          votingFixed={false}
          mayAppoint
        />
        <Section
          title={t`Spara`}
          note={t`Utmaningen sparas som ett utkast, som du leder. I nästa steg väljer du faser, låter fler leda och publicerar den.`}
        >
          <Button type="submit" variant="primary" busy={create.busy}>
            <Trans>Spara som utkast</Trans>
          </Button>
        </Section>
      </div>
    </form>
  );
}

function useSending({ fields, clear }: { fields: ChallengeFields; clear: () => void }) {
  const { t } = useLingui();
  const create = useCreateChallenge();
  const navigate = useNavigate();
  const toast = useToast();
  const [early, setEarly] = useState<ApiError>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const lack = unready(fields);
    setEarly(lack);
    if (lack) return;
    create.mutate(toCreate(fields), {
      onSuccess: async ({ value }) => {
        clear();
        await navigate({ to: "/challenges/$challengeId/edit", params: { challengeId: value.id } });
        toast({ text: t`Utkastet är sparat.` });
      },
    });
  };
  return { send, busy: create.isPending, error: early ?? create.error };
}
