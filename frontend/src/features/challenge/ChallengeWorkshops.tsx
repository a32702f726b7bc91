import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { WorkshopRow } from "@/features/workshop/WorkshopRow";
import { Section } from "@/ui/Section";
import styles from "./ChallengePage.module.css";
import { challengeWorkshopsQuery } from "./queries";

/** Where people meet about a challenge. Nothing while there is nothing planned: the page does without. */
export function ChallengeWorkshops({ challengeId }: { challengeId: string }) {
  const { t } = useLingui();
  const { data: workshops } = useQuery(challengeWorkshopsQuery(challengeId));
  if (!workshops?.length) return null;
  return (
    <Section title={t`Verkstäder`} note={t`Här ses vi och arbetar vidare med frågan.`}>
      <ul className={styles.workshops}>
        {workshops.map((workshop) => (
          <WorkshopRow key={workshop.id} workshop={workshop} withMonth />
        ))}
      </ul>
    </Section>
  );
}
