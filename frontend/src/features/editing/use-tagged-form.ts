import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useBase } from "./use-base";

type Form<T, F> = {
  loaded: Tagged<T>;
  /** Reads it as it is now. */
  fresh: () => Promise<Tagged<T>>;
  fieldsOf: (value: T) => F;
  saving: UseMutationResult<Tagged<T>, ApiError, { etag: string; edit: F }>;
  onSaved: () => void;
};

/**
 * A form over something that others may save too. What is written stands until its writer gives it up: when somebody
 * else saved first, `conflict` holds what ConflictNotice asks for, and `error` is whatever else went wrong.
 */
export function useTaggedForm<T, F>({ loaded, fresh, fieldsOf, saving, onSaved }: Form<T, F>) {
  const { base, replace, advance } = useBase(loaded);
  const [fields, setFields] = useState(() => fieldsOf(base.value));
  const reading = useMutation<Tagged<T>, ApiError>({ mutationFn: fresh });
  const save = (etag: string) => {
    const onSuccess = (saved: Tagged<T>) => {
      advance(saved);
      onSaved();
    };
    if (!saving.isPending) saving.mutate({ etag, edit: fields }, { onSuccess });
  };
  const reload = (now: Tagged<T>) => {
    replace(now);
    setFields(fieldsOf(now.value));
    saving.reset();
  };
  const conflict = saving.error?.code === "precondition_failed" && {
    busy: saving.isPending || reading.isPending,
    onReload: () => reading.mutate(undefined, { onSuccess: reload }),
    onOverwrite: () => reading.mutate(undefined, { onSuccess: ({ etag }) => save(etag) }),
  };
  return {
    fields,
    set: (change: Partial<F>) => setFields({ ...fields, ...change }),
    save: () => save(base.etag),
    busy: saving.isPending,
    conflict,
    error: reading.error ?? (conflict ? null : saving.error),
  };
}
