import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { formattingLocale } from "@/lib/i18n";
import { kindsLabel } from "@/ui/labels";

/** Who a workshop is for: "alla", or "företag och forskare". */
export function audienceText(audience: Schema["ParticipantKind"][]): string {
  if (audience.length === 0) return t`alla`;
  const list = new Intl.ListFormat(formattingLocale(), { type: "conjunction" });
  return list.format(audience.map(kindsLabel));
}
