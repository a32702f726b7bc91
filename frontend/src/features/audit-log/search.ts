import { text } from "@/lib/search-params";

/** Which entries of the audit log: the API's own filters, with whole days. */
export type AuditSearch = {
  action?: string;
  actorId?: string;
  subjectId?: string;
  /** The first day, as 2026-11-01. */
  from?: string;
  /** The last day, which is among them. */
  to?: string;
};

const id = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const forms = { action: /^[a-z][a-z.-]{2,60}$/, actorId: id, subjectId: id, from: day, to: day };

/** What the address of the audit log may hold; anything else is dropped. */
export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const found = Object.entries(forms).filter(([key, form]) => form.test(text(key, search)[key] ?? ""));
  return Object.fromEntries(found.map(([key]) => [key, search[key]]));
}
