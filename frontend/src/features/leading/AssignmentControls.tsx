import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { EditTerms } from "./EditTerms";
import { HandOver } from "./HandOver";
import styles from "./Leading.module.css";
import { useRevoke } from "./queries";
import type { RowProps } from "./row-props";

/** What can be done with an assignment: other terms, handing over one's own, and its end. */
export function AssignmentControls(props: RowProps) {
  const { t } = useLingui();
  const { me } = useSession();
  const [open, setOpen] = useState<"terms" | "hand-over">();
  const { id, role, person } = props.assignment;
  const revoke = useRevoke(id);
  const { displayName } = person;
  const own = me?.id === person.id;
  const close = () => setOpen(undefined);
  const box = useFocusAfter(open);
  if (open)
    return (
      <div ref={box} tabIndex={-1} className={styles.open}>
        {open === "terms" ? <EditTerms {...props} onDone={close} /> : <HandOver {...props} onDone={close} />}
      </div>
    );
  return (
    <div ref={box} tabIndex={-1} className={styles.open}>
      {revoke.error && <ErrorState error={revoke.error} />}
      <div className={styles.buttons}>
        <Button onClick={() => setOpen("terms")} aria-label={t`Ändra uppdraget för ${displayName}`}>
          <Trans>Ändra</Trans>
        </Button>
        {own && role === "leader" && (
          <Button onClick={() => setOpen("hand-over")}>
            <Trans>Lämna över</Trans>
          </Button>
        )}
        <End {...props} own={own} busy={revoke.isPending} onConfirm={revoke.mutate} />
      </div>
    </div>
  );
}

/** What takes the focus when another part is opened or closed: the button that was pressed is gone. */
function useFocusAfter(open: unknown) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(open);
  useEffect(() => {
    if (before.current !== open) box.current?.focus();
    before.current = open;
  }, [open]);
  return box;
}

type EndProps = RowProps & { own: boolean; busy: boolean; onConfirm: ReturnType<typeof useRevoke>["mutate"] };

/** Ends an assignment after a question. */
function End({ thing, assignment, assignments, own, busy, onConfirm, onLeft }: EndProps) {
  const { t } = useLingui();
  const toast = useToast();
  const { displayName } = assignment.person;
  const last = !assignments.some(({ id, role }) => id !== assignment.id && role === "leader");
  const done = () => {
    toast({ text: own ? t`Du leder inte längre.` : t`${displayName} leder inte längre.` });
    if (own) onLeft?.();
  };
  return (
    <ConfirmButton
      label={own ? t`Sluta leda` : t`Ta bort`}
      title={own ? t`Sluta leda?` : t`Ta bort ${displayName}?`}
      {...(own ? {} : { about: displayName })}
      variant="danger"
      busy={busy}
      onConfirm={() => onConfirm(undefined, { onSuccess: done })}
    >
      <p>
        {own ? (
          <Trans>Du kan inte längre ändra här.</Trans>
        ) : (
          <Trans>Personen loggas ut, kan inte längre ändra här och får ett mejl om det.</Trans>
        )}
      </p>
      {last && assignment.role === "leader" && (
        <p>
          <Trans>Ingen annan är ledare.</Trans>{" "}
          {"challengeId" in thing ? (
            <Trans>
              Efteråt kan bara en administratör utse någon, eller den som leder utmaningens fokusområde.
            </Trans>
          ) : (
            <Trans>Efteråt kan bara en administratör utse någon.</Trans>
          )}
        </p>
      )}
    </ConfirmButton>
  );
}
