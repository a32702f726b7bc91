import { useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import { useBase } from "@/features/editing/use-base";
import type { Schema, Tagged } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors } from "@/ui/FormErrors";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import { draftOf, fieldLabel, fieldNames, fieldsOf } from "./fields";
import styles from "./Profile.module.css";
import { ProfileFieldRow } from "./ProfileFieldRow";
import { profileQuery, useSetProfile } from "./queries";

/** What one tells about oneself, and to whom. */
export function ProfileFields() {
  const query = useQuery(profileQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={5} />;
  return <Form loaded={query.data} />;
}

function Form({ loaded }: { loaded: Tagged<Schema["Profile"]> }) {
  const { t } = useLingui();
  const { base, replace, advance } = useBase(loaded);
  const [draft, setDraft] = useState(() => draftOf(base.value));
  const queries = useQueryClient();
  const set = useSetProfile();
  const toast = useToast();
  const fresh = () => queries.fetchQuery({ ...profileQuery, staleTime: 0 });
  const save = (etag: string) =>
    set.mutate(
      { etag, fields: fieldsOf(draft) },
      {
        onSuccess: (saved) => {
          advance(saved);
          toast({ text: t`Det du berättar om dig är sparat.` });
        },
      },
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!set.isPending) save(base.etag);
  };
  const reload = async () => {
    const now = await fresh();
    replace(now);
    setDraft(draftOf(now.value));
    set.reset();
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      {set.error?.code === "precondition_failed" ? (
        <ConflictNotice
          busy={set.isPending}
          onReload={() => void reload()}
          onOverwrite={() => void fresh().then((now) => save(now.etag))}
        />
      ) : (
        <FormErrors
          error={set.error}
          labels={Object.fromEntries(fieldNames.map((name) => [name, fieldLabel(name)]))}
        />
      )}
      {fieldNames.map((name) => (
        <ProfileFieldRow
          key={name}
          name={name}
          field={draft[name]}
          error={set.error}
          onChange={(field) => setDraft((now) => ({ ...now, [name]: field }))}
        />
      ))}
      <Button type="submit" variant="primary" busy={set.isPending}>
        {t`Spara uppgifterna`}
      </Button>
    </form>
  );
}
