import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import styles from "./Moderation.module.css";
import { useAppeal } from "./queries";

/** Where whom a decision is against says why it is wrong; once. */
export function AppealForm({ decisionId }: { decisionId: string }) {
  const { t } = useLingui();
  const appeal = useAppeal(decisionId);
  const [words, setWords] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const error = early ?? appeal.error;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ words }, ["words"]);
    setEarly(fault);
    if (fault || appeal.isPending) return;
    appeal.mutate(words.trim());
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={{ words: t`Varför beslutet är fel` }} />
      <TextArea
        name="words"
        label={t`Varför beslutet är fel`}
        hint={t`Du kan överklaga en gång, så ta med allt du vill säga.`}
        value={words}
        onChange={setWords}
        max={2000}
        error={fieldError(error, "words")}
      />
      <Button variant="primary" type="submit" busy={appeal.isPending}>
        <Trans>Överklaga</Trans>
      </Button>
    </form>
  );
}
