import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { announce } from "@/lib/announce";
import { useSettled } from "@/lib/use-settled";
import { similarQuery } from "./queries";
import styles from "./Search.module.css";
import { SimilarIdea } from "./SimilarIdea";

type Props = {
  title: string;
  body: string;
  /** Keeps what is written, before one leaves it for another idea. */
  keep: () => void;
};

/** Typing pauses this long, in milliseconds, before it is compared. */
const PAUSE = 700;
/** Characters of a title that begin to say something. */
const ENOUGH = 6;

/**
 * The ideas most like what is being written, below its title, where they are seen before the text is written. They are a
 * help and nothing waits for them: where they cannot be had, nothing is said.
 */
export function SimilarIdeas({ title, body, keep }: Props) {
  const settledTitle = useSettled(title.trim(), PAUSE);
  const settledBody = useSettled(body.trim(), PAUSE);
  const enough = settledTitle.length >= ENOUGH;
  const { data } = useQuery({ ...similarQuery(settledTitle, settledBody), enabled: enough });
  const ideas = enough ? (data ?? []) : [];
  useAnnounced(ideas.length);
  if (ideas.length === 0) return null;
  return (
    <section className={styles.similar} aria-labelledby="similar-ideas">
      <h2 id="similar-ideas">
        <Trans>Är det någon av de här?</Trans>
      </h2>
      <p>
        <Trans>Stöd hellre en idé som redan finns. Ditt utkast ligger kvar om du ändrar dig.</Trans>
      </p>
      <ul>
        {ideas.map((idea) => (
          <SimilarIdea key={idea.id} idea={idea} keep={keep} />
        ))}
      </ul>
    </section>
  );
}

function useAnnounced(count: number) {
  useEffect(() => {
    if (count > 0) announce(found(count));
  }, [count]);
}

const found = (count: number) =>
  plural(count, {
    one: "En idé liknar din. Den står under rubriken.",
    other: "# idéer liknar din. De står under rubriken.",
  });
