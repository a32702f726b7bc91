import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { Schema, Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { useToast } from "@/ui/Toast";
import styles from "./Moderation.module.css";
import { useSetPolicy } from "./queries";

type Props = { policy: Tagged<Schema["ModerationPolicy"]>; onDone: () => void };

/** Where an administrator words the rules, in both languages. */
export function PolicyForm({ policy: { value, etag }, onDone }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const save = useSetPolicy();
  const [swedish, setSwedish] = useState(value.swedish);
  const [english, setEnglish] = useState(value.english);
  const [early, setEarly] = useState<ApiError>();
  const error = early ?? save.error;
  const labels = { swedish: t`På svenska`, english: t`På engelska` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const edit = { swedish: swedish.trim(), english: english.trim() };
    const fault = missing(edit, ["swedish", "english"]);
    setEarly(fault);
    if (fault || save.isPending) return;
    const onSuccess = () => {
      toast({ text: t`Reglerna är sparade.` });
      onDone();
    };
    save.mutate({ etag, edit }, { onSuccess });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={labels} />
      <TextArea
        name="swedish"
        label={labels.swedish}
        value={swedish}
        onChange={setSwedish}
        max={20_000}
        error={fieldError(error, "swedish")}
      />
      <TextArea
        name="english"
        label={labels.english}
        value={english}
        onChange={setEnglish}
        max={20_000}
        error={fieldError(error, "english")}
      />
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" busy={save.isPending}>
          <Trans>Spara reglerna</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>Avbryt</Trans>
        </Button>
      </div>
    </form>
  );
}
