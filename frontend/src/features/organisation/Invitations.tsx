import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import styles from "./Organisation.module.css";
import { invitationsQuery, useRevoke } from "./queries";
import { mandateLabel } from "./words";

/** The invitations that nobody has answered yet; nothing when there are none. */
export function Invitations({ organisationId }: { organisationId: string }) {
  const query = useInfiniteQuery(invitationsQuery(organisationId));
  const revoke = useRevoke(organisationId);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const waiting = query.data?.pages.flatMap((page) => page.invitations) ?? [];
  if (waiting.length === 0) return null;
  return (
    <>
      <h3 className={styles.waiting}>
        <Trans>Väntar på svar</Trans>
      </h3>
      {revoke.error && <ErrorState error={revoke.error} />}
      <ul className={styles.list}>
        {waiting.map((one) => (
          <Waiting
            key={one.id}
            invitation={one}
            busy={revoke.isPending}
            onRevoke={() => revoke.mutate(one.id)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={waiting.length}
        />
      )}
    </>
  );
}

type WaitingProps = { invitation: Schema["Invitation"]; busy: boolean; onRevoke: () => void };

function Waiting({ invitation, busy, onRevoke }: WaitingProps) {
  const { t } = useLingui();
  const { email } = invitation;
  return (
    <li className={styles.row}>
      <bdi>{email}</bdi>
      <div className={styles.facts}>
        <span>{mandateLabel(invitation.mandate)}</span>
        <span>
          <Trans>
            Bjöds in av <bdi>{invitation.invitedBy.displayName}</bdi>
          </Trans>
        </span>
        <span>
          <Trans>
            Gäller till <DateTime at={invitation.expiresAt} as="date" />
          </Trans>
        </span>
      </div>
      <div className={styles.buttons}>
        <ConfirmButton
          label={t`Ta tillbaka inbjudan`}
          title={t`Ta tillbaka inbjudan till ${email}?`}
          busy={busy}
          onConfirm={onRevoke}
        >
          <p>{t`Länken i mejlet slutar fungera.`}</p>
        </ConfirmButton>
      </div>
    </li>
  );
}
