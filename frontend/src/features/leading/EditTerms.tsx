import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { ApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { fieldError } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import styles from "./Leading.module.css";
import { useSetTerms } from "./queries";
import type { RowProps } from "./row-props";
import { TermsFields } from "./TermsFields";
import { termsOf, toTerms } from "./terms";

/** Gives an assignment other terms. */
export function EditTerms({ assignment, latest, onLeft, onDone }: RowProps & { onDone: () => void }) {
  const { t } = useLingui();
  const { me } = useSession();
  const [terms, setTerms] = useState(termsOf(assignment));
  // What lasts longer than the reader's own may stay so.
  const outlasts = !assignment.endsAt || termsOf(assignment).day > (latest ?? "");
  const bound = outlasts ? undefined : latest;
  const [early, setEarly] = useState<ApiError>();
  const change = useSetTerms(assignment.id);
  const toast = useToast();
  const error = early ?? change.error ?? undefined;
  const steppedDown =
    assignment.person.id === me?.id && assignment.role === "leader" && terms.role !== "leader";
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    const fault = bound ? missing({ endsAt: terms.day }, ["endsAt"]) : undefined;
    setEarly(fault);
    if (fault) return;
    const onSuccess = () => {
      toast({ text: t`Uppdraget är ändrat.` });
      onDone();
      if (steppedDown) onLeft?.();
    };
    change.mutate(toTerms(terms), { onSuccess });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      {error && !fieldError(error, "endsAt") && <ErrorState error={error} />}
      <TermsFields
        prefix={`${assignment.id}-`}
        terms={terms}
        onChange={setTerms}
        error={error}
        latest={bound}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={change.isPending}>
          <Trans>Ändra uppdraget</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>Avbryt</Trans>
        </Button>
      </div>
    </form>
  );
}
