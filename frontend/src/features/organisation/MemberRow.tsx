import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useFresh } from "@/features/account/use-fresh";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { MandateButton } from "./MandateButton";
import styles from "./Organisation.module.css";
import { useEditMember, useRemoveMember } from "./queries";
import { mandateLabel } from "./words";

type Props = { organisationId: string; may: Schema["Permission"][]; member: Schema["Membership"] };

/** A member, and what the reader may do about their mandate. */
export function MemberRow({ member, organisationId, may }: Props) {
  const { participant, mandate, joinedAt } = member;
  const { me } = useSession();
  const others = me?.id !== participant.id;
  return (
    <li className={styles.row}>
      <h3>
        <Link to="/participants/$participantId" params={{ participantId: participant.id }}>
          <bdi>{participant.displayName}</bdi>
        </Link>
      </h3>
      <div className={styles.facts}>
        <span>{mandateLabel(mandate)}</span>
        <span>
          <Trans>
            Med sedan <DateTime at={joinedAt} as="date" />
          </Trans>
        </span>
      </div>
      {others && <Controls organisationId={organisationId} may={may} member={member} />}
    </li>
  );
}

function Controls({ member, organisationId, may }: Props) {
  const { t } = useLingui();
  const { id, displayName } = member.participant;
  const { fresh, question } = useFresh();
  const edit = useEditMember(organisationId, id, fresh);
  const remove = useRemoveMember(organisationId, id);
  const failure = edit.error ?? remove.error;
  const busy = edit.isPending || remove.isPending;
  return (
    <>
      {failure && <ErrorState error={failure} />}
      <div className={styles.buttons}>
        {may.includes("manage-members") && (
          <>
            <MandateButton member={member} busy={busy} onChoose={(mandate) => edit.mutate({ mandate })} />
            <ConfirmButton
              label={t`Ta bort`}
              title={t`Ta bort ${displayName}?`}
              about={displayName}
              variant="danger"
              busy={busy}
              onConfirm={() => remove.mutate()}
            >
              <p>{t`Personen kan inte längre skriva i organisationens namn. Det som redan är skrivet finns kvar.`}</p>
            </ConfirmButton>
          </>
        )}
        {may.includes("appoint-owner") && (
          <ConfirmButton
            label={t`Gör till ägare`}
            title={t`Gör ${displayName} till ägare?`}
            about={displayName}
            busy={busy}
            onConfirm={() => edit.mutate({ mandate: "owner" })}
          >
            <p>{t`Organisationen är inte längre vilande, och ägaren bestämmer över den.`}</p>
          </ConfirmButton>
        )}
      </div>
      {question}
    </>
  );
}
