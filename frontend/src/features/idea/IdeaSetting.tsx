import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useTopicName } from "@/features/topic/topic-name";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import styles from "./IdeaPage.module.css";

type Props = {
  idea: Pick<Schema["Idea"], "topics" | "district" | "place">;
  mapShown: boolean;
  /** Shows the place on a map, or no longer. */
  onMap: () => void;
};

/** What an idea is about and where, each leading to others like it. */
export function IdeaSetting({ idea, mapShown, onMap }: Props) {
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
      {idea.place && (
        <Button variant="plain" aria-expanded={mapShown} onClick={onMap}>
          {mapShown ? <Trans>Dölj kartan</Trans> : <Trans>Visa platsen på en karta</Trans>}
        </Button>
      )}
    </div>
  );
}
