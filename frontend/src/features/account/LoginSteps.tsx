import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { Pending } from "@/lib/session";
import { Button } from "@/ui/Button";
import styles from "./Account.module.css";
import { LinkRequest } from "./LinkRequest";
import { type Credentials, LoginForm } from "./LoginForm";
import { PasskeySignIn } from "./PasskeySignIn";

type Props = {
  fields: Credentials;
  onChange: (fields: Credentials) => void;
  onPending: (pending: Pending | undefined) => void;
};

/** The ways to sign in. `onPending` is told where a second step follows. */
export function LoginSteps({ fields, onChange, onPending }: Props) {
  const [byLink, setByLink] = useState(false);
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
      <LoginForm fields={fields} onChange={onChange} onPending={onPending} />
      <div className={styles.otherWays}>
        <PasskeySignIn />
        <Button onClick={() => setByLink(true)}>
          <Trans>Få en länk i mejlen</Trans>
        </Button>
      </div>
    </div>
  );
}
