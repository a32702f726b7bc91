import type { Schema } from "@/lib/api";
import { currentLocale } from "@/lib/i18n";

/** A provider's name in the reader's language; its id where it is no longer configured. */
export function providerName(providers: Schema["IdentityProvider"][] | undefined, id: string): string {
  const provider = providers?.find((each) => each.id === id);
  if (!provider) return id;
  return currentLocale() === "sv" ? provider.nameSv : provider.nameEn;
}
