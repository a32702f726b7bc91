import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { focusHeading } from "@/lib/focus-heading";
import type { Pending } from "@/lib/session";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import styles from "./Account.module.css";
import { BrokenLink } from "./BrokenLink";
import { Devices } from "./Devices";
import { useMailToken } from "./mail-token";
import { methodsQuery, useSignIn } from "./queries";
import { ResetPasswordForm } from "./ResetPasswordForm";
import { SecondStep } from "./SecondStep";
import { WaysIn } from "./WaysIn";

/** Where the link of a reset mail leads. */
export function ResetPasswordPage() {
  const { t } = useLingui();
  const token = useMailToken();
  const reset = useSignIn();
  const { me } = useSession();
  if (reset.isSuccess && me) return <Done />;
  if (reset.data) return <LastStep pending={reset.data} />;
  if (!token || reset.error?.code === "invalid_token") {
    return (
      <BrokenLink>
        <LinkButton variant="primary" to="/forgot-password">
          <Trans>Be om en ny länk</Trans>
        </LinkButton>
      </BrokenLink>
    );
  }
  return (
    <>
      <PageHeader
        title={t`Välj nytt lösenord`}
        lead={t`När det är sparat loggas du ut på alla andra ställen.`}
      />
      <div className={styles.single}>
        <ResetPasswordForm reset={reset} token={token} />
      </div>
    </>
  );
}

// The password is set; who has a second factor shows it as at every sign-in.
function LastStep({ pending }: { pending: Pending }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t`Lösenordet är bytt`} lead={t`Visa nu att det är du, så är du inne.`} />
      <div className={styles.single}>
        <SecondStep pending={pending} onAgain={() => void navigate({ to: "/login" })} />
      </div>
    </>
  );
}

// Whoever had the old password may have added ways in that the new one does not close.
function Done() {
  const { t } = useLingui();
  const methods = useQuery(methodsQuery);
  useEffect(() => void focusHeading(), []);
  return (
    <>
      <PageHeader
        title={t`Lösenordet är bytt`}
        lead={t`Du är inloggad, och alla andra är utloggade. Gå igenom hur man också kan logga in på ditt konto, och ta bort det du inte känner igen.`}
        actions={
          <LinkButton to="/">
            <Trans>Allt stämmer</Trans>
          </LinkButton>
        }
      />
      {methods.error && <ErrorState error={methods.error} onRetry={() => void methods.refetch()} />}
      {methods.data && <WaysIn methods={methods.data} />}
      <Section title={t`Där du är inloggad`} note={t`Vi sparar inte varifrån du loggar in.`}>
        <Devices />
      </Section>
    </>
  );
}
