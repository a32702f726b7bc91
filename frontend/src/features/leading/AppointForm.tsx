import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import styles from "./Leading.module.css";
import { PersonField } from "./PersonField";
import { useAppoint } from "./queries";
import { TermsFields } from "./TermsFields";
import { type Terms, toTerms } from "./terms";
import type { Thing } from "./thing";

type Props = {
  thing: Thing;
  /** Who leads it already. */
  leading: string[];
  latest: string | undefined;
};

/** Has somebody else lead too. */
export function AppointForm({ thing, leading, latest }: Props) {
  const { t } = useLingui();
  const fresh = { role: "co-leader", day: latest ?? "" } as const;
  const [accountId, setAccountId] = useState<string>();
  const [terms, setTerms] = useState<Terms>(fresh);
  const [early, setEarly] = useState<ApiError>();
  const appoint = useAppoint(thing);
  const toast = useToast();
  const error = early ?? appoint.error ?? undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (appoint.isPending) return;
    const wanted = { accountId: accountId ?? "", endsAt: terms.day };
    const fault = missing(wanted, ["accountId", ...(latest ? ["endsAt"] : [])]);
    setEarly(fault);
    if (fault || !accountId) return;
    const onSuccess = () => {
      setAccountId(undefined);
      setTerms(fresh);
      toast({ text: t`Uppdraget är givet, och personen får ett mejl.` });
    };
    appoint.mutate({ accountId, ...toTerms(terms) }, { onSuccess });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <h3>
        <Trans>Lägg till någon</Trans>
      </h3>
      <FormErrors
        error={error}
        labels={{ accountId: t`Person`, role: t`Leder som`, endsAt: t`Till och med` }}
      />
      <PersonField
        name="accountId"
        label={t`Person`}
        hint={t`Börja på ett namn och sök. Bara den som har ett konto kan leda.`}
        value={accountId}
        without={leading}
        onChange={setAccountId}
        error={fieldError(error, "accountId")}
      />
      <TermsFields terms={terms} onChange={setTerms} error={error} latest={latest} />
      <Button type="submit" busy={appoint.isPending}>
        <Trans>Ge uppdraget</Trans>
      </Button>
    </form>
  );
}
