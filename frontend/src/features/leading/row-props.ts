import type { Schema } from "@/lib/api";
import type { Thing } from "./thing";

type Assignment = Schema["LeadAssignment"];

/** One assignment of a thing, and what its row needs to change it. */
export type RowProps = {
  thing: Thing;
  assignment: Assignment;
  /** All of the thing. */
  assignments: Assignment[];
  mayAppoint: boolean;
  latest: string | undefined;
  /** The reader no longer leads the thing. */
  onLeft: (() => void) | undefined;
};
