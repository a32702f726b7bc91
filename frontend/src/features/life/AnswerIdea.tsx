import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { Schema, Tagged } from "@/lib/api";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { useToast } from "@/ui/Toast";
import { AnswerForm } from "./AnswerForm";
import { useAnswerIdea } from "./queries";

/** Answers an idea on behalf of a department; a further answer is another version of it. */
export function AnswerIdea({ idea }: { idea: Tagged<Schema["Idea"]> }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const id = useId();
  const answer = useAnswerIdea(idea);
  const toast = useToast();
  const title = idea.value.answer ? t`Skriv ett nytt svar` : t`Svara för kommunen`;
  const open = () => {
    answer.reset();
    setAsking(true);
  };
  const send = (body: Schema["OfficialAnswerCreate"], clear: () => void) => {
    if (answer.isPending) return;
    const onSuccess = () => {
      clear();
      setAsking(false);
      toast({ text: t`Svaret är publicerat.` });
    };
    answer.mutate(body, { onSuccess });
  };
  return (
    <>
      <Button variant={idea.value.answer ? "secondary" : "primary"} onClick={open}>
        {title}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={title}
        actions={
          <>
            <Button variant="primary" type="submit" form={id} busy={answer.isPending}>
              <Trans>Publicera svaret</Trans>
            </Button>
            <Button onClick={() => setAsking(false)}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        <AnswerForm id={id} idea={idea.value} error={answer.error} onSend={send} />
      </Dialog>
    </>
  );
}
