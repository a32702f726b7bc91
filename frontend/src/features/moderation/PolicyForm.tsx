import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import { missing } from "@/features/editing/required";
import { useTaggedForm } from "@/features/editing/use-tagged-form";
import type { Schema, Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { useToast } from "@/ui/Toast";
import styles from "./Moderation.module.css";
import { policyQuery, useSetPolicy } from "./queries";

type Policy = Schema["ModerationPolicy"];
type Props = { policy: Tagged<Policy>; onDone: () => void };

const fieldsOf = ({ swedish, english }: Policy) => ({ swedish, english });

/** Where an administrator words the rules, in both languages. */
export function PolicyForm({ policy, onDone }: Props) {
  const { t } = useLingui();
  const form = usePolicyForm({ policy, onDone });
  const labels = { swedish: t`På svenska`, english: t`På engelska` };
  return (
    <form className={styles.form} noValidate onSubmit={form.send}>
      {form.conflict && <ConflictNotice {...form.conflict} />}
      <FormErrors error={form.error} labels={labels} />
      <TextArea
        name="swedish"
        label={labels.swedish}
        value={form.fields.swedish}
        onChange={(swedish) => form.set({ swedish })}
        max={20_000}
        error={fieldError(form.error, "swedish")}
      />
      <TextArea
        name="english"
        label={labels.english}
        value={form.fields.english}
        onChange={(english) => form.set({ english })}
        max={20_000}
        error={fieldError(form.error, "english")}
      />
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" busy={form.busy}>
          <Trans>Spara reglerna</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>Avbryt</Trans>
        </Button>
      </div>
    </form>
  );
}

function usePolicyForm({ policy, onDone }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const queries = useQueryClient();
  const [early, setEarly] = useState<ApiError>();
  const onSaved = () => {
    toast({ text: t`Reglerna är sparade.` });
    onDone();
  };
  const form = useTaggedForm({
    loaded: policy,
    fresh: () => queries.fetchQuery({ ...policyQuery, staleTime: 0 }),
    fieldsOf,
    saving: useSetPolicy(),
    onSaved,
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing(form.fields, ["swedish", "english"]);
    setEarly(fault);
    if (!fault) form.save();
  };
  return { ...form, send, error: early ?? form.error };
}
