import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ProviderButtons } from "@/features/identity/ProviderButtons";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { safePath } from "@/lib/safe-path";
import type { Pending } from "@/lib/session";
import { useSession } from "@/lib/use-session";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { DemoAccounts } from "./DemoAccounts";
import type { Credentials } from "./LoginForm";
import { LoginSteps } from "./LoginSteps";
import { SecondStep } from "./SecondStep";

/** Where one signs in, and from where one goes on to what one came for. */
export function LoginPage() {
  const { t } = useLingui();
  const { next } = useSearch({ from: "/login" });
  const [fields, setFields] = useState<Credentials>({ email: "", password: "" });
  const demoAccounts = useMunicipality()?.demoAccounts ?? [];
  const [pending, setPending] = useState<Pending>();
  useLeaveSignedIn(next);
  if (pending) return <LastStep pending={pending} onAgain={() => setPending(undefined)} />;
  return (
    <>
      <PageHeader title={t`Logga in`} />
      <div className={styles.split}>
        <div>
          <ProviderButtons next={next} />
          <LoginSteps fields={fields} onChange={setFields} onPending={setPending} />
        </div>
        <aside className={styles.aside}>
          {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} onChoose={setFields} />}
          <h2>
            <Trans>Ny här?</Trans>
          </h2>
          <p>
            <Link to="/register" search={next ? { next } : {}}>
              <Trans>Skapa konto</Trans>
            </Link>
          </p>
        </aside>
      </div>
    </>
  );
}

// What is asked for now, and nothing that leads elsewhere.
function LastStep(props: Parameters<typeof SecondStep>[0]) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Ett steg till`} lead={t`Visa att det är du.`} />
      <div className={styles.single}>
        <SecondStep {...props} />
      </div>
    </>
  );
}

// Replaces this page, so that the back button does not lead to a form that is done with.
function useLeaveSignedIn(next: string | undefined) {
  const { me } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (me) router.history.replace(safePath(next));
  }, [me, next, router]);
}
