import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/** What a comment says it is; nothing for a plain one. */
export const kindWord = (kind: Schema["CommentKind"]): string | undefined =>
  ({
    comment: undefined,
    question: t`Fråga`,
    suggestion: t`Förslag`,
    concern: t`Farhåga`,
    thanks: t({ message: "Tack", context: "kommentarens slag" }),
  })[kind];
