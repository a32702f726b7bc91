import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFresh } from "@/features/account/use-fresh";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { lastDay } from "@/lib/local-time";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Identity.module.css";
import { LinkButtons } from "./LinkButtons";
import { providerName } from "./provider-name";
import { ownIdentitiesQuery, providersQuery, unlink } from "./queries";

/** What one signs in through besides a password, and what that has proven. Nothing where there are no providers. */
export function IdentitiesSection() {
  const { t } = useLingui();
  const providers = useQuery(providersQuery);
  const own = useQuery(ownIdentitiesQuery);
  if (!providers.data || (providers.data.length === 0 && own.data?.identities.length === 0)) return null;
  return (
    <Section
      title={t`E-legitimation och andra inloggningar`}
      note={t`Av ett personnummer sparas bara ett avtryck, som ingen ser.`}
    >
      <div className={styles.section}>
        {own.error && <ErrorState error={own.error} onRetry={() => void own.refetch()} />}
        {own.isPending && <Skeleton rows={2} />}
        {own.data && <Linked own={own.data} providers={providers.data} />}
      </div>
    </Section>
  );
}

type LinkedProps = { own: Schema["OwnIdentities"]; providers: Schema["IdentityProvider"][] };

function Linked({ own, providers }: LinkedProps) {
  const missing = providers.filter(({ id }) => !own.identities.some(({ providerId }) => providerId === id));
  return (
    <>
      <Residence own={own} asked={providers.some(({ provesResidence }) => provesResidence)} />
      {own.identities.length > 0 && (
        <ul className={styles.list}>
          {own.identities.map((identity) => (
            <Row key={identity.id} identity={identity} name={providerName(providers, identity.providerId)} />
          ))}
        </ul>
      )}
      <LinkButtons providers={missing} next="/profile/security" />
    </>
  );
}

function Residence({ own, asked }: { own: Schema["OwnIdentities"]; asked: boolean }) {
  if (own.residenceVerifiedUntil) {
    const until = formatDate(`${lastDay(own.residenceVerifiedUntil)}T12:00:00Z`);
    return (
      <p>
        <Trans>Du är bekräftad som kommuninvånare till och med {until}. Bara du ser det.</Trans>
      </p>
    );
  }
  if (!asked) return null;
  return (
    <p>
      <Trans>Du är inte bekräftad som kommuninvånare. Det behövs bara i vissa omröstningar.</Trans>
    </p>
  );
}

function Row({ identity, name }: { identity: Schema["Identity"]; name: string }) {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const queries = useQueryClient();
  const toast = useToast();
  const remove = useMutation<unknown, ApiError>({
    mutationFn: () => fresh(() => unlink(identity.id)),
    onSuccess: () => {
      toast({ text: t`${name} är bortkopplad.` });
      return queries.invalidateQueries({ queryKey: ownIdentitiesQuery.queryKey });
    },
  });
  return (
    <li className={styles.identity}>
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>
        <p>
          <Trans>
            Senast använd <DateTime at={identity.lastUsedAt} as="date" />
          </Trans>
        </p>
      </div>
      <ConfirmButton
        label={t`Koppla bort`}
        title={t`Koppla bort ${name}?`}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <p>
          <Trans>Du loggar inte längre in så. Kontot är fortfarande ditt, och du kan koppla igen.</Trans>
        </p>
      </ConfirmButton>
      {remove.error && <ErrorState error={remove.error} />}
      {question}
    </li>
  );
}
