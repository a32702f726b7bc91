import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import { useTaggedForm } from "@/features/editing/use-tagged-form";
import type { Schema, Tagged } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Choice";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { Section } from "@/ui/Section";
import { SelectField } from "@/ui/SelectField";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Moderation.module.css";
import { useSetWaiting, waitingSettingsQuery } from "./queries";

type Settings = Schema["ModerationSettings"];

/** What a moderator reads before others see it: told to everybody, chosen by administrators. */
export function WaitingSettings() {
  const { t } = useLingui();
  return (
    <Section title={t`När det du skriver publiceras`}>
      <Present />
    </Section>
  );
}

function Present() {
  const administers = useSession().me?.duties.includes("administer");
  const query = useQuery(waitingSettingsQuery);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={2} />;
  return administers ? <Form now={query.data} /> : <Told settings={query.data.value} />;
}

function Told({ settings: { firstPosts, holdSpam } }: { settings: Settings }) {
  if (firstPosts === 0)
    return (
      <p>
        {holdSpam ? (
          <Trans>
            Det du skriver publiceras direkt, om det inte liknar skräp. Då läser en moderator det först.
          </Trans>
        ) : (
          <Trans>Det du skriver publiceras direkt.</Trans>
        )}
      </p>
    );
  return (
    <p>
      <Plural
        value={firstPosts}
        one="En moderator läser det första som någon ny skriver innan andra får se det."
        other="En moderator läser de # första inläggen av någon ny innan andra får se dem."
      />{" "}
      {holdSpam && <Trans>Det som liknar skräp väntar också på en moderator.</Trans>}
    </p>
  );
}

const fieldsOf = ({ firstPosts, holdSpam }: Settings) => ({ firstPosts, holdSpam });

function Form({ now }: { now: Tagged<Settings> }) {
  const { t } = useLingui();
  const toast = useToast();
  const queries = useQueryClient();
  const form = useTaggedForm({
    loaded: now,
    fresh: () => queries.fetchQuery({ ...waitingSettingsQuery, staleTime: 0 }),
    fieldsOf,
    saving: useSetWaiting(),
    onSaved: () => toast({ text: t`Sparat.` }),
  });
  const { firstPosts, holdSpam } = form.fields;
  const send = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      {form.conflict && <ConflictNotice {...form.conflict} />}
      <FormErrors error={form.error} labels={{ firstPosts: t`De första inläggen av någon ny` }} />
      <SelectField
        name="firstPosts"
        label={t`De första inläggen av någon ny`}
        hint={t`Idéer, kommentarer, behov och erbjudanden som väntar tills en moderator släpper igenom dem.`}
        value={String(firstPosts)}
        onChange={(chosen) => form.set({ firstPosts: Number(chosen) })}
        error={fieldError(form.error, "firstPosts")}
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
        onChange={(chosen) => form.set({ holdSpam: chosen })}
      />
      <Button type="submit" busy={form.busy}>
        <Trans>Spara</Trans>
      </Button>
    </form>
  );
}
