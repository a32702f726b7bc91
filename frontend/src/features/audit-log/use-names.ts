import { useInfiniteQuery } from "@tanstack/react-query";
import { auditLogQuery } from "./queries";
import type { AuditSearch } from "./search";

/** The names of those in the log as it is shown, by id; undefined for others. */
export function useNames(search: AuditSearch): (id: string) => string | undefined {
  const { data } = useInfiniteQuery(auditLogQuery(search));
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const people = entries.flatMap(({ actor, subject }) => [actor, subject]);
  return (id) => people.find((person) => person?.id === id)?.displayName;
}
