import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { NotYou } from "./NotYou";
import type { useConfirmEmail } from "./queries";

type Props = { confirm: ReturnType<typeof useConfirmEmail>; token: string };

/** Confirms the address of who registered through a provider, in the browser where they did. */
export function ConfirmByBrowser({ confirm, token }: Props) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Nästan klart`}
        lead={t`Bekräfta att adressen är din, i den webbläsare där du legitimerade dig.`}
        actions={
          <Button variant="primary" busy={confirm.isPending} onClick={() => confirm.mutate({ token })}>
            <Trans>Bekräfta min adress</Trans>
          </Button>
        }
      />
      <div className={styles.single}>
        <FormErrors error={confirm.error} labels={{ token: t`Länken` }} />
        <NotYou />
      </div>
    </>
  );
}
