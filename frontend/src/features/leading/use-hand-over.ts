import { useMutation } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useRefresh } from "./queries";
import type { Thing } from "./thing";

type Assignment = Schema["LeadAssignment"];

/**
 * Has somebody lead a thing at least as long as oneself, and then gives up one's
 * own assignment. What fails in between leaves both leading.
 */
export function useHandOver(thing: Thing, own: Assignment, assignments: Assignment[]) {
  const refresh = useRefresh();
  return useMutation<unknown, ApiError, string>({
    mutationFn: async (accountId) => {
      const terms: Schema["LeadTerms"] = { role: "leader", ...(own.endsAt && { endsAt: own.endsAt }) };
      const present = assignments.find(({ person }) => person.id === accountId);
      if (!present) await read(api.POST("/lead-assignments", { body: { ...thing, accountId, ...terms } }));
      else if (!leadsThatLong(present, terms)) await set(present, terms);
      const path = { leadAssignmentId: own.id };
      return read(api.DELETE("/lead-assignments/{leadAssignmentId}", { params: { path } }));
    },
    onSettled: refresh,
  });
}

/** Whether somebody is leader already, and no less long; without an end is for good. */
const leadsThatLong = ({ role, endsAt }: Assignment, terms: Schema["LeadTerms"]) =>
  role === "leader" &&
  (!endsAt || (terms.endsAt !== undefined && Date.parse(endsAt) >= Date.parse(terms.endsAt)));

const set = ({ id }: Assignment, body: Schema["LeadTerms"]) =>
  read(api.PUT("/lead-assignments/{leadAssignmentId}", { params: { path: { leadAssignmentId: id } }, body }));
