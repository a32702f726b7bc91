import { Trans } from "@lingui/react/macro";
import type { Schema, Tagged } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Notice } from "@/ui/Notice";
import { PublishIdea } from "./IdeaActions";
import styles from "./IdeaPage.module.css";

/** What one should know about an idea that is not simply published, and the way to publish it. */
export function IdeaNotice({ idea }: { idea: Tagged<Schema["Idea"]> }) {
  const { state, locked } = idea.value;
  if (state === "merged") return null;
  if (state === "published") return locked ? <Locked /> : null;
  return (
    <div className={styles.notice}>
      <Notice tone={state === "hidden" ? "warning" : "info"}>
        <p>
          <Words idea={idea.value} />
        </p>
        <PublishIdea idea={idea} />
      </Notice>
    </div>
  );
}

const Locked = () => (
  <div className={styles.notice}>
    <Notice>
      <p>
        <Trans>En moderator har låst idén. Den tar inga kommentarer och går inte att ändra.</Trans>
      </p>
    </Notice>
  </div>
);

function Words({ idea: { state, author } }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  if (state === "draft")
    return <Trans>Det här är ett utkast. Bara du ser det, tills du publicerar det.</Trans>;
  if (state === "waiting")
    return (
      <Trans>
        Idén väntar på granskning. En moderator läser den innan andra får se den, och du får veta hur det går.
        Vill du ändra den först, dra tillbaka den.
      </Trans>
    );
  if (state === "hidden")
    return (
      <Trans>En moderator har dolt idén. Bara den som skrev den och moderatorer ser den här sidan.</Trans>
    );
  if (me?.id === author.id) return <Trans>Du har dragit tillbaka idén. Andra ser bara att den fanns.</Trans>;
  return <Trans>Den som skrev idén har dragit tillbaka den. Texten, rösterna och samtalet visas inte.</Trans>;
}
