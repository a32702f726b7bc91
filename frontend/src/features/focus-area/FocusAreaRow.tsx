import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import styles from "@/features/admin/AdminList.module.css";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { moved } from "./moved";
import type { useReorder } from "./queries";

type FocusArea = Schema["FocusArea"];
type Props = { areas: FocusArea[]; index: number; reorder: ReturnType<typeof useReorder> };

/** A focus area in use, which can change places with its neighbours. */
export function FocusAreaRow({ areas, index, reorder }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const area = areas[index] as FocusArea;
  const { title } = area;
  const move = (by: -1 | 1) => {
    if (reorder.isPending) return;
    const place = index + by + 1;
    reorder.mutate(moved(areas, index, by), {
      onSuccess: () => toast({ text: t`${title} står nu på plats ${place}.` }),
    });
  };
  return (
    <li className={styles.row}>
      <Words area={area} />
      <div className={styles.buttons}>
        <Button disabled={index === 0} aria-label={t`Flytta upp ${title}`} onClick={() => move(-1)}>
          <Trans>Flytta upp</Trans>
        </Button>
        <Button
          disabled={index === areas.length - 1}
          aria-label={t`Flytta ned ${title}`}
          onClick={() => move(1)}
        >
          <Trans>Flytta ned</Trans>
        </Button>
      </div>
    </li>
  );
}

/** A focus area that is out of the way. */
export const ArchivedRow = ({ area }: { area: FocusArea }) => (
  <li className={styles.row}>
    <Words area={area} />
  </li>
);

function Words({ area }: { area: FocusArea }) {
  return (
    <>
      <h3>
        <Link to="/admin/focus-areas/$focusAreaId" params={{ focusAreaId: area.id }}>
          <bdi>{area.title}</bdi>
        </Link>
      </h3>
      {area.description && (
        <p className={styles.soft} dir="auto">
          {area.description}
        </p>
      )}
    </>
  );
}
