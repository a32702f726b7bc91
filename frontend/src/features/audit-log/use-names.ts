import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { participantQuery } from "@/features/profile/queries";
import { auditLogQuery } from "./queries";
import type { AuditSearch } from "./search";

/** The names of those in the log as it is shown and of those whom it is narrowed to, by id; undefined for others. */
export function useNames(search: AuditSearch): (id: string) => string | undefined {
  const { data } = useInfiniteQuery(auditLogQuery(search));
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const people = entries.flatMap(({ actor, subject }) => [actor, subject]);
  const nameIn = (id: string) => people.find((person) => person?.id === id)?.displayName;
  const sought = [search.actorId, search.subjectId].filter((id) => id !== undefined);
  const queries = sought.map((id) => ({
    ...participantQuery(id, true),
    enabled: data !== undefined && !nameIn(id),
  }));
  const others = useQueries({ queries }).map((query) => query.data);
  return (id) => nameIn(id) ?? others.find((one) => one?.id === id)?.displayName;
}
