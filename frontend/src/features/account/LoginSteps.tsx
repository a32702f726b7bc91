import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { Pending } from "@/lib/session";
import { Button } from "@/ui/Button";
import styles from "./Account.module.css";
import { LinkRequest } from "./LinkRequest";
import { type Credentials, LoginForm } from "./LoginForm";
import { PasskeySignIn } from "./PasskeySignIn";
import { SecondStep } from "./SecondStep";

type Props = { fields: Credentials; onChange: (fields: Credentials) => void };

/** The ways to sign in, and the second step where there is one. */
export function LoginSteps({ fields, onChange }: Props) {
  const [pending, setPending] = useState<Pending>();
  const [byLink, setByLink] = useState(false);
  if (pending) return <SecondStep pending={pending} onAgain={() => setPending(undefined)} />;
  if (byLink)
    return (
      <LinkRequest
        email={fields.email}
        onChange={(email) => onChange({ ...fields, email })}
        onBack={() => setByLink(false)}
      />
    );
  return (
    <div className={styles.form}>
      <LoginForm fields={fields} onChange={onChange} onPending={setPending} />
      <div className={styles.otherWays}>
        <PasskeySignIn />
        <Button onClick={() => setByLink(true)}>
          <Trans>Få en länk i mejlen</Trans>
        </Button>
      </div>
    </div>
  );
}
