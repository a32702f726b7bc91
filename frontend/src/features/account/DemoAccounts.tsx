import { Trans, useLingui } from "@lingui/react/macro";
import { announce } from "@/lib/announce";
import type { Schema } from "@/lib/api";
import { Icon } from "@/ui/Icon";
import { roleLabel } from "@/ui/labels";
import styles from "./Account.module.css";

type Props = { accounts: Schema["DemoAccount"][]; onChoose: (fields: Schema["Login"]) => void };

/** In a demo: people to sign in as. Choosing one fills the form in; it is still oneself who sends it. */
export function DemoAccounts({ accounts, onChoose }: Props) {
  const { t } = useLingui();
  const choose = ({ email, password }: Schema["DemoAccount"]) => {
    onChoose({ email, password });
    announce(t`Formuläret är ifyllt.`);
    document.querySelector<HTMLButtonElement>("form button[type=submit]")?.focus();
  };
  return (
    <>
      <h2>
        <Trans>Prova som någon av dem</Trans>
      </h2>
      <p className={styles.soft}>
        <Trans>Det här är en provmiljö. Välj en person så fylls formuläret i.</Trans>
      </p>
      <ul className={styles.people}>
        {accounts.map((account) => (
          <li key={account.email}>
            <button type="button" className={styles.person} onClick={() => choose(account)}>
              <b>
                <bdi>{account.displayName}</bdi>
              </b>
              <span>{roleLabel(account.role)}</span>
              <Icon name="arrow" mirrored />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
