import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Checkbox } from "@/ui/Choice";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import styles from "./Organisation.module.css";
import { membersQuery, useEditMember, useRemoveMember } from "./queries";
import { mandateHint, mandateLabel } from "./words";

type Props = { organisationId: string; relation: Schema["OrganisationRelation"] };

/** Nobody makes themselves an owner, so nobody is asked who they are. */
const asIs = <T,>(call: () => Promise<T>) => call();

/** One's own place: whether the page names one, and the way out. */
export function OwnMembership({ organisationId, relation }: Props) {
  const { t } = useLingui();
  const id = useSession().me?.id ?? "";
  const edit = useEditMember(organisationId, id, asIs);
  const leave = useRemoveMember(organisationId, id);
  const navigate = useNavigate();
  const toast = useToast();
  const { data: members } = useInfiniteQuery(membersQuery(organisationId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other members may have put right what kept one from leaving.
  useEffect(() => {
    if (leave.isError) leave.reset();
  }, [members]);
  const failure = edit.error ?? leave.error;
  const left = () => {
    toast({ text: t`Du har lämnat organisationen.` });
    void navigate({ to: "/profile/organisations" });
  };
  if (!relation.mandate) return null;
  const mandate = mandateLabel(relation.mandate);
  return (
    <div className={styles.stack}>
      {failure && <ErrorState error={failure} />}
      <p>
        <Trans>Ditt uppdrag: {mandate}.</Trans> {mandateHint(relation.mandate)}
      </p>
      <Checkbox
        name="shown"
        label={t`Visa mitt namn på organisationens sida`}
        checked={relation.shown ?? false}
        onChange={(shown) => edit.mutate({ shown })}
      />
      <ConfirmButton
        label={t`Lämna organisationen`}
        title={t`Lämna organisationen?`}
        variant="danger"
        busy={leave.isPending}
        onConfirm={() => leave.mutate(undefined, { onSuccess: left })}
      >
        <p>{t`Du kan inte längre skriva i dess namn, och behöver en ny inbjudan för att komma tillbaka. Det du har skrivit åt den finns kvar.`}</p>
      </ConfirmButton>
    </div>
  );
}
