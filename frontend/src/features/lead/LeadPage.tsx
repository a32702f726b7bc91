import { Trans, useLingui } from "@lingui/react/macro";
import { LedDuties } from "@/features/duty/LedDuties";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { LedChallenges } from "./LedChallenges";
import { LedWorkshops } from "./LedWorkshops";

/** What one leads, how it stands, and what to do next. */
export function LeadPage() {
  const { t } = useLingui();
  const starts = useSession().me?.duties.includes("start-challenges");
  return (
    <>
      <PageHeader
        title={t`Leda`}
        lead={t`Utmaningarna och verkstäderna du ansvarar för, och vad som väntar.`}
      />
      <Section title={t`Svar som väntar`}>
        <LedDuties />
      </Section>
      <Section
        title={t`Utmaningar`}
        note={
          starts && (
            <LinkButton to="/challenges/new">
              <Trans>Ny utmaning</Trans>
            </LinkButton>
          )
        }
      >
        <LedChallenges />
      </Section>
      <Section
        title={t`Verkstäder`}
        note={
          starts && (
            <LinkButton to="/workshops/new">
              <Trans>Ny verkstad</Trans>
            </LinkButton>
          )
        }
      >
        <LedWorkshops />
      </Section>
    </>
  );
}
