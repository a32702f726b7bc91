import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import styles from "@/features/admin/AdminList.module.css";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import { NameFields, useMissingName, useNameLabels } from "./NameFields";
import { useEditTopic } from "./queries";
import { useTopicName } from "./topic-name";

type Topic = Schema["Topic"];

/** A topic in the list of administrators: its names, and what to do with it. */
export function TopicRow({ topic }: { topic: Topic }) {
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.row}>
      <h3>
        <bdi>{topic.name.sv}</bdi>
      </h3>
      <p className={styles.soft} lang="en">
        {topic.name.en}
      </p>
      {open ? (
        <Rename topic={topic} onDone={() => setOpen(false)} />
      ) : (
        <Steps topic={topic} onRename={() => setOpen(true)} />
      )}
    </li>
  );
}

function Steps({ topic, onRename }: { topic: Topic; onRename: () => void }) {
  const { t } = useLingui();
  const edit = useEditTopic(topic);
  const toast = useToast();
  const name = useTopicName()(topic);
  const active = topic.state === "active";
  const move = (state: Topic["state"]) =>
    edit.mutate(
      { state },
      {
        onSuccess: () =>
          toast({ text: state === "active" ? t`Ämnet går att välja igen.` : t`Ämnet är arkiverat.` }),
      },
    );
  return (
    <>
      {edit.error && <Notice tone="error">{errorText(edit.error)}</Notice>}
      <div className={styles.buttons}>
        {active && (
          <Button variant="plain" onClick={onRename} aria-label={t`Byt namn på ${name}`}>
            <Trans>Byt namn</Trans>
          </Button>
        )}
        <Button
          variant="plain"
          busy={edit.isPending}
          onClick={() => move(active ? "archived" : "active")}
          aria-label={active ? t`Arkivera ${name}` : t`Ta i bruk ${name}`}
        >
          {active ? <Trans>Arkivera</Trans> : <Trans>Ta i bruk igen</Trans>}
        </Button>
      </div>
    </>
  );
}

function Rename({ topic, onDone }: { topic: Topic; onDone: () => void }) {
  const [name, setName] = useState(topic.name);
  const [early, setEarly] = useState<ApiError>();
  const labels = useNameLabels();
  const missing = useMissingName();
  const edit = useEditTopic(topic);
  const error = early ?? edit.error ?? undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing(name);
    setEarly(fault);
    if (!fault && !edit.isPending) edit.mutate({ name }, { onSuccess: onDone });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={labels} />
      <NameFields name={name} onChange={setName} error={error} />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={edit.isPending}>
          <Trans>Spara namnet</Trans>
        </Button>
        <Button variant="plain" onClick={onDone}>
          <Trans>Avbryt</Trans>
        </Button>
      </div>
    </form>
  );
}
