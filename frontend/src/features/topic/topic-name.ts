import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";

/** What topics are called in the reader's language; Swedish where it is neither of the two. */
export function useTopicName() {
  const { i18n } = useLingui();
  return ({ name }: Pick<Schema["TopicRef"], "name">) => (i18n.locale.startsWith("en") ? name.en : name.sv);
}
