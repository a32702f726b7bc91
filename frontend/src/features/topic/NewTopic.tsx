import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import styles from "@/features/admin/AdminList.module.css";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import { NameFields, useMissingName, useNameLabels } from "./NameFields";
import { useCreateTopic } from "./queries";

const EMPTY = { sv: "", en: "" };

/** The form for a new topic; it stays for the next one. */
export function NewTopic() {
  const { t } = useLingui();
  const [name, setName] = useState(EMPTY);
  const [early, setEarly] = useState<ApiError>();
  const labels = useNameLabels();
  const missing = useMissingName();
  const create = useCreateTopic();
  const toast = useToast();
  const error = early ?? create.error ?? undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const fault = missing(name);
    setEarly(fault);
    if (fault) return;
    const onSuccess = () => {
      setName(EMPTY);
      toast({ text: t`Ämnet finns nu.` });
    };
    create.mutate({ name }, { onSuccess });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={labels} />
      <NameFields name={name} onChange={setName} error={error} />
      <Button type="submit" variant="primary" busy={create.isPending}>
        <Trans>Lägg till ämnet</Trans>
      </Button>
    </form>
  );
}
