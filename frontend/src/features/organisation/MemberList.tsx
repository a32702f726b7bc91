import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { SelectField } from "@/ui/SelectField";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Organisation.module.css";
import { membersQuery, useEditMember, useRemoveMember } from "./queries";
import { mandateLabel, mandatesUpTo } from "./words";

type Props = { organisationId: string; may: Schema["Permission"][] };

/** The members, whose mandates owners change. */
export function MemberList({ organisationId, may }: Props) {
  const query = useInfiniteQuery(membersQuery(organisationId));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const members = query.data.pages.flatMap((page) => page.members);
  return (
    <>
      <ul className={styles.list}>
        {members.map((member) => (
          <MemberRow key={member.participant.id} organisationId={organisationId} may={may} member={member} />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={members.length}
        />
      )}
    </>
  );
}

function MemberRow({ member, organisationId, may }: Props & { member: Schema["Membership"] }) {
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

function Controls({ member, organisationId, may }: Props & { member: Schema["Membership"] }) {
  const { t } = useLingui();
  const { id, displayName } = member.participant;
  const edit = useEditMember(organisationId, id);
  const remove = useRemoveMember(organisationId, id);
  const failure = edit.error ?? remove.error;
  const busy = edit.isPending || remove.isPending;
  return (
    <>
      {failure && <ErrorState error={failure} />}
      <div className={styles.choices}>
        {may.includes("manage-members") && (
          <>
            <SelectField
              name={`mandate-${id}`}
              label={t`Uppdrag för ${displayName}`}
              value={member.mandate}
              onChange={(mandate) => edit.mutate({ mandate: mandate as Schema["Mandate"] })}
            >
              {mandatesUpTo("owner").map((mandate) => (
                <option key={mandate} value={mandate}>
                  {mandateLabel(mandate)}
                </option>
              ))}
            </SelectField>
            <ConfirmButton
              label={t`Ta bort`}
              title={t`Ta bort ${displayName}?`}
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
            busy={busy}
            onConfirm={() => edit.mutate({ mandate: "owner" })}
          >
            <p>{t`Organisationen är inte längre vilande, och ägaren bestämmer över den.`}</p>
          </ConfirmButton>
        )}
      </div>
    </>
  );
}
