import type { Schema } from "@/lib/api";

const years: Record<Schema["Eligible"], number> = {
  anyone: 0,
  "verified-residents": 0,
  "verified-residents-16": 16,
  "verified-residents-18": 18,
};

/** How old one has to be where each of these says who may take part: the strictest counts. */
export const ageLimit = (eligible: Schema["Eligible"][]): number =>
  Math.max(0, ...eligible.map((one) => years[one]));
