import { Trans } from "@lingui/react/macro";
import { useRef, useState } from "react";
import type { Schema } from "@/lib/api";
import { Invitations } from "./Invitations";
import { InviteForm } from "./InviteForm";
import styles from "./Organisation.module.css";

type Props = { organisationId: string; own: Schema["Mandate"] };

/** The form of an invitation, for whoever asks for it, and the invitations that wait. */
export function Invite({ organisationId, own }: Props) {
  const [open, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const done = () => {
    summary.current?.focus();
    setOpen(false);
  };
  return (
    <div className={styles.parts}>
      <details className={styles.more} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary ref={summary}>
          <Trans>Bjud in någon</Trans>
        </summary>
        <InviteForm organisationId={organisationId} own={own} onDone={done} />
      </details>
      <Invitations organisationId={organisationId} />
    </div>
  );
}
