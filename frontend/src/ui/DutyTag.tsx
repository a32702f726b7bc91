import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { DateTime } from "./DateTime";
import { Tag } from "./Tag";

/** How it stands with a promised answer. */
export function DutyTag({ duty }: { duty: Schema["AnswerDuty"] }) {
  const due = <DateTime at={duty.dueAt} as="date" />;
  if (duty.state === "answered") return <DoneTag />;
  return duty.state === "late" ? (
    <Tag tone="stopped">
      <Trans>Svaret är försenat sedan {due}</Trans>
    </Tag>
  ) : (
    <Tag tone="on">
      <Trans>Svar senast {due}</Trans>
    </Tag>
  );
}

const DoneTag = () => (
  <Tag tone="done">
    <Trans>Har fått sitt svar</Trans>
  </Tag>
);
