import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { missing } from "@/features/editing/required";
import { ReportButton } from "@/features/moderation/ReportButton";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { DateTimeField } from "@/ui/DateTimeField";
import { fieldError } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { FormDialog } from "./FormDialog";
import styles from "./Help.module.css";
import { useBlock, useCommit, useContactState, useTakeBack } from "./queries";
import { WithheldNote } from "./WithheldNote";
import { amountOf, contactStateLabel, outcomeLabel } from "./words";

type Contact = Schema["Contact"];

/** A question about help: who asks for what, the answer, and the address while both agree. */
export function ContactRow({ contact, incoming }: { contact: Contact; incoming: boolean }) {
  const { t } = useLingui();
  const { idea, need, state } = contact;
  const left = need.amount - need.committed;
  // Whoever asked is the other to who was asked.
  const helps = (contact.askedBy === "helper") !== incoming;
  const { helper, seeker } = contact;
  const [own, other] = helps ? [helper, seeker] : [seeker, helper];
  const { me } = useSession();
  const email = helps ? contact.seekerEmail : contact.helperEmail;
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h2>
          {idea.title ? (
            <Link to="/ideas/$ideaId" params={{ ideaId: idea.id }}>
              <bdi>{idea.title}</bdi>
            </Link>
          ) : (
            <Trans>En idé som inte visas</Trans>
          )}
        </h2>
        <Tag tone={state === "accepted" ? "on" : "neutral"}>{contactStateLabel(state)}</Tag>
      </div>
      <p className={styles.soft}>
        {left > 0 ? amountOf(left, need.unit) : t`Allt är lovat`} · {need.description}
      </p>
      <ParticipantLine participant={incoming ? other : helps ? contact.helper : contact.seeker}>
        <DateTime at={contact.askedAt} />
      </ParticipantLine>
      <p className={styles.quote} dir="auto">
        {contact.message}
      </p>
      {email && (
        <p>
          <bdi>{other.displayName}</bdi>: <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      <Answer contact={contact} incoming={incoming} />
      {helps && state === "accepted" && !contact.commitmentId && need.state === "open" && (
        <Commit contact={contact} />
      )}
      {helps && contact.commitmentId && !contact.outcome && (
        <Promised id={contact.commitmentId} withheld={contact.commitmentWithheld} />
      )}
      {helps && contact.outcome && (
        <p>
          <Trans>Du lovade att hjälpa till.</Trans> {outcomeLabel(contact.outcome)}.
        </p>
      )}
      {incoming && <Unwanted other={other} blocks={me?.id === own.id} />}
    </li>
  );
}

function Answer({ contact, incoming }: { contact: Contact; incoming: boolean }) {
  const { t } = useLingui();
  const change = useContactState(contact.id);
  const set = (state: Schema["ContactStateEdit"]["state"]) => {
    if (!change.isPending) change.mutate({ state });
  };
  const { state } = contact;
  return (
    <>
      {change.error && <Notice tone="error">{errorText(change.error)}</Notice>}
      <div className={styles.buttons}>
        {state === "asked" && incoming && (
          <>
            <Button variant="primary" busy={change.isPending} onClick={() => set("accepted")}>
              <Trans>Ja, visa våra adresser</Trans>
            </Button>
            <Button onClick={() => set("declined")}>
              <Trans>Nej tack</Trans>
            </Button>
          </>
        )}
        {state === "asked" && !incoming && (
          <Button variant="plain" busy={change.isPending} onClick={() => set("withdrawn")}>
            <Trans>Ta tillbaka frågan</Trans>
          </Button>
        )}
        {state === "accepted" && (
          <ConfirmButton
            label={t`Avsluta kontakten`}
            title={t`Avsluta kontakten?`}
            variant="plain"
            busy={change.isPending}
            onConfirm={() => set("withdrawn")}
          >
            <p>{t`Ni ser inte längre varandras adresser.`}</p>
          </ConfirmButton>
        )}
      </div>
    </>
  );
}

/** Makes what was agreed a promise that everybody can read. */
function Commit({ contact: { id, need } }: { contact: Contact }) {
  const { t } = useLingui();
  const left = need.amount - need.committed;
  const present = { description: "", amount: String(left), endsAt: need.endsAt };
  const [fields, setFields] = useState(present);
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change });
  const labels = { description: t`Vad du lovar`, amount: t`Hur mycket`, endsAt: t`Klart senast` };
  const most = amountOf(left, need.unit);
  return (
    <div className={styles.buttons}>
      <FormDialog<Schema["CommitmentCreate"]>
        label={t`Lova att hjälpa till`}
        variant="primary"
        send={t`Visa löftet`}
        done={t`Löftet syns på idén.`}
        mutation={useCommit(id)}
        labels={labels}
        onOpen={() => setFields(present)}
        body={() =>
          missing(fields, ["description", "amount", "endsAt"]) ?? { ...fields, amount: Number(fields.amount) }
        }
      >
        {(error) => (
          <>
            <p>
              <Trans>Löftet visas på idéns sida med ditt namn, och där syns också vad det blev av det.</Trans>
            </p>
            <TextArea
              name="description"
              label={labels.description}
              value={fields.description}
              onChange={(description) => set({ description })}
              max={500}
              error={fieldError(error, "description")}
            />
            <TextField
              name="amount"
              label={labels.amount}
              hint={t`Högst ${most}.`}
              type="number"
              min={1}
              value={fields.amount}
              onChange={(amount) => set({ amount })}
              error={fieldError(error, "amount")}
            />
            <DateTimeField
              name="endsAt"
              label={labels.endsAt}
              value={fields.endsAt}
              onChange={(endsAt) => set({ endsAt })}
              error={fieldError(error, "endsAt")}
            />
          </>
        )}
      </FormDialog>
    </div>
  );
}

