import { Trans } from "@lingui/react/macro";
import { DateTime } from "@/ui/DateTime";

/** A day with its year, and the time: what is decided about people is read long after. */
export const Moment = ({ at }: { at: string }) => (
  <Trans>
    <DateTime at={at} as="date" /> kl. <DateTime at={at} as="time" />
  </Trans>
);
