import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import { RadioGroup } from "@/ui/Choice";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { fieldError } from "@/ui/FormErrors";
import { LoadMore } from "@/ui/LoadMore";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import { TextArea } from "@/ui/TextArea";
import { FormDialog } from "./FormDialog";
import styles from "./Help.module.css";
import { commitmentsQuery, useOutcome } from "./queries";
import { ReportHelp } from "./ReportHelp";
import { WithheldNote } from "./WithheldNote";
import { amountOf, outcomeLabel } from "./words";

type Commitment = Schema["Commitment"];

/** What people have promised an idea, and what came of it. */
export function Commitments({ ideaId, records }: { ideaId: string; records: boolean }) {
  const query = useInfiniteQuery(commitmentsQuery(ideaId));
  const found = query.data?.pages.flatMap((page) => page.commitments) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (found.length === 0) return null;
  return (
    <div className={styles.stack}>
      <h3>
        <Trans>Löften om hjälp</Trans>
      </h3>
      <ul className={styles.rows}>
        {found.map((commitment) => (
          <CommitmentRow key={commitment.id} commitment={commitment} records={records} />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={found.length}
        />
      )}
    </div>
  );
}

function CommitmentRow({ commitment, records }: { commitment: Commitment; records: boolean }) {
  const { outcome, words } = commitment;
  const tone = outcome === "not-kept" ? "stopped" : outcome ? "done" : "on";
  return (
    <li className={styles.row}>
      <p className={styles.head}>
        <strong>{amountOf(commitment.amount, commitment.unit)}</strong>
        <Tag tone={tone}>{outcome ? outcomeLabel(outcome) : <Trans>Lovat</Trans>}</Tag>
      </p>
      {commitment.description ? (
        <>
          <WithheldNote why={commitment.withheld} />
          <p className={styles.words} dir="auto">
            {commitment.description}
          </p>
        </>
      ) : (
        <p className={styles.soft}>
          <Trans>En moderator har dolt vad som lovades.</Trans>
        </p>
      )}
      <ParticipantLine participant={commitment.helper}>
        <Trans>
          till och med <DateTime at={commitment.endsAt} as="date" />
        </Trans>
      </ParticipantLine>
      {words && (
        <p className={styles.quote} dir="auto">
          {words}
        </p>
      )}
      <div className={styles.buttons}>
        {records && <RecordOutcome commitment={commitment} />}
        <ReportHelp thing={{ kind: "commitment", id: commitment.id }} by={commitment.helper.id} />
      </div>
    </li>
  );
}

/** Says what came of a promise. */
function RecordOutcome({ commitment }: { commitment: Commitment }) {
  const { t } = useLingui();
  const present = { outcome: commitment.outcome ?? ("" as const), words: commitment.words ?? "" };
  const [fields, setFields] = useState<{ outcome: Schema["Outcome"] | ""; words: string }>(present);
  const labels = { outcome: t`Hur gick det?`, words: t`Berätta` };
  return (
    <FormDialog<Schema["OutcomeEdit"]>
      label={commitment.outcome ? t`Ändra utfallet` : t`Berätta hur det gick`}
      variant={commitment.outcome ? "plain" : "secondary"}
      send={t`Spara`}
      done={t`Utfallet syns på idén.`}
      mutation={useOutcome(commitment)}
      labels={labels}
      onOpen={() => setFields(present)}
      body={() =>
        missing(fields, ["outcome", "words"]) ?? {
          outcome: fields.outcome as Schema["Outcome"],
          words: fields.words,
        }
      }
    >
      {(error) => (
        <>
          <RadioGroup
            name="outcome"
            label={labels.outcome}
            value={fields.outcome}
            onChange={(outcome) => setFields({ ...fields, outcome })}
            options={(["kept", "partly", "not-kept"] as const).map((value) => ({
              value,
              label: outcomeLabel(value),
            }))}
            error={fieldError(error, "outcome")}
          />
          <TextArea
            name="words"
            label={labels.words}
            value={fields.words}
            onChange={(words) => setFields({ ...fields, words })}
            max={1000}
            error={fieldError(error, "words")}
          />
        </>
      )}
    </FormDialog>
  );
}
