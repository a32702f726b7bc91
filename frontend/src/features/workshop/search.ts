import { oneOf } from "@/lib/search-params";

const periods = ["coming", "past"] as const;

export type WorkshopsSearch = { when?: (typeof periods)[number] };

/** What the address of the list of workshops may hold; anything else is dropped. */
export const parseWorkshopsSearch = (search: Record<string, unknown>): WorkshopsSearch =>
  oneOf("when", periods, search);
