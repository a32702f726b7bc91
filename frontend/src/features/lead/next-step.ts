import { plural, t } from "@lingui/core/macro";
import { phaseOf } from "@/features/workshop/phase";
import { seatsLeft } from "@/features/workshop/seats";
import type { Schema } from "@/lib/api";
import { formatDate } from "@/lib/format";

/** What a leader may want to do next with a challenge, in one sentence. `now` is milliseconds since 1970. */
export function challengeStep(challenge: Schema["ChallengeSummary"], now = Date.now()): string {
  const ideas = plural(challenge.ideaCount, { one: "# idé", other: "# idéer" });
  switch (challenge.state) {
    case "draft":
      return t`Läs igenom utkastet och publicera när det är klart.`;
    case "open":
      return openStep(challenge, ideas, now);
    case "closed":
      return t`Stängd med ${ideas}. Berätta vad som händer nu, och arkivera när allt är sagt.`;
    case "archived":
      return t`Arkiverad med ${ideas}.`;
  }
}

function openStep({ opensAt, closesAt }: Schema["ChallengeSummary"], ideas: string, now: number): string {
  if (opensAt && Date.parse(opensAt) > now) {
    const opens = formatDate(opensAt, "date");
    return t`Tar emot idéer från den ${opens}.`;
  }
  if (!closesAt) return t`${ideas} hittills. Stäng när det är dags.`;
  const closes = formatDate(closesAt, "date");
  if (Date.parse(closesAt) > now) return t`${ideas} hittills. Stänger den ${closes}.`;
  return t`Tiden gick ut den ${closes}. Stäng utmaningen, eller flytta fram stängningen.`;
}

/** What a leader may want to do next with a workshop, in one sentence. */
export function workshopStep(workshop: Schema["WorkshopSummary"], now = Date.now()): string {
  const seated = plural(workshop.seatedCount, { one: "# anmäld", other: "# anmälda" });
  switch (phaseOf(workshop, now)) {
    case "draft":
      return Date.parse(workshop.startsAt) > now
        ? t`Publicera, så öppnar anmälan.`
        : t`Dagen har passerat. Välj en ny och publicera.`;
    case "coming":
      return comingStep(workshop, seated);
    case "under-way":
      return t`Pågår nu, ${seated}.`;
    case "past":
      return t`Har varit, ${seated}. Tacka dem som kom, och berätta vad det ledde till.`;
    case "cancelled":
      return t`Inställd. De anmälda har fått mejl.`;
  }
}

function comingStep(workshop: Schema["WorkshopSummary"], seated: string): string {
  const left = seatsLeft(workshop);
  if (left > 0) return t`${seated}, ${plural(left, { one: "# plats kvar", other: "# platser kvar" })}.`;
  const waiting = workshop.waitingCount;
  if (waiting === 0) return t`${seated}, fullt.`;
  return t`${seated}, fullt och ${plural(waiting, { one: "# person", other: "# personer" })} på kö.`;
}
