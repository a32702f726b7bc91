import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { cx } from "@/ui/cx";
import { Tag, WorkshopStateTag } from "@/ui/Tag";
import { audienceText } from "./audience";
import { calendarDay, capitalised, timeSpan } from "./calendar-date";
import { phaseOf } from "./phase";
import { seatsText } from "./seats";
import styles from "./WorkshopRow.module.css";

type Props = {
  workshop: Schema["WorkshopSummary"];
  /** The reader's own sign-up, if there is one. */
  signup?: Schema["Signup"] | undefined;
  /** Whether to name the month with the day; not under a month's heading. */
  withMonth?: boolean;
};

/** A workshop in a list: its day large in the margin, then what, when and where. The whole row leads to it. */
export function WorkshopRow({ workshop, signup, withMonth = false }: Props) {
  const { day, weekday, wholeWeekday, month } = calendarDay(workshop.startsAt);
  const phase = phaseOf(workshop);
  const cancelled = phase === "cancelled";
  return (
    <li className={cx(styles.row, cancelled && styles.cancelled)}>
      <time className={styles.date} dateTime={workshop.startsAt}>
        <span className={styles.day}>{day}</span> <span>{withMonth ? month : weekday}</span>
      </time>
      <div className={styles.body}>
        <h3 className={styles.title}>
          <Link to="/workshops/$workshopId" params={{ workshopId: workshop.id }}>
            <bdi>{workshop.title}</bdi>
          </Link>
        </h3>
        <p>
          {withMonth && `${capitalised(wholeWeekday)} `}
          <bdi>{timeSpan(workshop.startsAt, workshop.endsAt)}</bdi>, <Place workshop={workshop} />
        </p>
        <div className={styles.facts}>
          {workshop.state !== "published" && <WorkshopStateTag state={workshop.state} />}
          {signup && phase === "coming" && <SignupTag signup={signup} />}
          {phase === "coming" && <span>{seatsText(workshop)}</span>}
          {workshop.audience.length > 0 && (
            <span>
              <Trans>För {audienceText(workshop.audience)}</Trans>
            </span>
          )}
        </div>
      </div>
    </li>
  );
}

function Place({ workshop }: { workshop: Schema["WorkshopSummary"] }) {
  const { t } = useLingui();
  return workshop.place ? <bdi>{workshop.place}</bdi> : t`på nätet`;
}

function SignupTag({ signup }: { signup: Schema["Signup"] }) {
  const { t } = useLingui();
  return signup.state === "seated" ? (
    <Tag tone="on">{t`Du har en plats`}</Tag>
  ) : (
    <Tag>{t`Du står på kö`}</Tag>
  );
}
