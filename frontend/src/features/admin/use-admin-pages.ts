import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";

/** The pages for those who run the installation, and whose duty each of them is. */
const pages = () =>
  [
    {
      to: "/admin/moderation",
      title: t`Moderering`,
      about: t`Läs det som har rapporterats, besluta om det och pröva överklaganden.`,
      duty: "moderate",
    },
    {
      to: "/admin/people",
      title: t`Människor`,
      about: t`Sök upp ett konto, se vilken roll det har, eller stäng av någon från att skriva.`,
      duty: "moderate",
    },
    {
      to: "/admin/organisations",
      title: t`Organisationer`,
      about: t`Verifiera organisationer, och utse en ägare för dem som saknar en.`,
      duty: "administer",
    },
    {
      to: "/admin/focus-areas",
      title: t`Fokusområden`,
      about: t`Samla utmaningar som hör ihop, och ge någon ansvar för dem alla.`,
      duty: "administer",
    },
    {
      to: "/admin/topics",
      title: t`Ämnen`,
      about: t`Bestäm vad idéer och utmaningar kan handla om.`,
      duty: "administer",
    },
    {
      to: "/admin/districts",
      title: t`Stadsdelar`,
      about: t`Rita delarna av kommunen, så att idéer hittas där man bor.`,
      duty: "administer",
    },
    {
      to: "/admin/audit-log",
      title: t`Granskningslogg`,
      about: t`Läs vem som har ändrat roller, konton och rättigheter, och när.`,
      duty: "administer",
    },
  ] as const satisfies { to: string; title: string; about: string; duty: Schema["Duty"] }[];

/** Those of the pages that the reader may open. */
export function useAdminPages() {
  const { me } = useSession();
  return pages().filter(({ duty }) => me?.duties.includes(duty));
}
