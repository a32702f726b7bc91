import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useFresh } from "@/features/account/use-fresh";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/ErrorState";
import { roleLabel } from "@/ui/labels";
import { useToast } from "@/ui/Toast";
import { useSetRole } from "./queries";
import { RoleConsequence } from "./RoleConsequence";
import { roles } from "./search";
import { roleMay } from "./words";

/** Gives somebody another role, when what that means is said and whoever does it has shown who they are. */
export function ChangeRole({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<Schema["Role"]>();
  const { fresh, question } = useFresh();
  const change = useSetRole(person.id, fresh);
  const toast = useToast();
  const name = person.displayName;
  const close = () => setChosen(undefined);
  const open = () => {
    change.reset();
    setChosen(person.role);
  };
  const press = () => {
    if (!chosen || change.isPending) return;
    const role = roleLabel(chosen);
    const onSuccess = () => {
      close();
      toast({ text: t`${name} har en ny roll: ${role}.` });
    };
    change.mutate(chosen, { onSuccess });
  };
  return (
    <>
      <Button onClick={open}>
        <Trans>Byt roll</Trans>
      </Button>
      <Dialog
        open={chosen !== undefined}
        onClose={close}
        title={t`Vilken roll ska ${name} ha?`}
        actions={
          <>
            <Button
              variant="primary"
              busy={change.isPending}
              disabled={chosen === person.role}
              onClick={press}
            >
              <Trans>Byt roll</Trans>
            </Button>
            <Button onClick={close}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        {change.error && <ErrorState error={change.error} />}
        <RadioGroup
          name="role"
          label={t`Roll`}
          value={chosen ?? ""}
          onChange={setChosen}
          options={roles.map((value) => ({ value, label: roleLabel(value), hint: roleMay(value) }))}
        />
        {chosen && <RoleConsequence person={person} chosen={chosen} />}
      </Dialog>
      {question}
    </>
  );
}
