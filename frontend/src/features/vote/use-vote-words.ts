import { useLingui } from "@lingui/react/macro";
import type { Choice } from "./tally";

/** What is said after a vote, to the eye and to screen readers alike. */
export function useVoteWords() {
  const { t } = useLingui();
  const done = (choice: Choice | undefined) =>
    choice
      ? {
          support: t`Du stöder idén.`,
          agree: t`Du håller med.`,
          disagree: t`Du håller inte med.`,
          pass: t`Du avstår.`,
        }[choice]
      : t`Din röst är borttagen.`;
  return { done, undone: t`Ångrat. Din röst är som förut.` };
}
