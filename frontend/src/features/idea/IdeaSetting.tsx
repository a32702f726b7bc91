import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { boundariesQuery } from "@/features/district/queries";
import { DistrictMap } from "@/features/map/DistrictMap";
import { useTopicName } from "@/features/topic/topic-name";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import styles from "./IdeaPage.module.css";

type Setting = Pick<Schema["Idea"], "topics" | "district" | "place" | "title" | "id">;

/** What an idea is about and where, each leading to others like it. */
export function IdeaSetting({ idea }: { idea: Setting }) {
  const nameOf = useTopicName();
  const { topics, district } = idea;
  if (topics.length === 0 && !district && !idea.place) return null;
  return (
    <div className={styles.answers}>
      {topics.length > 0 && (
        <>
          <h2>
            <Trans>Handlar om</Trans>
          </h2>
          <ul>
            {topics.map((topic) => (
              <li key={topic.id}>
                <Link to="/ideas" search={{ topic: topic.slug }}>
                  {nameOf(topic)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {district && (
        <>
          <h2>
            <Trans>Rör</Trans>
          </h2>
          <p>
            <Link to="/ideas" search={{ district: district.id }}>
              <bdi>{district.name}</bdi>
            </Link>
          </p>
        </>
      )}
      {idea.place && <Place idea={idea} place={idea.place} />}
    </div>
  );
}

/** The place on a map, which comes when it is asked for. */
function Place({ idea, place }: { idea: Setting; place: Schema["Place"] }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const boundaries = useQuery({ ...boundariesQuery, enabled: open }).data;
  const { id, title } = idea;
  if (!open)
    return (
      <Button variant="plain" onClick={() => setOpen(true)}>
        <Trans>Visa platsen på en karta</Trans>
      </Button>
    );
  if (!boundaries) return null;
  return (
    <DistrictMap
      label={t`Karta med idéns plats`}
      features={boundaries.value.features}
      points={[{ id, title, ...place }]}
    />
  );
}
