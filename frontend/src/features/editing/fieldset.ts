import type { ApiError } from "@/lib/errors";

/** What a group of fields is given: the values, how to change some of them, and what the server found wrong. */
export type FieldsetProps<Fields> = {
  fields: Fields;
  set: (change: Partial<Fields>) => void;
  error: ApiError | null | undefined;
};
