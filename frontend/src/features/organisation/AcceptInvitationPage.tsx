import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Schema } from "@/lib/api";
import { asApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { Button, LinkButton } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import { useInvitationToken } from "./kept-invitation";
import styles from "./Organisation.module.css";
import { Standing } from "./OrganisationRow";
import { offerQuery, useAccept } from "./queries";
import { mandateHint, mandateLabel } from "./words";

/** Where the link of an invitation leads. Nothing happens until one accepts. */
export function AcceptInvitationPage() {
  const { token, forget } = useInvitationToken();
  const offer = useQuery({ ...offerQuery(token), enabled: token !== "" });
  const refused = offer.error ? asApiError(offer.error).status : 0;
  const gone = token === "" || refused === 422 || refused === 400;
  useEffect(() => {
    if (gone) forget();
  }, [gone, forget]);
  if (gone) return <Gone />;
  if (offer.error) return <Failed error={offer.error} onRetry={() => void offer.refetch()} />;
  if (!offer.data) return <Skeleton rows={3} />;
  return <Offer offer={offer.data} token={token} forget={forget} />;
}

function Gone() {
  const { t } = useLingui();
  return (
    <PageHeader
      title={t`Inbjudan gäller inte längre`}
      lead={t`Länken har använts eller gått ut, eller så har inbjudan tagits tillbaka. Be den som bjöd in dig om en ny.`}
      actions={<LinkButton to="/organisations">{t`Se organisationerna`}</LinkButton>}
    />
  );
}

function Failed(props: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Inbjudan kunde inte visas`} />
      <ErrorState {...props} />
    </>
  );
}

type OfferProps = { offer: Schema["InvitationOffer"]; token: string; forget: () => void };

function Offer({ offer, token, forget }: OfferProps) {
  const { t } = useLingui();
  const { status } = useSession();
  const { name } = offer.organisation;
  const mandate = mandateLabel(offer.mandate).toLocaleLowerCase();
  return (
    <>
      <PageHeader
        title={t`Inbjudan till ${name}`}
        lead={
          <Trans>
            <bdi>{offer.invitedBy.displayName}</bdi> vill att du blir {mandate}.
          </Trans>
        }
        meta={
          <>
            <Standing organisation={offer.organisation} />
            <span>
              <Trans>
                Gäller till <DateTime at={offer.expiresAt} as="date" />
              </Trans>
            </span>
          </>
        }
      />
      <div className={styles.page}>
        <div className={styles.stack}>
          <p>{mandateHint(offer.mandate)}</p>
          {status === "anonymous" && <SignInFirst />}
          {status === "signed-in" && <Answer offer={offer} token={token} forget={forget} />}
        </div>
      </div>
    </>
  );
}

function SignInFirst() {
  const next = "/organisation-invitations";
  return (
    <>
      <p>
        <Trans>Logga in eller skapa ett konto, så kommer du tillbaka hit och kan tacka ja.</Trans>
      </p>
      <div className={styles.buttons}>
        <LinkButton variant="primary" to="/login" search={{ next }}>
          <Trans>Logga in</Trans>
        </LinkButton>
        <LinkButton to="/register" search={{ next }}>
          <Trans>Skapa konto</Trans>
        </LinkButton>
      </div>
    </>
  );
}

function Answer({ offer, token, forget }: OfferProps) {
  const { t } = useLingui();
  const accept = useAccept();
  const navigate = useNavigate();
  const toast = useToast();
  const { id: organisationId, name } = offer.organisation;
  const mandate = mandateLabel(offer.mandate).toLocaleLowerCase();
  const accepted = () => {
    forget();
    toast({ text: t`Välkommen till ${name}. Nu är du ${mandate}.` });
    void navigate({ to: "/organisations/$organisationId", params: { organisationId } });
  };
  const decline = () => {
    forget();
    void navigate({ to: "/" });
  };
  return (
    <>
      {accept.error && <ErrorState error={accept.error} />}
      <div className={styles.buttons}>
        <Button
          variant="primary"
          busy={accept.isPending}
          onClick={() => accept.mutate(token, { onSuccess: accepted })}
        >
          <Trans>Tacka ja</Trans>
        </Button>
        <Button onClick={decline}>
          <Trans>Inte nu</Trans>
        </Button>
      </div>
    </>
  );
}
