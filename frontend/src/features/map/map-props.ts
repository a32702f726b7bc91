import type { Schema } from "@/lib/api";

/** Something on the map. */
export type Point = { id: string; title: string; longitude: number; latitude: number };

type Feature = Omit<Schema["Boundary"], "geometry"> & { geometry: unknown };

/** What a map shows, and what is done with it. */
export type MapProps = {
  /** What the map shows, for who cannot see it: all of that is also beside it in words. */
  label: string;
  features: Feature[];
  points?: Point[];
  /** Where something is to be put; with onPlace one can choose. */
  place?: { longitude: number; latitude: number } | undefined;
  onPlace?: ((place: { longitude: number; latitude: number }) => void) | undefined;
  onPoint?: ((id: string) => void) | undefined;
  /** The point that was chosen, which has its title beside it. */
  chosen?: string | undefined;
  /** Whether it comes in place of what was pressed, and so goes on with the focus. */
  takesFocus?: boolean;
};
