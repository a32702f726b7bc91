import { Trans, useLingui } from "@lingui/react/macro";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSession } from "@/lib/use-session";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { BrokenLink } from "./BrokenLink";
import { useMailToken } from "./mail-token";
import { useSignIn } from "./queries";
import { SecondStep } from "./SecondStep";

/** Where a sign-in link leads. Nothing happens until the button is pressed. */
export function LoginLinkPage() {
  const { t } = useLingui();
  const token = useMailToken();
  const signIn = useSignIn();
  useLeaveOnceIn(signIn.isSuccess);
  if (signIn.data) {
    return (
      <>
        <PageHeader title={t`Ett steg till`} lead={t`Visa att det är du.`} />
        <div className={styles.single}>
          <SecondStep pending={signIn.data} onAgain={signIn.reset} />
        </div>
      </>
    );
  }
  if (!token || signIn.error?.code === "invalid_token" || signIn.error?.status === 400) {
    return (
      <BrokenLink>
        <LinkButton variant="primary" to="/login">
          <Trans>Be om en ny länk</Trans>
        </LinkButton>
      </BrokenLink>
    );
  }
  return (
    <>
      <PageHeader
        title={t`Logga in`}
        lead={t`Tryck på knappen så är du inne.`}
        actions={
          <Button
            variant="primary"
            busy={signIn.isPending}
            onClick={() => signIn.mutate({ step: "link-sessions", proof: { token } })}
          >
            <Trans>Logga in</Trans>
          </Button>
        }
      />
      <div className={styles.single}>{signIn.error && <ErrorState error={signIn.error} />}</div>
    </>
  );
}

// Replaces this page, so that the back button does not lead to a link that is used up.
function useLeaveOnceIn(tried: boolean) {
  const { me } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (me && tried) router.history.replace("/");
  }, [me, tried, router]);
}
