import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";

type State = Schema["ChallengeState"];
export type StepName = "publish" | "close" | "reopen" | "archive" | "restore";
type Step = { name: StepName; from: State; to: Exclude<State, "draft">; needs: Schema["Permission"] };

/** Every move there is, in the order they are offered. */
const steps: Step[] = [
  { name: "publish", from: "draft", to: "open", needs: "publish" },
  { name: "close", from: "open", to: "closed", needs: "close" },
  { name: "archive", from: "closed", to: "archived", needs: "archive" },
  { name: "reopen", from: "closed", to: "open", needs: "publish" },
  { name: "restore", from: "archived", to: "closed", needs: "close" },
];

/** The moves from a state that the server permits. */
export const stepsFrom = (state: State, may: Schema["Permission"][]): Step[] =>
  steps.filter(({ from, needs }) => from === state && may.includes(needs));

/** What each move of a challenge is called, asks, means and is said to have done. */
export function useStepWords({ opensAt }: Pick<Schema["Challenge"], "opensAt">) {
  const { t } = useLingui();
  return {
    publish: {
      label: t`Publicera utmaningen`,
      title: t`Publicera utmaningen?`,
      meaning: opensAt
        ? t`Alla ser den, och den tar emot idéer från den dag du har valt.`
        : t`Alla ser den, och den tar emot idéer genast.`,
      done: t`Utmaningen är publicerad.`,
    },
    close: {
      label: t`Stäng utmaningen`,
      title: t`Stänga utmaningen?`,
      meaning: t`Inga fler idéer eller röster tas emot. Du kan öppna den igen.`,
      done: t`Utmaningen är stängd.`,
    },
    archive: {
      label: t`Arkivera`,
      title: t`Arkivera utmaningen?`,
      meaning: t`Den flyttas sist i listorna. Allt finns kvar att läsa.`,
      done: t`Utmaningen är arkiverad.`,
    },
    reopen: {
      label: t`Öppna igen`,
      title: t`Öppna utmaningen igen?`,
      meaning: t`Den tar åter emot idéer och röster. Kontrollera att stängningstiden inte har gått ut.`,
      done: t`Utmaningen är öppen igen.`,
    },
    restore: {
      label: t`Ta fram ur arkivet`,
      title: t`Ta fram utmaningen ur arkivet?`,
      meaning: t`Den blir stängd, och kan sedan öppnas igen.`,
      done: t`Utmaningen är framtagen ur arkivet.`,
    },
  } satisfies Record<StepName, { label: string; title: string; meaning: string; done: string }>;
}
