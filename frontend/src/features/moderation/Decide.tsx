import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema, Tagged } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import { DecideForm } from "./DecideForm";
import styles from "./Moderation.module.css";
import { useDecide, useTake } from "./queries";
import { doneLabel } from "./words";

type Props = { file: Tagged<Schema["ModerationFile"]>; onDone: () => void };

/** Where a case is taken and decided. Only one person is at it at a time. */
export function Decide({ file: { value: file, etag }, onDone }: Props) {
  const { t } = useLingui();
  const { me } = useSession();
  const toast = useToast();
  const take = useTake(file.case.id);
  const decide = useDecide(file.case.id);
  const taker = file.case.takenBy;
  if (taker && taker.id !== me?.id) return <Taken name={taker.displayName} />;
  const send = (ruling: Schema["ModerationDecisionCreate"]) => {
    if (decide.isPending) return;
    decide.mutate(
      { etag, ruling },
      {
        onSuccess: () => {
          const done = doneLabel(ruling.action);
          toast({ text: t`Avgjort: ${done}.` });
          onDone();
        },
      },
    );
  };
  return (
    <section className={styles.decide} aria-label={t`Beslut`}>
      <p>
        <Button busy={take.isPending} onClick={() => take.mutate({ etag, taken: !taker })}>
          {taker ? <Trans>Lämna tillbaka ärendet</Trans> : <Trans>Ta ärendet</Trans>}
        </Button>
      </p>
      {take.isError && <ErrorState error={take.error} />}
      <DecideForm
        actions={file.actions}
        suggested={file.case.reasons[0]}
        error={decide.error}
        busy={decide.isPending}
        onSend={send}
      />
    </section>
  );
}

const Taken = ({ name }: { name: string }) => (
  <Notice>
    <p>
      <Trans>
        <bdi>{name}</bdi> har tagit ärendet. Det blir fritt igen efter en halvtimme.
      </Trans>
    </p>
  </Notice>
);
