import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import styles from "./Handover.module.css";
import { handoversQuery, useSettle } from "./queries";
import { TakeOver } from "./TakeOver";

/** That an idea looks for somebody who takes it over, with what the reader may answer. */
export function HandoverNotice({ idea }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  const query = useInfiniteQuery(handoversQuery(me?.id ?? "", idea.id));
  // One waits at a time, and the latest come first.
  const waiting = query.data?.pages[0]?.handovers.find(({ state }) => state === "offered");
  if (idea.state !== "published" || !waiting) return null;
  return (
    <div className={styles.notice}>
      <Notice title={<Title handover={waiting} />}>
        <Words handover={waiting} />
        {me ? <Answers handover={waiting} /> : <SignIn ideaId={idea.id} />}
      </Notice>
    </div>
  );
}

function Title({ handover: { kind, permissions } }: { handover: Schema["Handover"] }) {
  if (kind === "adoption") return <Trans>Idén söker någon som tar över</Trans>;
  if (permissions.includes("accept")) return <Trans>Vill du ta över idén?</Trans>;
  return <Trans>Frågan om att ta över idén väntar på svar</Trans>;
}

function Words({ handover: { offeredBy, to, capacity, reason } }: { handover: Schema["Handover"] }) {
  const who = <bdi>{offeredBy.displayName}</bdi>;
  const whom = to && <bdi>{to.displayName}</bdi>;
  return (
    <div className={question.words}>
      <p>
        {whom && (
          <Trans>
            {who} frågar {whom} och skriver:
          </Trans>
        )}
        {!whom && capacity === "author" && (
          <Trans>{who} lämnar över den till den som vill, och skriver:</Trans>
        )}
        {!whom && capacity === "leader" && (
          <Trans>Den som skrev idén är inte längre här. {who} leder arbetet och skriver:</Trans>
        )}
      </p>
      <p className={question.reason} dir="auto">
        {reason}
      </p>
    </div>
  );
}

const SignIn = ({ ideaId }: { ideaId: string }) => (
  <p>
    <Link to="/login" search={{ next: `/ideas/${ideaId}` }}>
      <Trans>Logga in för att ta över idén</Trans>
    </Link>
  </p>
);

function Answers({ handover }: { handover: Schema["Handover"] }) {
  const { t } = useLingui();
  const toast = useToast();
  const settle = useSettle(handover);
  const may = handover.permissions;
  const go = (state: "declined" | "taken-back", text: string) => {
    if (settle.isPending) return;
    settle.mutate(
      { state },
      { onSuccess: () => toast({ text }), onError: (error) => toast({ text: errorText(error) }) },
    );
  };
  if (may.length === 0) return null;
  return (
    <div className={question.buttons}>
      {may.includes("accept") && <TakeOver handover={handover} />}
      {may.includes("decline") && (
        <Button
          busy={settle.isPending}
          onClick={() => go("declined", t`Du har sagt nej till att ta över idén.`)}
        >
          <Trans>Säg nej</Trans>
        </Button>
      )}
      {may.includes("take-back") && (
        <Button
          variant="plain"
          busy={settle.isPending}
          onClick={() => go("taken-back", t`Frågan är tillbakatagen. Idén är kvar där den var.`)}
        >
          <Trans>Ta tillbaka frågan</Trans>
        </Button>
      )}
    </div>
  );
}
