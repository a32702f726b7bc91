import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { focusHeading } from "@/lib/focus-heading";
import { useSession } from "@/lib/use-session";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Account.module.css";
import { BrokenLink } from "./BrokenLink";
import { useConfirmNewEmail } from "./email";
import { useKeptToken } from "./kept-token";

/** Where the link to a new address leads. Nothing happens until the button is pressed, by who is signed in to the account. */
export function ChangeEmailPage() {
  const { token, forget } = useKeptToken("email-change");
  const { status } = useSession();
  const confirm = useConfirmNewEmail();
  const gone = !token || confirm.error?.code === "invalid_token" || confirm.error?.status === 400;
  const over = gone || confirm.isSuccess;
  useEffect(() => {
    if (over) forget();
  }, [over, forget]);
  if (confirm.data) return <Done email={confirm.data.email} />;
  if (gone) return <Gone />;
  if (status === "restoring") return <Skeleton rows={3} />;
  if (status === "anonymous") return <SignInFirst />;
  return <Confirm confirm={confirm} token={token} />;
}

function Confirm({ confirm, token }: { confirm: ReturnType<typeof useConfirmNewEmail>; token: string }) {
  const { t } = useLingui();
  const email = useSession().me?.email;
  return (
    <>
      <PageHeader
        title={t`Byt e-postadress`}
        lead={
          <Trans>
            Du har <bdi>{email}</bdi>. Sedan loggar du in med adressen som mejlet med länken kom till, och du
            loggas ut på alla andra ställen.
          </Trans>
        }
        actions={
          <Button variant="primary" busy={confirm.isPending} onClick={() => confirm.mutate(token)}>
            <Trans>Byt till den nya adressen</Trans>
          </Button>
        }
      />
      <div className={styles.single}>{confirm.error && <ErrorState error={confirm.error} />}</div>
    </>
  );
}

function SignInFirst() {
  const { t } = useLingui();
  return (
    <PageHeader
      title={t`Byt e-postadress`}
      lead={t`Logga in på ditt konto med den adress du har nu, så kommer du tillbaka hit.`}
      actions={
        <LinkButton variant="primary" to="/login" search={{ next: "/change-email" }}>
          <Trans>Logga in</Trans>
        </LinkButton>
      }
    />
  );
}

function Gone() {
  const { t } = useLingui();
  return (
    <BrokenLink
      lead={t`Den kan ha använts redan, vara äldre än 30 minuter eller höra till ett annat konto än det du är inloggad på.`}
    >
      <LinkButton variant="primary" to="/profile/security">
        <Trans>Be om en ny länk</Trans>
      </LinkButton>
    </BrokenLink>
  );
}

function Done({ email }: { email: string }) {
  const { t } = useLingui();
  useEffect(() => void focusHeading(), []);
  return (
    <PageHeader
      title={t`Adressen är bytt`}
      lead={
        <Trans>
          Från och med nu är det <bdi>{email}</bdi> som gäller. Till den gamla har vi mejlat hur bytet ångras,
          om det inte var du.
        </Trans>
      }
      actions={
        <LinkButton to="/profile/security">
          <Trans>Till Inloggning och säkerhet</Trans>
        </LinkButton>
      }
    />
  );
}
