import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ProviderButtons } from "@/features/identity/ProviderButtons";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { LookInYourMail } from "./LookInYourMail";
import { RegisterForm } from "./RegisterForm";

/** Where one makes an account; once the form is sent, what to do next. */
export function RegisterPage() {
  const { t } = useLingui();
  const { next } = useSearch({ from: "/register" });
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo) return <LookInYourMail email={sentTo} />;
  return (
    <>
      <PageHeader
        title={t`Skapa konto`}
        lead={t`Med ett konto kan du lägga fram idéer, rösta, kommentera och anmäla dig till verkstäder. Att läsa kräver inget konto.`}
      />
      <div className={styles.split}>
        <div>
          <ProviderButtons next={next} />
          <RegisterForm onSent={setSentTo} />
        </div>
        <aside className={styles.aside}>
          <h2>
            <Trans>Har du redan ett konto?</Trans>
          </h2>
          <p>
            <Link to="/login" search={next ? { next } : {}}>
              <Trans>Logga in</Trans>
            </Link>
          </p>
          <h2>
            <Trans>Det här visas för andra</Trans>
          </h2>
          <p>
            <Trans>Namnet du väljer och vad du deltar som. Mejladressen visas aldrig.</Trans>
          </p>
        </aside>
      </div>
    </>
  );
}
