import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { cx } from "@/ui/cx";
import { audienceText } from "./audience";
import { calendarDay, wholePeriod } from "./calendar-date";
import { phaseOf } from "./phase";
import { SeatsLine } from "./SeatsLine";
import styles from "./Workshop.module.css";

/** When, where, for whom and how full, with the day as large as a poster has it. */
export function Invitation({ workshop }: { workshop: Schema["Workshop"] }) {
  const { t } = useLingui();
  const { day, month } = calendarDay(workshop.startsAt);
  const phase = phaseOf(workshop);
  return (
    <div className={cx(styles.invitation, phase === "cancelled" && styles.cancelled)}>
      <p className={styles.date} aria-hidden="true">
        <span className={styles.day}>{day}</span>
        <span className={styles.month}>{month}</span>
      </p>
      <dl className={styles.facts}>
        <Fact name={t`När`}>
          <time dateTime={workshop.startsAt}>
            <bdi>{wholePeriod(workshop.startsAt, workshop.endsAt)}</bdi>
          </time>
          {phase !== "past" && phase !== "cancelled" && (
            <>
              <br />
              <CalendarLink workshopId={workshop.id} />
            </>
          )}
        </Fact>
        <Fact name={t`Var`}>
          <Where workshop={workshop} />
        </Fact>
        <Fact name={t`För vem`}>{audienceText(workshop.audience)}</Fact>
        {(phase === "coming" || phase === "draft") && (
          <Fact name={t`Platser`}>
            <SeatsLine workshop={workshop} />
          </Fact>
        )}
      </dl>
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const CalendarLink = ({ workshopId }: { workshopId: string }) => (
  <a href={`/api/v1/workshops/${workshopId}/calendar`} className={styles.soft}>
    <Trans>Lägg i min kalender</Trans>
  </a>
);

function Where({ workshop: { place, link } }: { workshop: Schema["Workshop"] }) {
  return (
    <>
      {place && <bdi>{place}</bdi>}
      {place && link && <br />}
      {link && (
        <a href={link} rel="noreferrer">
          {place ? <Trans>Eller delta på nätet</Trans> : <Trans>På nätet</Trans>}
        </a>
      )}
    </>
  );
}
