import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/**
 * Why no vote is taken now, in a sentence; undefined while votes are taken. `needs`: what the reader has yet to prove.
 * Call at render time.
 */
export function closedBecause(idea: Schema["Idea"], needs?: Schema["NeededProof"]): string | undefined {
  if (idea.votingOpen && (needs === "of-age" || needs === "older"))
    return t`Utmaningen har en åldersgräns för att rösta.`;
  if (idea.votingOpen) return needs && t`Bekräfta först att du bor i kommunen, så kan du rösta.`;
  if (idea.state === "draft") return t`Idén är ett utkast. När den publiceras går det att rösta.`;
  if (idea.state === "waiting") return t`Idén väntar på granskning. När den publiceras går det att rösta.`;
  if (idea.state === "withdrawn") return t`Idén är tillbakadragen, så rösterna står som de står.`;
  if (idea.state === "hidden") return t`Idén är dold, så det går inte att rösta.`;
  if (idea.state === "merged")
    return t`Idén ingår i en annan. Rösterna ligger kvar här tills de som gav dem flyttar dem.`;
  const notYet = idea.challenges.some((challenge) => challenge.state === "open");
  return notYet ? t`Omröstningen har inte öppnat än.` : t`Omröstningen är avslutad. Rösterna står kvar.`;
}
