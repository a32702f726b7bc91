import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import { RestoredNotice } from "@/features/editing/RestoredNotice";
import { useBase } from "@/features/editing/use-base";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema, Tagged } from "@/lib/api";
import { Button, LinkButton } from "@/ui/Button";
import { fieldError } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import { ChallengeChoice } from "./ChallengeChoice";
import styles from "./IdeaForm.module.css";
import { IdeaFormFields } from "./IdeaFormFields";
import { IdeaSettingFields } from "./IdeaSettingFields";
import { openChallengesQuery } from "./queries";
import { useEditIdeaForm } from "./use-edit-idea";

type Loaded = Tagged<Schema["Idea"]>;

/** The form for an idea that exists, for its author. Others are told that it is not theirs. */
export function EditIdeaForm({ loaded }: { loaded: Loaded }) {
  const relation = useIdeaRelation(loaded.value.id);
  const { base, replace } = useBase(loaded);
  if (relation && !relation.permissions.includes("edit"))
    return (
      <Notice>
        <Trans>Bara den som skrev idén kan ändra den, och bara medan den är utkast eller publicerad.</Trans>
      </Notice>
    );
  return <Form key={base.round} base={base} onReplace={replace} />;
}

function Form({ base, onReplace }: { base: Loaded; onReplace: (fresh: Loaded) => void }) {
  const idea = base.value;
  const draft = idea.state === "draft";
  const challenges = useQuery({ ...openChallengesQuery, enabled: draft });
  const form = useEditIdeaForm(base, challenges.data ?? []);
  const conflict = form.error?.code === "precondition_failed";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save(draft);
  };
  const reload = async () => {
    form.clear();
    onReplace(await form.reread());
  };
  const overwrite = async () => form.save(false, (await form.reread()).etag);
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      {form.restored && !conflict && <RestoredNotice onDiscard={form.reset} />}
      {conflict && (
        <ConflictNotice
          busy={form.busy}
          onReload={() => void reload()}
          onOverwrite={() => void overwrite()}
        />
      )}
      <IdeaFormFields fields={form.fields} set={form.set} error={conflict ? undefined : form.error} />
      {draft && challenges.data && (
        <ChallengeChoice
          challenges={challenges.data}
          values={form.fields.challengeIds}
          onChange={(challengeIds) => form.set({ challengeIds })}
          error={fieldError(form.error, "challengeIds")}
        />
      )}
      <IdeaSettingFields fields={form.fields} set={form.set} error={form.error} district={idea.district} />
      {!draft && (
        <p className={styles.note}>
          <Trans>Den tidigare lydelsen sparas, och alla kan läsa vad du ändrat.</Trans>
        </p>
      )}
      <Buttons draft={draft} busy={form.busy} ideaId={idea.id} onSave={() => form.save(false)} />
    </form>
  );
}

type ButtonsProps = { draft: boolean; busy: boolean; ideaId: string; onSave: () => void };

function Buttons({ draft, busy, ideaId, onSave }: ButtonsProps) {
  return (
    <div className={styles.buttons}>
      <Button variant="primary" type="submit" busy={busy}>
        {draft ? <Trans>Publicera idén</Trans> : <Trans>Spara ändringen</Trans>}
      </Button>
      {draft && (
        <Button busy={busy} onClick={onSave}>
          <Trans>Spara utkastet</Trans>
        </Button>
      )}
      <LinkButton to="/ideas/$ideaId" params={{ ideaId }} variant="plain">
        <Trans>Avbryt</Trans>
      </LinkButton>
    </div>
  );
}
