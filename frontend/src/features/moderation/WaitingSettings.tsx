import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Schema, Tagged } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Choice";
import { FormErrors } from "@/ui/FormErrors";
import { Section } from "@/ui/Section";
import { SelectField } from "@/ui/SelectField";
import { useToast } from "@/ui/Toast";
import styles from "./Moderation.module.css";
import { useSetWaiting, waitingSettingsQuery } from "./queries";

/** What a moderator reads before others see it: told to everybody, chosen by administrators. */
export function WaitingSettings() {
  const { t } = useLingui();
  const administers = useSession().me?.duties.includes("administer");
  const { data } = useQuery(waitingSettingsQuery);
  if (!data) return null;
  return (
    <Section title={t`Läses innan det publiceras`}>
      {administers ? <Form key={data.value.version} now={data} /> : <Told settings={data.value} />}
    </Section>
  );
}

function Told({ settings: { firstPosts, holdSpam } }: { settings: Schema["ModerationSettings"] }) {
  return (
    <p>
      {firstPosts > 0 ? (
        <Plural
          value={firstPosts}
          one="En moderator läser det första som någon ny skriver innan andra får se det."
          other="En moderator läser de # första idéerna och kommentarerna av någon ny innan andra får se dem."
        />
      ) : (
        <Trans>Det du skriver publiceras direkt.</Trans>
      )}{" "}
      {holdSpam && <Trans>Det som liknar skräp väntar också på en moderator.</Trans>}
    </p>
  );
}

function Form({ now: { value, etag } }: { now: Tagged<Schema["ModerationSettings"]> }) {
  const { t } = useLingui();
  const toast = useToast();
  const save = useSetWaiting();
  const [firstPosts, setFirst] = useState(String(value.firstPosts));
  const [holdSpam, setHold] = useState(value.holdSpam);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const edit = { firstPosts: Number(firstPosts), holdSpam };
    save.mutate({ etag, edit }, { onSuccess: () => toast({ text: t`Sparat.` }) });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={save.error} labels={{ firstPosts: t`De första inläggen av någon ny` }} />
      <SelectField
        name="firstPosts"
        label={t`De första inläggen av någon ny`}
        hint={t`Idéer och kommentarer som väntar tills en moderator släpper igenom dem.`}
        value={firstPosts}
        onChange={setFirst}
      >
        {Array.from({ length: 11 }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is the choice
          <option key={n} value={n}>
            {n === 0 ? t`Inga väntar` : n}
          </option>
        ))}
      </SelectField>
      <Checkbox
        name="holdSpam"
        label={t`Låt det som liknar skräp vänta`}
        hint={t`Annars publiceras det och läggs sist i kön.`}
        checked={holdSpam}
        onChange={setHold}
      />
      <Button type="submit" busy={save.isPending}>
        <Trans>Spara</Trans>
      </Button>
    </form>
  );
}
