import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { WorkshopRow } from "@/features/workshop/WorkshopRow";
import { Section } from "@/ui/Section";
import styles from "./Home.module.css";
import { nextWorkshopsQuery } from "./queries";

const SHOWN = 3;

/** When people meet next. Left out while nothing is planned. */
export function NextWorkshops() {
  const { t } = useLingui();
  const { data: workshops } = useQuery(nextWorkshopsQuery(SHOWN));
  if (!workshops?.length) return null;
  const all = (
    <Link to="/workshops">
      <Trans>Alla verkstäder</Trans>
    </Link>
  );
  return (
    <Section title={t`Vi ses`} note={all}>
      <ul className={styles.workshops}>
        {workshops.map((workshop) => (
          <WorkshopRow key={workshop.id} workshop={workshop} withMonth />
        ))}
      </ul>
    </Section>
  );
}