type PromisedProps = { id: string; withheld: Schema["Withheld"] | undefined };

/** A promise of one's own, which is taken back while everybody sees it. */
function Promised({ id, withheld }: PromisedProps) {
  if (!withheld) return <TakeBack commitmentId={id} />;
  return (
    <>
      <p>
        <Trans>Du har lovat att hjälpa till. Medan löftet är dolt går det inte att ta tillbaka.</Trans>
      </p>
      <WithheldNote why={withheld} />
    </>
  );
}

function TakeBack({ commitmentId }: { commitmentId: string }) {
  const { t } = useLingui();
  const back = useTakeBack(commitmentId);
  return (
    <>
      <p>
        <Trans>Du har lovat att hjälpa till. Löftet syns på idén.</Trans>
      </p>
      {back.error && <Notice tone="error">{errorText(back.error)}</Notice>}
      <div className={styles.buttons}>
        <ConfirmButton
          label={t`Ta tillbaka löftet`}
          title={t`Ta tillbaka löftet?`}
          variant="plain"
          busy={back.isPending}
          onConfirm={() => back.mutate(undefined)}
        >
          <p>{t`Det försvinner från idén, som saknar hjälpen igen.`}</p>
        </ConfirmButton>
      </div>
    </>
  );
}

type Other = {
  other: Schema["ParticipantRef"];
  /** The reader was asked in person: people block, organisations do not. */
  blocks: boolean;
};

/** What to do about a question that is not welcome. */
function Unwanted({ other, blocks }: Other) {
  const { t } = useLingui();
  const block = useBlock(other.id);
  const name = other.displayName;
  const thing = { kind: other.organisation ? "organisation" : "person", id: other.id } as const;
  return (
    <div className={styles.buttons}>
      {blocks && (
        <ConfirmButton
          label={t`Blockera`}
          title={t`Blockera ${name}?`}
          variant="plain"
          busy={block.isPending}
          onConfirm={() => block.mutate(true)}
        >
          <p>{t`Den som är blockerad kan inte fråga dig mer, och er kontakt avslutas.`}</p>
        </ConfirmButton>
      )}
      <ReportButton thing={thing} review={false} />
    </div>
  );
}
