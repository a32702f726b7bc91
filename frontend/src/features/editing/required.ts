import { t } from "@lingui/core/macro";
import { invalid } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";

/** The fields that are still empty, as the error the server would answer; undefined when there are none. */
export function missing(fields: Record<string, unknown>, names: string[]): ApiError | undefined {
  const empty = names.filter((name) => isEmpty(fields[name]));
  const detail = t`Behöver fyllas i.`;
  return invalid(empty.map((field) => ({ field, code: "required", detail })));
}

/** Of what was wrong when a form was sent, what still is `now`: of what has been put right nothing more is said. */
export const remaining = (told: ApiError | undefined, now: ApiError | undefined): ApiError | undefined =>
  told &&
  invalid(
    told.errors.filter(({ field, code }) => now?.errors.some((e) => e.field === field && e.code === code)),
  );

const isEmpty = (value: unknown) =>
  Array.isArray(value) ? value.length === 0 : typeof value === "string" && value.trim() === "";
